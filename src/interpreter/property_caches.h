#pragma once

#include <cstdint>

#include "vm/execution/property_cache.h"
#include "vm/functions/executable.h"

namespace orrery::interpreter {

using vm::CachedPlace;
using vm::load_cached;
using vm::load_inline;
using vm::PropertyCache;
using vm::shape_word;

/// A global's: the global object, or the environment of lexical declarations.
struct GlobalCache {
  gc::CompressedCell shape;
  CachedPlace place;
  vm::Object* cell;  // null: empty
  std::uint64_t unused[2];
};
static_assert(sizeof(GlobalCache) == 4 * sizeof(std::uint64_t));

/// Of an InstanceOf, in its cache for @@hasInstance: what was found is Function.prototype's, which cannot be
/// changed. No property has this place.
constexpr CachedPlace k_ordinary_instance_test = 0;

/// Remembers where a load of `key` from `base` ends, if that is in the slot of an object whose shape tells.
void fill_load_cache(vm::Agent& agent, vm::FeedbackVector* feedback, PropertyCache* cache, vm::Value base,
                     vm::PropertyKey key);
/// Remembers a store of `key` that has just succeeded.
/// \param before  the object's shape before it
void fill_store_cache(vm::Agent& agent, vm::FeedbackVector* feedback, PropertyCache* cache,
                      vm::Object* object, vm::Shape* before, vm::PropertyKey key, bool defines);

}  // namespace orrery::interpreter
