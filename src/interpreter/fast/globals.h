#pragma once

// Fast paths (fast_paths.h) of globals.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>

#include "interpreter/fast/barrier.h"
#include "interpreter/property_caches.h"
#include "vm/objects/object.h"

namespace orrery::interpreter {

namespace {

using vm::ObjectLayout;

HANDLER(LoadGlobal) {
  const auto* cache = reinterpret_cast<const GlobalCache*>(FEEDBACK(1));
  if (cache->cell == nullptr || cache->shape != shape_word(cache->cell)) [[unlikely]]
    SLOW();
  const Value value = load_cached(cache->cell, cache->place);
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}

/// The slow path has made sure that it may be written.
HANDLER(StoreGlobal) {
  const auto* cache = reinterpret_cast<const GlobalCache*>(FEEDBACK(1));
  if (cache->cell == nullptr || cache->shape != shape_word(cache->cell)) [[unlikely]]
    SLOW();
  if (load_cached(cache->cell, cache->place).is_empty()) [[unlikely]]
    SLOW();
  if (cache->place < 0) {
    vm::Slots* const slots = ObjectLayout::slots(cache->cell);
    if (tag.is_cell(acc) && is_old(slots)) [[unlikely]]
      SLOW();
    slots->set_without_barrier(static_cast<std::uint32_t>(~cache->place), acc);
    NEXT();
  }
  if (tag.is_cell(acc) && is_old(cache->cell)) [[unlikely]]
    SLOW();
  *reinterpret_cast<Value*>(reinterpret_cast<char*>(cache->cell) + cache->place) = acc;
  NEXT();
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
