#include "vm/collections/weak_table.h"

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
  assert(!is_full());
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

WeakTable* WeakTable::try_grow(gc::Heap& heap) {
  const std::uint32_t capacity = capacity_ * 2;
  if (capacity < capacity_) return nullptr;
  auto* table = heap.try_make<WeakTable>(std::size_t{capacity} * sizeof(Entry), capacity);
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
  if (size_ == 0) return;
  // From an empty place on, so that nothing is moved across where the loop began.
  std::uint32_t start = 0;
  while (entries()[start].key != nullptr) start = next(start);
  for (std::uint32_t place = next(start); place != start;) {
    const gc::Cell* key = entries()[place].key;
    if (key != nullptr && !liveness.is_alive(key)) {
      remove(place);  // and look at what has moved here
    } else {
      place = next(place);
    }
  }
}

}  // namespace orrery::vm
