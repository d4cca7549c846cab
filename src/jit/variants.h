#pragma once

// The handlers of variants.def: an instruction's short path for what it has met. Whatever is otherwise goes
// on in the usual handler, which stencils have out of line. Included by stencils.cpp alone, behind
// interpreter/fast_paths.h and in the same words.

#include "interpreter/fast_paths.h"

namespace orrery::interpreter {

namespace {

#define VARIANT_HANDLER(name)                \
  template <Opcode k_opcode, bool k_is_wide> \
  ORRERY_HANDLER HandlerResult name(HANDLER_PARAMETERS)
/// The usual handler of the instruction.
#define AS_USUAL() GO_ON_WITH((HandlerOf<k_opcode, k_is_wide>::k_handler))

// Environments ---------------------------------------------------------------------------------------------

#define SLOT(environment) VALUE_BEHIND((environment) + 1, 2)
#define SLOT_HANDLERS(where, hops)                                                              \
  VARIANT_HANDLER(load_slot_##where) {                                                          \
    acc = SLOT(environment_at(REGISTER(0), hops));                                              \
    NEXT();                                                                                     \
  }                                                                                             \
  VARIANT_HANDLER(store_slot_##where) {                                                         \
    Environment* const environment = environment_at(REGISTER(0), hops);                         \
    if (tag.is_cell(acc) && is_old(environment)) [[unlikely]]                                   \
      SLOW();                                                                                   \
    SLOT(environment) = acc;                                                                    \
    NEXT();                                                                                     \
  }                                                                                             \
  VARIANT_HANDLER(load_slot_checked_##where) {                                                  \
    const Value value = SLOT(environment_at(REGISTER(0), hops));                                \
    if (value.is_empty()) [[unlikely]]                                                          \
      SLOW();                                                                                   \
    acc = value;                                                                                \
    NEXT();                                                                                     \
  }                                                                                             \
  VARIANT_HANDLER(store_slot_checked_##where) {                                                 \
    Environment* const environment = environment_at(REGISTER(0), hops);                         \
    if (SLOT(environment).is_empty() || (tag.is_cell(acc) && is_old(environment))) [[unlikely]] \
      SLOW();                                                                                   \
    SLOT(environment) = acc;                                                                    \
    NEXT();                                                                                     \
  }
SLOT_HANDLERS(here, 0)
SLOT_HANDLERS(one_out, 1)
SLOT_HANDLERS(two_out, 2)
#undef SLOT_HANDLERS
#undef SLOT

// Globals --------------------------------------------------------------------------------------------------

inline bool is_outer(CachedPlace place) {
  return place < 0 && place > vm::k_typed_array_length;
}
inline Value load_outer(const gc::Cell* cell, CachedPlace place) {
  return ObjectLayout::slots(static_cast<const Object*>(cell))->get(static_cast<std::uint32_t>(~place));
}

VARIANT_HANDLER(load_global_outer) {
  const auto* cache = reinterpret_cast<const GlobalCache*>(FEEDBACK(1));
  if (cache->cell == nullptr || cache->shape != shape_word(cache->cell) || cache->place >= 0) [[unlikely]]
    AS_USUAL();
  const Value value = load_outer(cache->cell, cache->place);
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}
VARIANT_HANDLER(store_global_outer) {
  const auto* cache = reinterpret_cast<const GlobalCache*>(FEEDBACK(1));
  if (cache->cell == nullptr || cache->shape != shape_word(cache->cell) || cache->place >= 0) [[unlikely]]
    AS_USUAL();
  vm::Slots* const slots = ObjectLayout::slots(cache->cell);
  if (load_outer(cache->cell, cache->place).is_empty() || (tag.is_cell(acc) && is_old(slots))) [[unlikely]]
    SLOW();
  slots->set_without_barrier(static_cast<std::uint32_t>(~cache->place), acc);
  NEXT();
}

// Doubles --------------------------------------------------------------------------------------------------

#define DOUBLES(name, operation)                                                \
  VARIANT_HANDLER(name) {                                                       \
    const Value lhs = REGISTER(0);                                              \
    if (!tag.is_double(acc) || !tag.is_double(lhs)) [[unlikely]]                \
      AS_USUAL();                                                               \
    acc = tag.from_arithmetic(tag.as_double(lhs) operation tag.as_double(acc)); \
    NEXT();                                                                     \
  }
#define DOUBLE_AND_SMALL(name, operation)                                                             \
  VARIANT_HANDLER(name) {                                                                             \
    if (!tag.is_double(acc)) [[unlikely]]                                                             \
      AS_USUAL();                                                                                     \
    acc = tag.from_arithmetic(tag.as_double(acc) operation static_cast<std::int32_t>(OPERAND_AT(0))); \
    NEXT();                                                                                           \
  }
DOUBLES(add_doubles, +)
DOUBLES(subtract_doubles, -)
DOUBLES(multiply_doubles, *)
DOUBLE_AND_SMALL(add_small_to_double, +)
DOUBLE_AND_SMALL(subtract_small_from_double, -)
DOUBLE_AND_SMALL(multiply_double_by_small, *)
#undef DOUBLE_AND_SMALL
#undef DOUBLES

#define COMPARING_DOUBLES(name, condition)                             \
  VARIANT_HANDLER(jump_if_##name##_doubles) {                          \
    const Value lhs = REGISTER(0);                                     \
    if (!tag.is_double(acc) || !tag.is_double(lhs)) [[unlikely]]       \
      AS_USUAL();                                                      \
    if (condition(tag.as_double(lhs), tag.as_double(acc))) JUMP_TO(2); \
    NEXT();                                                            \
  }
COMPARING_DOUBLES(less, is_less)
COMPARING_DOUBLES(less_or_equal, is_less_or_equal)
COMPARING_DOUBLES(greater, is_greater)
COMPARING_DOUBLES(greater_or_equal, is_greater_or_equal)
COMPARING_DOUBLES(not_less, is_not_less)
COMPARING_DOUBLES(not_less_or_equal, is_not_less_or_equal)
COMPARING_DOUBLES(not_greater, is_not_greater)
COMPARING_DOUBLES(not_greater_or_equal, is_not_greater_or_equal)
#undef COMPARING_DOUBLES

// Named properties ------------------------------------------------------------------------------------------

/// Whether the base has the shape of the site's cache, which becomes `cache`; else the usual handler.
#define CACHED_SHAPE()                                                               \
  const Value base = REGISTER(0);                                                    \
  const auto* cache = reinterpret_cast<const PropertyCache*>(FEEDBACK(2));           \
  if (!tag.is_cell(base) || shape_word(base.as_cell()) != cache->shape) [[unlikely]] \
  AS_USUAL()

VARIANT_HANDLER(get_own_outer) {
  CACHED_SHAPE();
  if (cache->holder != nullptr || !is_outer(cache->place)) [[unlikely]]
    AS_USUAL();
  acc = load_outer(base.as_cell(), cache->place);
  NEXT();
}
VARIANT_HANDLER(get_inherited) {
  CACHED_SHAPE();
  if (cache->holder == nullptr || cache->place < 0 || !cache->validity->is_valid()) [[unlikely]]
    AS_USUAL();
  acc = load_inline(cache->holder, cache->place);
  NEXT();
}
VARIANT_HANDLER(get_inherited_outer) {
  CACHED_SHAPE();
  if (cache->holder == nullptr || !is_outer(cache->place) || !cache->validity->is_valid()) [[unlikely]]
    AS_USUAL();
  acc = load_outer(cache->holder, cache->place);
  NEXT();
}
VARIANT_HANDLER(get_array_length) {
  CACHED_SHAPE();
  if (cache->place != vm::k_array_length) [[unlikely]]
    AS_USUAL();
  acc = tag.number(static_cast<const vm::Array*>(base.as_cell())->length());
  NEXT();
}
VARIANT_HANDLER(get_string_length) {
  CACHED_SHAPE();
  if (cache->place != vm::k_string_length) [[unlikely]]
    AS_USUAL();
  acc = tag.number(static_cast<const vm::String*>(base.as_cell())->length());
  NEXT();
}
VARIANT_HANDLER(set_own_outer) {
  CACHED_SHAPE();
  if (cache->holder != nullptr || !is_outer(cache->place)) [[unlikely]]
    AS_USUAL();
  vm::Slots* const slots = ObjectLayout::slots(base.as_object());
  if (tag.is_cell(acc) && (is_old(base.as_cell()) || is_old(slots))) [[unlikely]]
    AS_USUAL();
  slots->set_without_barrier(static_cast<std::uint32_t>(~cache->place), acc);
  NEXT();
}
VARIANT_HANDLER(set_new) {
  CACHED_SHAPE();
  if (cache->holder == nullptr || cache->place < 0 || is_old(base.as_cell()) ||
      (cache->validity != nullptr && !cache->validity->is_valid())) [[unlikely]]
    AS_USUAL();
  set_shape_word(base.as_cell(), cache->holder);
  *reinterpret_cast<Value*>(reinterpret_cast<char*>(base.as_cell()) + cache->place) = acc;
  NEXT();
}
#undef CACHED_SHAPE

// Elements of typed arrays ----------------------------------------------------------------------------------

inline const TypedArray* typed_array_of(NumberTag tag, Value base, ElementType type) {
  if (!tag.is_cell_of(base, CellKind::TypedArray)) return nullptr;
  const auto* array = static_cast<const TypedArray*>(base.as_cell());
  return array->element_type() == type ? array : nullptr;
}

#define ELEMENT_HANDLERS(Name)                                                                  \
  VARIANT_HANDLER(get_##Name##_element) {                                                       \
    using E = vm::Element<ElementType::Name>;                                                   \
    const TypedArray* array = typed_array_of(tag, REGISTER(0), E::k_type);                      \
    const auto index = static_cast<std::uint64_t>(std::int64_t{acc.as_int32()});                \
    if (array == nullptr || !tag.is_int32(acc) || index >= array->cached_length()) [[unlikely]] \
      AS_USUAL();                                                                               \
    acc = value_of_element<E>(tag, E::load(array->data() + index * E::k_size));                 \
    NEXT();                                                                                     \
  }                                                                                             \
  VARIANT_HANDLER(set_##Name##_element) {                                                       \
    using E = vm::Element<ElementType::Name>;                                                   \
    const TypedArray* array = typed_array_of(tag, REGISTER(0), E::k_type);                      \
    const Value key = REGISTER(1);                                                              \
    const auto index = static_cast<std::uint64_t>(std::int64_t{key.as_int32()});                \
    if (array == nullptr || !tag.is_int32(key) || index >= array->cached_writable_length() ||   \
        !(E::k_is_float ? tag.is_number(acc) : tag.is_int32(acc))) [[unlikely]]                 \
      AS_USUAL();                                                                               \
    if constexpr (E::k_is_float) {                                                              \
      E::store(array->data() + index * E::k_size, E::from_number(tag.as_number(acc)));          \
    } else {                                                                                    \
      E::store(array->data() + index * E::k_size, E::from_int32(acc.as_int32()));               \
    }                                                                                           \
    NEXT();                                                                                     \
  }
ELEMENT_HANDLERS(Int8)
ELEMENT_HANDLERS(Uint8)
ELEMENT_HANDLERS(Uint8Clamped)
ELEMENT_HANDLERS(Int16)
ELEMENT_HANDLERS(Uint16)
ELEMENT_HANDLERS(Int32)
ELEMENT_HANDLERS(Uint32)
ELEMENT_HANDLERS(Float32)
ELEMENT_HANDLERS(Float64)
#undef ELEMENT_HANDLERS
#undef AS_USUAL
#undef VARIANT_HANDLER

}  // namespace

}  // namespace orrery::interpreter
