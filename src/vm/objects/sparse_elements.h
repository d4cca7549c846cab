#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gc/heap.h"
#include "vm/objects/elements.h"

namespace orrery::vm {

/// Elements far apart, or with attributes: a hash table from array index to value and attributes.
class SparseElements final : public Elements {
 public:
  static constexpr CellKind k_kind = CellKind::SparseElements;

  /// An empty table that holds `count` elements without growing.
  static SparseElements* make(gc::Heap& heap, std::uint32_t count);
  /// A table with the same elements and room for at least one more. Null: the heap's limit does not allow it.
  SparseElements* grow(gc::Heap& heap) const;

  std::uint32_t count() const { return count_; }
  /// Whether a further element needs grow() first.
  bool is_full() const { return (used_ + 1) * 4 > place_count_ * 3; }
  /// Not below any index that was ever added.
  std::uint32_t highest_index() const { return highest_index_; }
  /// Whether all elements ever were ordinary data properties.
  bool is_ordinary() const { return is_ordinary_; }

  /// The place of an element, valid until the table changes.
  std::optional<std::uint32_t> find(std::uint32_t index) const;
  Value value(std::uint32_t place) const { return entries()[place].value.get(); }
  Attributes attributes(std::uint32_t place) const { return Attributes(entries()[place].attributes); }
  void set(std::uint32_t place, Value value) { entries()[place].value.set(this, value); }
  void set_attributes(std::uint32_t place, Attributes attributes);
  /// Of an index that is not there; the table is not full.
  void add(std::uint32_t index, Value value, Attributes attributes);
  void remove(std::uint32_t place);

  /// Ascending.
  std::vector<std::uint32_t> indices() const;

  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;

  enum class State : std::uint8_t { Free, Used, Removed };
  struct Entry {
    std::uint32_t index = 0;
    std::uint8_t attributes = 0;
    State state = State::Free;
    ValueField value;
  };
  static_assert(sizeof(Entry) == 16);

  explicit SparseElements(std::uint32_t place_count);
  static std::uint32_t places_for(std::uint32_t count);
  std::uint32_t home(std::uint32_t index) const { return (index * 0x9e37'79b1u >> 7) & (place_count_ - 1); }
  Entry* entries() { return reinterpret_cast<Entry*>(this + 1); }
  const Entry* entries() const { return reinterpret_cast<const Entry*>(this + 1); }

  std::uint32_t place_count_;  // a power of two
  std::uint32_t count_ = 0;
  std::uint32_t used_ = 0;  // places that are not free
  std::uint32_t highest_index_ = 0;
  bool is_ordinary_ = true;
};
static_assert(sizeof(SparseElements) % alignof(ValueField) == 0);

}  // namespace orrery::vm
