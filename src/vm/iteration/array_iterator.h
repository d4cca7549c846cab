#pragma once

#include <cstdint>
#include <optional>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class Agent;
class NativeFrame;

/// What the iterator of an array, map or set hands out.
enum class IterationKind : std::uint8_t { Keys, Values, Entries };

/// https://tc39.es/ecma262/#sec-array-iterator-objects
class ArrayIterator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::ArrayIterator;

  ArrayIterator(Shape* shape, Object* array, IterationKind iteration_kind)
      : Object(k_kind, shape), iteration_kind_(iteration_kind), array_(array) {}

  /// What is iterated over; null when that has come to its end.
  Object* array() const { return array_.get(); }
  std::uint64_t next_index() const { return next_index_; }
  IterationKind iteration_kind() const { return iteration_kind_; }
  void advance() { next_index_++; }
  void finish() { array_.clear(); }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(array_);
  }

 private:
  friend struct Layout;

  IterationKind iteration_kind_;
  gc::Field<Object> array_;
  std::uint64_t next_index_ = 0;
};

/// https://tc39.es/ecma262/#sec-createarrayiterator
Object* create_array_iterator(Agent& agent, Object* array, IterationKind kind);
/// A step of the closure in it. \return nothing at the end
Completion<std::optional<Value>> array_iterator_step(Agent& agent, ArrayIterator* iterator);
/// https://tc39.es/ecma262/#sec-%arrayiteratorprototype%.next. Here, so that whoever iterates can tell that a
/// method is this one, and do without a call and a result object.
Completion<Value> array_iterator_next(Agent& agent, NativeFrame& frame);

}  // namespace orrery::vm
