#pragma once

#include <cstdint>
#include <optional>

#include "gc/field.h"
#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/value.h"

namespace orrery::vm {

/// [DOC] The tables of maps and sets
///
/// A hash table that remembers the order of insertion, after Tyler Close's: entries lie in that order, and
/// each is linked to the next one with the same bucket. What is removed leaves an Empty key. When there is no
/// more room the entries go to another table, without the removed ones; the old table is *retired*: it keeps
/// a reference to its successor and which of its entries were removed, but no values. So a cursor that stands
/// in it finds its place in the successor by counting (TableCursor), and nobody needs to know the cursors.
class OrderedTable final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::OrderedTable;
  static constexpr bool k_kind_has_finalizer = false;
  static constexpr std::uint32_t k_least_capacity = 4;

  static OrderedTable* make(gc::Heap& heap) {
    return heap.make<OrderedTable>(bytes_for(k_least_capacity), k_least_capacity);
  }

  /// How many entries there are.
  std::uint32_t size() const { return size_; }
  /// The places in use, removed ones included.
  std::uint32_t end() const { return used_; }
  bool is_full() const { return used_ == capacity_; }
  /// Empty: removed.
  Value key(std::uint32_t place) const { return entries()[place].key.get(); }
  Value value(std::uint32_t place) const { return entries()[place].value.get(); }
  void set_value(std::uint32_t place, Value value) { entries()[place].value.set(this, value); }

  /// \param key  in the form of canonical_key(); `hash` is its key_hash()
  std::optional<std::uint32_t> find(Value key, std::uint32_t hash) const;
  /// Of a key that is not there; the table is not full.
  void append(Value key, Value value, std::uint32_t hash);
  void remove(std::uint32_t place);

  /// Another table with the same entries, in which there is room for more. Null: the heap's limit does not
  /// allow it.
  OrderedTable* try_grow(gc::Heap& heap);
  /// The same where so many were removed that a smaller one is enough; else itself.
  OrderedTable* shrink(gc::Heap& heap);
  /// An empty table in place of this one.
  OrderedTable* clear(gc::Heap& heap);
  /// What has taken the place of this table; null: nothing yet.
  OrderedTable* successor() const { return successor_.get(); }

  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;

  struct Entry {
    ValueField key;
    ValueField value;
    std::uint32_t hash;
    std::uint32_t next;  // of the same bucket, or k_none
  };
  static constexpr std::uint32_t k_none = 0xffff'ffff;
  static constexpr std::uint32_t k_max_capacity = 1u << 30;

  /// \param capacity  a power of two, as many buckets
  explicit OrderedTable(std::uint32_t capacity);
  static std::size_t bytes_for(std::uint32_t capacity) {
    return capacity * (sizeof(Entry) + sizeof(std::uint32_t));
  }
  OrderedTable* try_move_to(gc::Heap& heap, std::uint32_t capacity);
  void retire(OrderedTable* successor);

  Entry* entries() { return reinterpret_cast<Entry*>(this + 1); }
  const Entry* entries() const { return reinterpret_cast<const Entry*>(this + 1); }
  std::uint32_t* buckets() { return reinterpret_cast<std::uint32_t*>(entries() + capacity_); }
  const std::uint32_t* buckets() const {
    return reinterpret_cast<const std::uint32_t*>(entries() + capacity_);
  }

  std::uint32_t capacity_;
  std::uint32_t used_ = 0;
  std::uint32_t size_ = 0;
  gc::Field<OrderedTable> successor_;
};
static_assert(sizeof(OrderedTable) % alignof(ValueField) == 0);

/// A place in the order of a table that may change at will between the steps.
struct TableCursor {
  OrderedTable* table;
  std::uint32_t index = 0;

  /// Goes to the next entry. \return its place in `table`; nothing at the end
  std::optional<std::uint32_t> next();
};

/// https://tc39.es/ecma262/#sec-canonicalizekeyedcollectionkey; and numbers in one form.
inline Value canonical_key(Value key) {
  return key.is_double() ? Value::number(key.as_double() + 0.0) : key;
}

}  // namespace orrery::vm
