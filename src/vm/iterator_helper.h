#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/iteration.h"
#include "vm/object.h"
#include "vm/value_list.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-iterator-helper-objects: what Iterator.prototype.map and its like give. The
/// standard writes them as generators; here each is a state and one step
/// (builtins/control_abstraction/iterators).
class IteratorHelper final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::IteratorHelper;
  enum class Sort : std::uint8_t { Map, Filter, Take, Drop, FlatMap, Concat };
  /// [[GeneratorState]]
  enum class State : std::uint8_t { SuspendedStart, SuspendedYield, Executing, Completed };

  IteratorHelper(Shape* shape, Sort sort) : Object(k_kind, shape), sort_(sort) {}

  Sort sort() const { return sort_; }
  State state() const { return state_; }
  void set_state(State state) { state_ = state; }

  /// [[UnderlyingIterators]], which all but Concat have.
  IteratorRecord underlying() const { return {underlying_.get(), underlying_next_.get()}; }
  void set_underlying(const IteratorRecord& record) {
    underlying_.set(this, record.iterator);
    underlying_next_.set(this, record.next_method);
  }
  /// Of FlatMap and Concat: the iterator whose values are being handed out; its iterator is undefined if
  /// there is none.
  IteratorRecord inner() const { return {inner_.get(), inner_next_.get()}; }
  void set_inner(const IteratorRecord& record) {
    inner_.set(this, record.iterator);
    inner_next_.set(this, record.next_method);
  }
  bool has_inner() const { return !inner_.get().is_undefined(); }
  void clear_inner() { set_inner({}); }
  /// Of Map, Filter and FlatMap.
  Value function() const { return function_.get(); }
  void set_function(Value function) { function_.set(this, function); }
  /// Of Concat: the iterables, each followed by its method Symbol.iterator.
  ValueList* iterables() const { return iterables_.get(); }
  void set_iterables(ValueList* iterables) { iterables_.set(this, iterables); }
  /// Values seen (Map, Filter, FlatMap), values left (Take, Drop), or the next item of iterables() (Concat).
  /// May be infinite.
  double count() const { return count_; }
  void set_count(double count) { count_ = count; }

  void visit(gc::Visitor& visitor);

 private:
  Sort sort_;
  State state_ = State::SuspendedStart;
  double count_ = 0;
  ValueField underlying_;
  ValueField underlying_next_;
  ValueField inner_;
  ValueField inner_next_;
  ValueField function_;
  gc::Field<ValueList> iterables_;
};

/// https://tc39.es/ecma262/#sec-properties-of-wrapforvaliditeratorprototype-objects, what Iterator.from gives
/// for an iterator that is no %Iterator%.
class WrappedIterator final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::WrappedIterator;

  WrappedIterator(Shape* shape, const IteratorRecord& record)
      : Object(k_kind, shape), iterator_(record.iterator), next_method_(record.next_method) {}

  IteratorRecord iterated() const { return {iterator_.get(), next_method_.get()}; }  // [[Iterated]]

  void visit(gc::Visitor& visitor);

 private:
  ValueField iterator_;
  ValueField next_method_;
};

}  // namespace orrery::vm
