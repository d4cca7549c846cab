#include "vm/objects/sparse_elements.h"

#include <algorithm>
#include <bit>

namespace orrery::vm {

std::uint32_t SparseElements::places_for(std::uint32_t count) {
  // At most three quarters are ever used.
  return std::bit_ceil(std::max(count + count / 2 + 2, 8u));
}

SparseElements::SparseElements(std::uint32_t place_count)
    : Elements(CellKind::SparseElements, 0), place_count_(place_count) {
  for (std::uint32_t i = 0; i < place_count; i++) new (&entries()[i]) Entry();
}

SparseElements* SparseElements::make(gc::Heap& heap, std::uint32_t count) {
  const std::uint32_t places = places_for(count);
  return heap.make<SparseElements>(places * sizeof(Entry), places);
}

SparseElements* SparseElements::grow(gc::Heap& heap) const {
  const std::uint32_t places = places_for(count_ + count_ / 2 + 1);
  auto* table = heap.try_make<SparseElements>(places * sizeof(Entry), places);
  if (table == nullptr) return nullptr;
  for (std::uint32_t i = 0; i < place_count_; i++) {
    const Entry& entry = entries()[i];
    if (entry.state == State::Used) table->add(entry.index, entry.value.get(), Attributes(entry.attributes));
  }
  table->is_ordinary_ = is_ordinary_;
  return table;
}

std::optional<std::uint32_t> SparseElements::find(std::uint32_t index) const {
  for (std::uint32_t place = home(index);; place = (place + 1) & (place_count_ - 1)) {
    const Entry& entry = entries()[place];
    if (entry.state == State::Free) return std::nullopt;
    if (entry.state == State::Used && entry.index == index) return place;
  }
}

void SparseElements::set_attributes(std::uint32_t place, Attributes attributes) {
  entries()[place].attributes = attributes.bits();
  if (attributes != k_data_attributes) is_ordinary_ = false;
}

void SparseElements::add(std::uint32_t index, Value value, Attributes attributes) {
  assert(!is_full());
  std::uint32_t place = home(index);
  while (entries()[place].state == State::Used) place = (place + 1) & (place_count_ - 1);
  Entry& entry = entries()[place];
  if (entry.state == State::Free) used_++;
  entry.index = index;
  entry.state = State::Used;
  entry.value.set(this, value);
  count_++;
  highest_index_ = std::max(highest_index_, index);
  set_attributes(place, attributes);
}

void SparseElements::remove(std::uint32_t place) {
  Entry& entry = entries()[place];
  entry.state = State::Removed;
  entry.value.set_without_barrier(Value::undefined());
  count_--;
}

std::vector<std::uint32_t> SparseElements::indices() const {
  std::vector<std::uint32_t> indices;
  indices.reserve(count_);
  for (std::uint32_t i = 0; i < place_count_; i++) {
    if (entries()[i].state == State::Used) indices.push_back(entries()[i].index);
  }
  std::sort(indices.begin(), indices.end());
  return indices;
}

void SparseElements::visit(gc::Visitor& visitor) {
  for (std::uint32_t i = 0; i < place_count_; i++) {
    const Value value = entries()[i].value.get();
    if (value.is_cell()) visitor.visit(value.as_cell());
  }
}

}  // namespace orrery::vm
