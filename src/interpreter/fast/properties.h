#pragma once

// Fast paths (fast_paths.h) of properties with names.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>
#include <cstring>

#include "interpreter/fast/barrier.h"
#include "interpreter/property_caches.h"
#include "vm/objects/object.h"

namespace orrery::interpreter {

namespace {

using vm::Object;
using vm::ObjectLayout;
using vm::PolymorphicCache;

/// One of several shapes that a site has met, or the slow path.
template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult get_named_polymorphic(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  const gc::Cell* base = REGISTER(0).as_cell();
  const PolymorphicCache* others = cache->others;
  if (others == nullptr) SLOW();
  const gc::CompressedCell shape = shape_word(base);
  for (std::uint32_t i = 0; i < others->size(); ++i) {
    const PolymorphicCache::Entry& entry = others->entry(i);
    if (entry.shape != shape) continue;
    if (entry.holder == nullptr) {
      acc = load_cached(base, entry.place);
      NEXT();
    }
    if (!entry.validity->is_valid()) SLOW();
    acc = load_cached(entry.holder, base, entry.place);
    NEXT();
  }
  SLOW();
}

/// What is not in an inline slot of the object itself: a prototype's, out of line, a length.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult get_named_elsewhere(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  const gc::Cell* const base = REGISTER(0).as_cell();
  const gc::Cell* holder = base;
  if (cache->holder != nullptr) [[likely]] {
    if (!cache->validity->is_valid()) [[unlikely]]
      SLOW();
    holder = cache->holder;
  }
  acc = load_cached(holder, base, cache->place);
  NEXT();
}

HANDLER(GetNamed) {
  const Value base = REGISTER(0);
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  if (!tag.is_cell(base)) [[unlikely]]
    SLOW();
  if (shape_word(base.as_cell()) != cache->shape) [[unlikely]]
    GO_ON_WITH((get_named_polymorphic<k_opcode, k_is_wide>));
  if (cache->holder != nullptr || cache->place < 0) [[unlikely]]
    GO_ON_WITH((get_named_elsewhere<k_opcode, k_is_wide>));
  acc = load_inline(base.as_cell(), cache->place);
  NEXT();
}

inline void set_shape_word(gc::Cell* object, const gc::Cell* shape) {
  const gc::CompressedCell compressed = gc::compress(shape);
  std::memcpy(reinterpret_cast<char*>(object) + ObjectLayout::k_shape, &compressed, sizeof compressed);
}

/// Writes a property that is there, or adds one: `holder` is then the next shape.
#define STORE_CACHED(object, entry)                                                   \
  do {                                                                                \
    /* What is no cell needs no barrier. */                                           \
    const bool needs_barrier = tag.is_cell(acc) || (entry).holder != nullptr;         \
    if (needs_barrier && is_old(object)) [[unlikely]]                                 \
      SLOW();                                                                         \
    if ((entry).place < 0) {                                                          \
      vm::Slots* slots = ObjectLayout::slots(static_cast<Object*>(object));           \
      if ((entry).holder != nullptr || (needs_barrier && is_old(slots))) [[unlikely]] \
        SLOW();                                                                       \
      slots->set_without_barrier(static_cast<std::uint32_t>(~(entry).place), acc);    \
      NEXT();                                                                         \
    }                                                                                 \
    if ((entry).holder != nullptr) {                                                  \
      if ((entry).validity != nullptr && !(entry).validity->is_valid()) [[unlikely]]  \
        SLOW();                                                                       \
      set_shape_word(object, (entry).holder);                                         \
    }                                                                                 \
    *reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + (entry).place) = acc; \
    NEXT();                                                                           \
  } while (false)

template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult set_named_polymorphic(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  gc::Cell* base = REGISTER(0).as_cell();
  const PolymorphicCache* others = cache->others;
  if (others == nullptr) SLOW();
  const gc::CompressedCell shape = shape_word(base);
  for (std::uint32_t i = 0; i < others->size(); ++i) {
    const PolymorphicCache::Entry& entry = others->entry(i);
    if (entry.shape == shape) STORE_CACHED(base, entry);
  }
  SLOW();
}

/// To what is not in an inline slot: a new property, one out of line.
template <Opcode k_opcode, bool k_is_wide>
[[gnu::noinline]] ORRERY_HANDLER HandlerResult set_named_elsewhere(HANDLER_PARAMETERS) {
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));
  gc::Cell* const object = REGISTER(0).as_cell();
  STORE_CACHED(object, *cache);
}

#define NAMED_STORE(name)                                                            \
  HANDLER(name) {                                                                    \
    const Value base = REGISTER(0);                                                  \
    const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));         \
    if (!tag.is_cell(base)) [[unlikely]]                                             \
      SLOW();                                                                        \
    gc::Cell* const object = base.as_cell();                                         \
    if (shape_word(object) != cache->shape) [[unlikely]]                             \
      GO_ON_WITH((set_named_polymorphic<k_opcode, k_is_wide>));                      \
    if (cache->holder != nullptr || cache->place < 0) [[unlikely]]                   \
      GO_ON_WITH((set_named_elsewhere<k_opcode, k_is_wide>));                        \
    if (tag.is_cell(acc) && is_old(object)) [[unlikely]]                             \
      SLOW();                                                                        \
    *reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + cache->place) = acc; \
    NEXT();                                                                          \
  }
NAMED_STORE(SetNamed)
NAMED_STORE(DefineNamed)

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
