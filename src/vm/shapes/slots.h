#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

/// A row of values in a cell of its own: an object's properties beyond its inline slots, the items of a list.
class Slots final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::Slots;
  static constexpr bool k_kind_has_finalizer = false;

  /// A new row, all undefined.
  static Slots* make(gc::Heap& heap, std::uint32_t capacity) {
    return heap.make<Slots>(capacity * sizeof(ValueField), capacity);
  }
  /// The same; null if there is no room for it below the heap's limit.
  static Slots* try_make(gc::Heap& heap, std::uint32_t capacity) {
    return heap.try_make<Slots>(capacity * sizeof(ValueField), capacity);
  }
  /// A row of at least `needed` slots, more than `old` (which may be null) has, that begins with what is
  /// there.
  static Slots* grow(gc::Heap& heap, const Slots* old, std::uint32_t needed) {
    const std::uint32_t old_capacity = old == nullptr ? 0 : old->capacity();
    // Odd, as the header takes 8 of a cell's 16 bytes.
    const std::uint32_t more = old_capacity < 64 ? old_capacity * 2 + 1 : old_capacity + old_capacity / 2;
    const std::uint32_t capacity = std::max({more, needed, std::uint32_t{3}});
    Slots* slots = make(heap, capacity | 1);
    for (std::uint32_t i = 0; i < old_capacity; i++) slots->fields()[i].set_without_barrier(old->get(i));
    return slots;
  }

  std::uint32_t capacity() const { return capacity_; }
  Value get(std::uint32_t index) const {
    assert(index < capacity_);
    return fields()[index].get();
  }
  void set(std::uint32_t index, Value value) {
    assert(index < capacity_);
    fields()[index].set(this, value);
  }
  /// The same where the value is no cell, or this is not old.
  void set_without_barrier(std::uint32_t index, Value value) {
    assert(index < capacity_);
    fields()[index].set_without_barrier(value);
  }
  std::span<const Value> values() const { return {reinterpret_cast<const Value*>(fields()), capacity_}; }

  void visit(gc::Visitor& visitor) {
    for (const Value value : values()) {
      if (value.is_cell()) visitor.visit(value.as_cell());
    }
  }

 private:
  friend class gc::Heap;

  explicit Slots(std::uint32_t capacity) : Cell(static_cast<std::uint8_t>(k_kind)), capacity_(capacity) {
    for (std::uint32_t i = 0; i < capacity; i++) new (&fields()[i]) ValueField();
  }
  const ValueField* fields() const { return reinterpret_cast<const ValueField*>(this + 1); }
  ValueField* fields() { return reinterpret_cast<ValueField*>(this + 1); }

  std::uint32_t capacity_;
};
static_assert(sizeof(Slots) == 8);

}  // namespace orrery::vm
