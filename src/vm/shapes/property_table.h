#pragma once

#include <cstdint>
#include <optional>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/shapes/shape.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {

/// The keys and attributes of named properties, in order of creation; the number of an entry is the number of
/// the slot. Up to k_max_linear entries are searched one by one, more through a hash index.
///
/// Entries are only ever appended while shapes share a table: a shape with n properties takes the first n for
/// its own. Tables that one shape has to itself (Shape::is_unshared()) are changed in place.
class PropertyTable final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::PropertyTable;
  static constexpr bool k_kind_has_finalizer = false;
  static constexpr std::uint32_t k_max_linear = 8;

  /// An empty table with room for at least `capacity` entries.
  static PropertyTable* make(gc::Heap& heap, std::uint32_t capacity);
  /// A table that begins with the first `count` entries of this one, removed ones included.
  PropertyTable* copy(gc::Heap& heap, std::uint32_t count, std::uint32_t capacity);

  std::uint32_t capacity() const { return capacity_; }
  /// Entries in use, removed ones included.
  std::uint32_t size() const { return size_; }
  std::uint32_t removed_count() const { return removed_count_; }
  bool is_full() const { return size_ == capacity_; }

  /// The entry of `key` among the first `count`.
  std::optional<std::uint32_t> find(PropertyKey key, std::uint32_t count) const;
  bool is_removed(std::uint32_t entry) const { return keys()[entry] == 0; }
  PropertyKey key(std::uint32_t entry) const { return PropertyKey::from_bits(keys()[entry]); }
  Attributes attributes(std::uint32_t entry) const { return Attributes(attribute_bytes()[entry]); }

  /// The table must not be full, nor have the key. \return the entry
  std::uint32_t append(PropertyKey key, Attributes attributes);
  /// For tables of unshared shapes, and such as nobody uses yet.
  void set_attributes(std::uint32_t entry, Attributes attributes) {
    attribute_bytes()[entry] = attributes.bits();
  }
  /// For tables of unshared shapes. Other entries keep their numbers.
  void remove(std::uint32_t entry);

  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;

  explicit PropertyTable(std::uint32_t capacity);

  // Behind the object: a key for each entry (0: removed), the hash index, a byte of attributes for each
  // entry. The index has entry numbers plus one; 0 is free. What was removed stays in it, and matches no key.
  static std::uint32_t index_size(std::uint32_t capacity) {
    return capacity <= k_max_linear ? 0 : capacity * 2;
  }
  static std::size_t extra_size(std::uint32_t capacity) {
    return capacity * (sizeof(std::uint64_t) + 1) + index_size(capacity) * sizeof(std::uint32_t);
  }
  std::uint64_t* keys() const {
    return reinterpret_cast<std::uint64_t*>(const_cast<PropertyTable*>(this) + 1);
  }
  std::uint32_t* index() const { return reinterpret_cast<std::uint32_t*>(keys() + capacity_); }
  std::uint8_t* attribute_bytes() const {
    return reinterpret_cast<std::uint8_t*>(index() + index_size(capacity_));
  }
  void add_to_index(PropertyKey key, std::uint32_t entry);

  std::uint32_t size_ = 0;
  std::uint32_t capacity_;
  std::uint32_t removed_count_ = 0;
};
static_assert(sizeof(PropertyTable) == 16);

}  // namespace orrery::vm
