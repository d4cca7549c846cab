#include "vm/collections/weak_table.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace orrery::vm {

WeakTable::WeakTable(std::uint32_t capacity) : Cell(static_cast<std::uint8_t>(k_kind)), capacity_(capacity) {
  for (std::uint32_t place = 0; place < capacity; place++) ::new (&entries()[place]) Entry();
}

std::optional<std::uint32_t> WeakTable::find(const gc::Cell* key, std::uint32_t hash) const {
  for (std::uint32_t place = hash & (capacity_ - 1); entries()[place].key != nullptr; place = next(place)) {
    if (entries()[place].key == key) return place;
  }
  return std::nullopt;
}

void WeakTable::add(gc::Cell* key, std::uint32_t hash, Value value) {
  assert(size_ < capacity_ - 1);
  std::uint32_t place = hash & (capacity_ - 1);
  while (entries()[place].key != nullptr) place = next(place);
  Entry& entry = entries()[place];
  entry.key = key;
  entry.value.set_without_barrier(value);
  entry.hash = hash;
  size_++;
}

void WeakTable::remove(std::uint32_t hole) {
  size_--;
  const auto copy = [](Entry& to, const Entry& from) {
    to.key = from.key;
    to.value.set_without_barrier(from.value.get());
    to.hash = from.hash;
  };
  for (std::uint32_t place = next(hole); entries()[place].key != nullptr; place = next(place)) {
    // An entry may move up to the hole unless its home lies between the two.
    const std::uint32_t distance_to_home = (place - entries()[place].hash) & (capacity_ - 1);
    const std::uint32_t distance_to_hole = (place - hole) & (capacity_ - 1);
    if (distance_to_home < distance_to_hole) continue;
    copy(entries()[hole], entries()[place]);
    hole = place;
  }
  copy(entries()[hole], Entry());
}

WeakTable* WeakTable::try_resize(gc::Heap& heap) {
  const std::uint64_t capacity =
      std::max(std::bit_ceil(size_ * std::uint64_t{2} + 1), std::uint64_t{k_least_capacity});
  if (capacity > 0xffff'ffff) return nullptr;
  auto* table = heap.try_make<WeakTable>(capacity * sizeof(Entry), static_cast<std::uint32_t>(capacity));
  if (table == nullptr) return nullptr;
  for (std::uint32_t place = 0; place < capacity_; place++) {
    Entry& entry = entries()[place];
    if (entry.key == nullptr) continue;
    table->add(entry.key, entry.hash, entry.value.get());
    entry.key = nullptr;
    entry.value.set_without_barrier(Value::undefined());
  }
  size_ = 0;
  return table;
}

void WeakTable::visit_ephemerons(gc::Visitor& visitor, const gc::Heap& heap) {
  for (std::uint32_t place = 0; place < capacity_; place++) {
    const Entry& entry = entries()[place];
    if (entry.key == nullptr || !entry.value.get().is_cell() || !heap.is_marked(entry.key)) continue;
    visitor.visit(entry.value.get().as_cell());
  }
}

void WeakTable::clear_dead(const gc::Liveness& liveness) {
  // Many may die at once, so they are not removed one by one.
  struct Survivor {
    gc::Cell* key;
    Value value;
    std::uint32_t hash;
  };
  std::vector<Survivor> survivors;
  bool has_dead = false;
  for (std::uint32_t place = 0; place < capacity_ && !has_dead; place++)
    has_dead = entries()[place].key != nullptr && !liveness.is_alive(entries()[place].key);
  if (!has_dead) return;
  for (std::uint32_t place = 0; place < capacity_; place++) {
    Entry& entry = entries()[place];
    if (entry.key == nullptr) continue;
    if (liveness.is_alive(entry.key)) survivors.push_back({entry.key, entry.value.get(), entry.hash});
    entry.key = nullptr;
    entry.value.set_without_barrier(Value::undefined());
  }
  size_ = 0;
  for (const Survivor& survivor : survivors) add(survivor.key, survivor.hash, survivor.value);
}

}  // namespace orrery::vm
