#include "vm/shapes/property_table.h"

#include <bit>
#include <cstring>

namespace orrery::vm {

PropertyTable* PropertyTable::make(gc::Heap& heap, std::uint32_t capacity) {
  // A power of two, for the index's mask.
  const std::uint32_t rounded = std::bit_ceil(capacity < 4 ? 4u : capacity);
  return heap.make<PropertyTable>(extra_size(rounded), rounded);
}

PropertyTable::PropertyTable(std::uint32_t capacity)
    : Cell(static_cast<std::uint8_t>(k_kind)), capacity_(capacity) {
  std::memset(static_cast<void*>(this + 1), 0, extra_size(capacity));
}

PropertyTable* PropertyTable::copy(gc::Heap& heap, std::uint32_t count, std::uint32_t capacity) {
  PropertyTable* table = make(heap, capacity < count ? count : capacity);
  for (std::uint32_t entry = 0; entry < count; entry++) {
    if (is_removed(entry)) {
      table->size_++;
      table->removed_count_++;
    } else {
      table->append(key(entry), attributes(entry));
    }
  }
  return table;
}

std::optional<std::uint32_t> PropertyTable::find(PropertyKey key, std::uint32_t count) const {
  if (index_size(capacity_) == 0) {
    for (std::uint32_t entry = 0; entry < count; entry++) {
      if (keys()[entry] == key.bits()) return entry;
    }
    return std::nullopt;
  }
  const std::uint32_t mask = index_size(capacity_) - 1;
  for (std::uint32_t place = key.hash() & mask;; place = (place + 1) & mask) {
    const std::uint32_t found = index()[place];
    if (found == 0) return std::nullopt;
    // A key is in a table once, so one beyond `count` is another shape's.
    if (keys()[found - 1] == key.bits()) return found <= count ? std::optional(found - 1) : std::nullopt;
  }
}

std::uint32_t PropertyTable::append(PropertyKey key, Attributes attributes) {
  assert(!is_full());
  const std::uint32_t entry = size_++;
  keys()[entry] = key.bits();
  attribute_bytes()[entry] = attributes.bits();
  add_to_index(key, entry);
  gc::write_barrier(this);
  return entry;
}

void PropertyTable::add_to_index(PropertyKey key, std::uint32_t entry) {
  if (index_size(capacity_) == 0) return;
  const std::uint32_t mask = index_size(capacity_) - 1;
  std::uint32_t place = key.hash() & mask;
  // Every entry takes one place at most, and there are twice as many places as entries.
  while (index()[place] != 0) place = (place + 1) & mask;
  index()[place] = entry + 1;
}

void PropertyTable::remove(std::uint32_t entry) {
  assert(!is_removed(entry));
  keys()[entry] = 0;
  removed_count_++;
}

void PropertyTable::visit(gc::Visitor& visitor) {
  for (std::uint32_t entry = 0; entry < size_; entry++) {
    if (!is_removed(entry) && !key(entry).is_index()) visitor.visit(key(entry).cell());
  }
}

}  // namespace orrery::vm
