#include "vm/collections/ordered_table.h"

#include <algorithm>

#include "vm/bigint/bigint.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

/// SameValueZero of keys in their canonical form, whose hashes are equal.
bool are_equal(Value left, Value right) {
  if (left.is_identical(right)) return true;
  if (left.is_string()) return right.is_string() && left.as_string()->equals(right.as_string());
  return left.is_bigint() && right.is_bigint() && bigint_equal(left.as_bigint(), right.as_bigint());
}

}  // namespace

OrderedTable::OrderedTable(std::uint32_t capacity)
    : Cell(static_cast<std::uint8_t>(k_kind)), capacity_(capacity) {
  std::fill_n(buckets(), capacity, k_none);
}

std::optional<std::uint32_t> OrderedTable::find(Value key, std::uint32_t hash) const {
  for (std::uint32_t place = buckets()[hash & (capacity_ - 1)]; place != k_none;) {
    const Entry& entry = entries()[place];
    if (entry.hash == hash && are_equal(entry.key.get(), key)) return place;
    place = entry.next;
  }
  return std::nullopt;
}

void OrderedTable::append(Value key, Value value, std::uint32_t hash) {
  assert(!is_full() && !key.is_empty());
  std::uint32_t& bucket = buckets()[hash & (capacity_ - 1)];
  auto* entry = ::new (&entries()[used_]) Entry{ValueField(key), ValueField(value), hash, bucket};
  (void)entry;
  bucket = used_++;
  size_++;
  gc::write_barrier(this);
}

void OrderedTable::remove(std::uint32_t place) {
  // The entry stays in its bucket's list, where no key is equal to Empty.
  entries()[place].key.set_without_barrier(Value::empty());
  entries()[place].value.set_without_barrier(Value::undefined());
  size_--;
}

OrderedTable* OrderedTable::try_move_to(gc::Heap& heap, std::uint32_t capacity) {
  if (capacity > k_max_capacity) return nullptr;
  auto* table = heap.try_make<OrderedTable>(bytes_for(capacity), capacity);
  if (table == nullptr) return nullptr;
  for (std::uint32_t place = 0; place < used_; place++) {
    const Entry& entry = entries()[place];
    if (!entry.key.get().is_empty()) table->append(entry.key.get(), entry.value.get(), entry.hash);
  }
  retire(table);
  return table;
}

void OrderedTable::retire(OrderedTable* successor) {
  for (std::uint32_t place = 0; place < used_; place++) {
    Entry& entry = entries()[place];
    if (!entry.key.get().is_empty()) entry.key.set_without_barrier(Value::undefined());
    entry.value.set_without_barrier(Value::undefined());
  }
  successor_.set(this, successor);
}

OrderedTable* OrderedTable::try_grow(gc::Heap& heap) {
  return try_move_to(heap, size_ <= capacity_ / 2 ? capacity_ : capacity_ * 2);
}

OrderedTable* OrderedTable::shrink(gc::Heap& heap) {
  if (capacity_ == k_least_capacity || size_ >= capacity_ / 4) return this;
  OrderedTable* table = try_move_to(heap, capacity_ / 2);
  return table == nullptr ? this : table;
}

OrderedTable* OrderedTable::clear(gc::Heap& heap) {
  OrderedTable* table = make(heap);
  for (std::uint32_t place = 0; place < used_; place++)
    entries()[place].key.set_without_barrier(Value::empty());
  retire(table);
  return table;
}

void OrderedTable::visit(gc::Visitor& visitor) {
  visitor.visit(successor_);
  for (std::uint32_t place = 0; place < used_; place++) {
    const Entry& entry = entries()[place];
    if (entry.key.get().is_cell()) visitor.visit(entry.key.get().as_cell());
    if (entry.value.get().is_cell()) visitor.visit(entry.value.get().as_cell());
  }
}

std::optional<std::uint32_t> TableCursor::next() {
  while (table->successor() != nullptr) {
    std::uint32_t moved = 0;
    for (std::uint32_t place = 0; place < index; place++) moved += table->key(place).is_empty() ? 0 : 1;
    index = moved;
    table = table->successor();
  }
  while (index < table->end()) {
    const std::uint32_t place = index++;
    if (!table->key(place).is_empty()) return place;
  }
  return std::nullopt;
}

}  // namespace orrery::vm
