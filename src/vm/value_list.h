#pragma once

#include <cstdint>
#include <span>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/shapes/slots.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-list-and-record-specification-type of values: arguments on their way, for
/// example. In a cell, so that whoever has a pointer to it on the stack keeps the values alive.
class ValueList final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::ValueList;
  static constexpr bool k_kind_has_finalizer = false;

  static ValueList* make(gc::Heap& heap, std::uint32_t capacity = 0) {
    Slots* items = capacity == 0 ? nullptr : Slots::make(heap, capacity);
    return heap.make<ValueList>(0, items);
  }
  explicit ValueList(Slots* items) : Cell(static_cast<std::uint8_t>(k_kind)), items_(items) {}

  std::uint32_t size() const { return size_; }
  Value at(std::uint32_t index) const { return items_->get(index); }
  void set(std::uint32_t index, Value value) { items_->set(index, value); }
  /// Takes off the last one.
  Value pop() { return items_->get(--size_); }
  /// Valid until the next append().
  std::span<const Value> values() const {
    return items_ ? items_->values().first(size_) : std::span<const Value>();
  }
  void append(gc::Heap& heap, Value value) {
    if (!items_ || size_ == items_->capacity()) items_.set(this, Slots::grow(heap, items_.get(), size_ + 1));
    items_->set(size_, value);
    size_++;
  }
  void append(gc::Heap& heap, std::span<const Value> values) {
    for (const Value value : values) append(heap, value);
  }

  void visit(gc::Visitor& visitor) { visitor.visit(items_); }

 private:
  friend struct Layout;

  std::uint32_t size_ = 0;
  gc::Field<Slots> items_;
};

}  // namespace orrery::vm
