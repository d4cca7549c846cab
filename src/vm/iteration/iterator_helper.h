#pragma once

#include <cstdint>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/object.h"
#include "vm/value_list.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-iterator-helper-objects: what Iterator.prototype.map and its like give, and
/// Iterator.zip. The standard writes them as generators; here each is a state and one step
/// (builtins/control_abstraction/iterators).
class IteratorHelper final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::IteratorHelper;
  enum class Sort : std::uint8_t { Map, Filter, Take, Drop, FlatMap, Concat, Chunks, Windows, Zip };
  /// What becomes of values that are too few: of a Zip, where one iterator ends before others; of Windows,
  /// where it ends before the first window is full.
  enum class Shortage : std::uint8_t {
    Drop,    // "shortest"; "only-full"
    Fill,    // "longest"; "allow-partial"
    Forbid,  // "strict"
  };
  /// [[GeneratorState]]
  enum class State : std::uint8_t { SuspendedStart, SuspendedYield, Executing, Completed };

  IteratorHelper(Shape* shape, Sort sort) : Object(k_kind, shape), sort_(sort) {}

  Sort sort() const { return sort_; }
  State state() const { return state_; }
  void set_state(State state) { state_ = state; }

  /// [[UnderlyingIterators]], which all but Concat and Zip have. Chunks and Windows forget it when it has
  /// ended and there is a last array to hand out.
  IteratorRecord underlying() const { return {underlying_.get(), underlying_next_.get()}; }
  void set_underlying(const IteratorRecord& record) {
    underlying_.set(this, record.iterator);
    underlying_next_.set(this, record.next_method);
  }
  bool has_underlying() const { return !underlying_.get().is_undefined(); }
  void clear_underlying() { set_underlying({}); }
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
  /// Of Concat: the iterables, each followed by its method Symbol.iterator. Of Zip: the iterators, each
  /// followed by its method `next`, or null if it has ended.
  ValueList* iterables() const { return list_.get(); }
  void set_iterables(ValueList* iterables) { list_.set(this, iterables); }
  /// Of Chunks and Windows: the values of the array to come.
  ValueList* buffer() const { return list_.get(); }
  void set_buffer(ValueList* buffer) { list_.set(this, buffer); }
  /// Of Windows: where the window begins in the buffer, which is a ring once it is full.
  std::uint32_t oldest() const { return oldest_; }
  void set_oldest(std::uint32_t oldest) { oldest_ = oldest; }
  /// Of Zip: what stands for the values of iterators that have ended.
  ValueList* padding() const { return padding_.get(); }
  void set_padding(ValueList* padding) { padding_.set(this, padding); }
  /// Of Zip: the keys of the objects that it makes, as Strings and Symbols; null: it makes arrays.
  ValueList* keys() const { return keys_.get(); }
  void set_keys(ValueList* keys) { keys_.set(this, keys); }
  /// Of Windows and Zip.
  Shortage shortage() const { return shortage_; }
  void set_shortage(Shortage shortage) { shortage_ = shortage; }
  /// Values seen (Map, Filter, FlatMap), values left (Take, Drop), the next item of iterables() (Concat), or
  /// the size of the arrays (Chunks, Windows). May be infinite.
  double count() const { return count_; }
  void set_count(double count) { count_ = count; }

  void visit(gc::Visitor& visitor);

 private:
  Sort sort_;
  State state_ = State::SuspendedStart;
  Shortage shortage_ = Shortage::Drop;
  std::uint32_t oldest_ = 0;
  double count_ = 0;
  ValueField underlying_;
  ValueField underlying_next_;
  ValueField inner_;
  ValueField inner_next_;
  ValueField function_;
  gc::Field<ValueList> list_;
  gc::Field<ValueList> padding_;
  gc::Field<ValueList> keys_;
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
