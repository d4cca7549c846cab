#pragma once

#include <cstdint>
#include <optional>

#include "gc/field.h"
#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

/// A hash table from cells to values, of which it keeps neither alive: an entry's value lives as long as its
/// key and the table do (Hayes, "Ephemerons: a new finalization mechanism", OOPSLA 1997). The collector asks
/// for them by way of WeakReferences. Open addressing with linear probing; removing moves followers up.
class alignas(Value) WeakTable final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::WeakTable;
  static constexpr bool k_kind_has_finalizer = false;
  static constexpr std::uint32_t k_least_capacity = 4;

  static WeakTable* make(gc::Heap& heap) {
    return heap.make<WeakTable>(k_least_capacity * sizeof(Entry), k_least_capacity);
  }

  /// The place of a key.
  std::optional<std::uint32_t> find(const gc::Cell* key, std::uint32_t hash) const;
  Value value(std::uint32_t place) const { return entries()[place].value.get(); }
  // No barriers: every collection looks at all entries.
  void set_value(std::uint32_t place, Value value) { entries()[place].value.set_without_barrier(value); }
  /// Whether try_resize() is due before anything is added: there is no room, or so many keys have died that
  /// most of the table is empty.
  bool must_resize() const {
    return (size_ + 1) * 4 > capacity_ * 3 || (capacity_ > k_wasteful_capacity && size_ < capacity_ / 16);
  }
  /// Of a key that is not there; there must be room.
  void add(gc::Cell* key, std::uint32_t hash, Value value);
  void remove(std::uint32_t hole);
  /// Another table with the same entries and room for as many more, which leaves this one empty. Null: the
  /// heap's limit does not allow it.
  WeakTable* try_resize(gc::Heap& heap);

  /// Visits the values of keys that are marked.
  void visit_ephemerons(gc::Visitor& visitor, const gc::Heap& heap);
  void clear_dead(const gc::Liveness& liveness);
  /// What it holds is no reference to the collector.
  void visit(gc::Visitor&) {}

 private:
  friend class gc::Heap;

  struct Entry {
    gc::Cell* key = nullptr;
    ValueField value;
    std::uint32_t hash = 0;
  };

  static constexpr std::uint32_t k_wasteful_capacity = 64;

  explicit WeakTable(std::uint32_t capacity);
  Entry* entries() { return reinterpret_cast<Entry*>(this + 1); }
  const Entry* entries() const { return reinterpret_cast<const Entry*>(this + 1); }
  std::uint32_t next(std::uint32_t place) const { return (place + 1) & (capacity_ - 1); }

  std::uint32_t capacity_;  // a power of two
  std::uint32_t size_ = 0;
};

}  // namespace orrery::vm
