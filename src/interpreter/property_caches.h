#pragma once

#include <cstdint>
#include <cstring>

#include "gc/cell.h"
#include "gc/region.h"
#include "vm/object.h"
#include "vm/shape.h"
#include "vm/value.h"

namespace orrery::interpreter {

/// [DOC] Property caches
///
/// A site that loads a named property remembers one shape and where the property was: in objects of that
/// shape themselves
/// (`holder` is null), or in one fixed object on their prototype chain, as long as `validity` says that
/// nothing on the way there has changed. A shape holds the prototype, so the shape and the cell together
/// stand for the whole chain.
///
/// Cells that are no objects have 0 where objects have their shape, and no cache holds 0 unless it is empty
/// with a place that is never read; so one comparison tells objects of the right shape from everything else.

/// Where a value is, seen from its object: the distance in bytes, or, complemented, the index among the slots
/// out of line.
using CachedPlace = std::int32_t;

struct PropertyCache {
  static constexpr gc::CompressedCell k_nothing = ~gc::CompressedCell{0};

  gc::CompressedCell shape;  // k_nothing: empty
  CachedPlace place;
  vm::Object* holder;
  vm::ValidityCell* validity;
  std::uint64_t misses;  // and whether there is a polymorphic cache instead
};
static_assert(sizeof(PropertyCache) == 4 * sizeof(std::uint64_t));

/// A global's: the global object, or the environment of lexical declarations.
struct GlobalCache {
  gc::CompressedCell shape;
  CachedPlace place;
  vm::Object* cell;
  std::uint64_t unused[2];
};
static_assert(sizeof(GlobalCache) == 4 * sizeof(std::uint64_t));

/// The shape of an object, 0 for other cells.
inline gc::CompressedCell shape_word(const gc::Cell* cell) {
  gc::CompressedCell shape;
  std::memcpy(&shape, reinterpret_cast<const char*>(cell) + 4, sizeof shape);
  return shape;
}

}  // namespace orrery::interpreter
