#pragma once

#include <cstdint>
#include <cstring>
#include <limits>

#include "gc/cell.h"
#include "gc/field.h"
#include "gc/region.h"
#include "gc/visitor.h"
#include "vm/binary_data/typed_array.h"
#include "vm/objects/array.h"
#include "vm/objects/object.h"
#include "vm/shapes/shape.h"
#include "vm/strings/string.h"
#include "vm/value.h"

namespace orrery::vm {

/// [DOC] Property caches
///
/// A site that loads a named property remembers one shape and where the property was: in objects of that
/// shape themselves (`holder` is null), or in one fixed object on their prototype chain, as long as
/// `validity` says that nothing on the way there has changed. A shape holds the prototype, so the shape and
/// the cell together stand for the whole chain.
///
/// A site that stores remembers where objects of the shape have the property; or, if it adds the property,
/// the shape that this leads to, and the validity of the chain in which there must be no setter.
///
/// Cells that are no objects have a PrimitiveShape where objects have their shape, so that one comparison
/// tells what is cached from everything else. A site that has met more shapes keeps the others in a
/// PolymorphicCache.

/// Where a value is, seen from its object: the distance in bytes; or, complemented, the index among the slots
/// out of line; or one of the three lengths.
using CachedPlace = std::int32_t;
constexpr CachedPlace k_array_length = std::numeric_limits<CachedPlace>::min();
constexpr CachedPlace k_string_length = k_array_length + 1;
/// Of a typed array, as long as its getter on the prototype (the holder) is the standard's own.
constexpr CachedPlace k_typed_array_length = k_array_length + 2;

/// Four words of feedback.
struct PropertyCache {
  gc::CompressedCell shape;  // 0: empty
  CachedPlace place;
  gc::Cell* holder;  // loads: the object that has the property, or null; stores: the next shape, or null
  ValidityCell* validity;
  class PolymorphicCache* others;  // null: none
};
static_assert(sizeof(PropertyCache) == 4 * sizeof(std::uint64_t));

/// What a site has met beside the shape that it met last, which is in the PropertyCache.
class PolymorphicCache final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::PolymorphicCache;
  static constexpr bool k_kind_has_finalizer = false;
  static constexpr std::uint32_t k_max_entries = 4;
  struct Entry {
    gc::CompressedCell shape;
    CachedPlace place;
    gc::Cell* holder;
    ValidityCell* validity;
  };

  PolymorphicCache() : Cell(static_cast<std::uint8_t>(k_kind)) {}
  std::uint32_t size() const { return size_; }
  const Entry& entry(std::uint32_t index) const { return entries_[index]; }
  /// The oldest entry makes room for one too many.
  void add(const Entry& entry) {
    if (size_ < k_max_entries) {
      entries_[size_++] = entry;
    } else {
      entries_[next_victim_] = entry;
      next_victim_ = (next_victim_ + 1) % k_max_entries;
    }
    gc::write_barrier(this);
  }
  void visit(gc::Visitor& visitor) {
    for (std::uint32_t i = 0; i < size_; i++) {
      visitor.visit(entries_[i].holder);
      visitor.visit(entries_[i].validity);
      if (entries_[i].shape > PrimitiveShape::k_bigint)
        visitor.visit(gc::decompress<gc::Cell>(entries_[i].shape, this));
    }
  }

 private:
  std::uint8_t size_ = 0;
  std::uint8_t next_victim_ = 0;
  Entry entries_[k_max_entries] = {};
};

/// Where machine code and handlers find an object's parts.
struct ObjectLayout {
  static constexpr std::size_t k_shape = 4;
  static constexpr std::size_t k_slots = 8;
  static constexpr std::size_t k_elements = 16;
  static constexpr std::size_t k_inline_slots = sizeof(Object);

  static Slots* slots(const Object* object) { return object->slots_.get(); }
  static CachedPlace place_of(const Object* object, std::uint32_t slot) {
    const std::uint32_t inline_capacity = object->shape()->inline_capacity();
    if (slot < inline_capacity) return static_cast<CachedPlace>(k_inline_slots + slot * sizeof(Value));
    return ~static_cast<CachedPlace>(slot - inline_capacity);
  }
};

/// The shape of an object, a PrimitiveShape of other cells that are values.
inline gc::CompressedCell shape_word(const gc::Cell* cell) {
  gc::CompressedCell shape;
  std::memcpy(&shape, reinterpret_cast<const char*>(cell) + ObjectLayout::k_shape, sizeof shape);
  return shape;
}

inline Value load_inline(const gc::Cell* cell, CachedPlace place) {
  return *reinterpret_cast<const Value*>(reinterpret_cast<const char*>(cell) + place);
}
/// \param base  what the property was asked of, and `cell` the object that has it
inline Value load_far(const gc::Cell* cell, const gc::Cell* base, CachedPlace place) {
  if (place > k_typed_array_length) [[likely]]
    return ObjectLayout::slots(static_cast<const Object*>(cell))->get(static_cast<std::uint32_t>(~place));
  if (place == k_array_length) return Value::number(static_cast<const Array*>(cell)->length());
  if (place == k_typed_array_length) return Value::number(static_cast<const TypedArray*>(base)->length());
  return Value::number(static_cast<const String*>(cell)->length());
}
inline Value load_cached(const gc::Cell* cell, const gc::Cell* base, CachedPlace place) {
  return place >= 0 ? load_inline(cell, place) : load_far(cell, base, place);
}
/// Of a property that is no typed array's length.
inline Value load_cached(const gc::Cell* cell, CachedPlace place) {
  return load_cached(cell, cell, place);
}

}  // namespace orrery::vm
