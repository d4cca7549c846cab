#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/value_list.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-for-in-iterator-objects, which scripts never see: what a `for`-`in` loop goes
/// through.
///
/// The keys of an object are taken when the loop comes to it, and each is looked at when its turn has come:
/// properties deleted before that are left out, and so are those added after the keys were taken. Those of
/// the prototype come last, without the names that were there before, be they enumerable or not.
class ForInEnumerator final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::ForInEnumerator;
  static constexpr bool k_kind_has_finalizer = true;

  /// \param object  null: there is nothing to enumerate
  static ForInEnumerator* make(Agent& agent, Object* object);
  ~ForInEnumerator() = default;

  /// https://tc39.es/ecma262/#sec-%foriniteratorprototype%.next \return a name; nothing at the end
  Completion<std::optional<String*>> next(Agent& agent);

  void visit(gc::Visitor& visitor) {
    visitor.visit(object_);
    visitor.visit(keys_);
  }

 private:
  friend class gc::Heap;
  ForInEnumerator(Object* object, ValueList* keys)
      : Cell(static_cast<std::uint8_t>(k_kind)), object_(object), keys_(keys) {}

  Completion<void> take_keys(Agent& agent);
  bool was_visited(PropertyKey key);

  gc::Field<Object> object_;
  // Of the objects so far, one behind the other: property keys, as bits. Those of properties that were gone
  // when their turn came are Empty.
  gc::Field<ValueList> keys_;
  std::uint32_t position_ = 0;
  std::uint32_t level_start_ = 0;  // of the keys of object_
  bool has_keys_ = false;          // they have been taken
  // All keys before level_start_. Kept only from the first enumerable property of a prototype on: most loops
  // never meet one.
  std::unordered_set<std::uint64_t> visited_;
  std::uint32_t visited_count_ = 0;  // how far keys_ has been put there
};

}  // namespace orrery::vm
