#pragma once

// Fast paths (fast_paths.h) of elements: of plain objects, arrays and typed arrays.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>
#include <limits>

#include "interpreter/fast/barrier.h"
#include "interpreter/fast/operators.h"
#include "interpreter/met.h"
#include "vm/binary_data/typed_array.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"

namespace orrery::interpreter {

namespace {

using vm::CellKind;
using vm::Elements;
using vm::ElementType;
using vm::Object;
using vm::TypedArray;

/// Whether a cell's properties with array indices are its dense elements, if it has any there.
inline bool has_plain_elements(const gc::Cell* cell) {
  static_assert(static_cast<int>(CellKind::Array) == static_cast<int>(CellKind::Object) + 1 &&
                static_cast<int>(CellKind::Arguments) == static_cast<int>(CellKind::Object) + 2);
  return static_cast<std::uint8_t>(cell->raw_kind() - static_cast<std::uint8_t>(CellKind::Object)) <= 2;
}

/// The value of an element that is no BigInt.
template <typename E>
inline Value value_of_element(NumberTag tag, typename E::Storage element) {
  if constexpr (E::k_is_float) {
    double number = element;
    if (number != number) [[unlikely]]
      number = std::numeric_limits<double>::quiet_NaN();
    return tag.from_arithmetic(number);
  } else if constexpr (E::k_type == ElementType::Uint32) {
    return tag.number(element);
  } else {
    return tag.int32(element);
  }
}

/// Loads and stores of a typed array's elements. The index is an int32, and what is negative is no index.
template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult get_typed_element(HANDLER_PARAMETERS) {
  const gc::Cell* cell = REGISTER(0).as_cell();
  if (vm::kind_of(cell) != CellKind::TypedArray) [[unlikely]]
    SLOW();
  const auto* array = static_cast<const TypedArray*>(cell);
  const auto index = static_cast<std::uint64_t>(std::int64_t{acc.as_int32()});
  if (index >= array->cached_length()) [[unlikely]]
    SLOW();
  switch (array->element_type()) {
#define LOAD_ELEMENT(Name)                                                      \
  case ElementType::Name: {                                                     \
    using E = vm::Element<ElementType::Name>;                                   \
    *FEEDBACK(1) |= met_elements(ElementType::Name);                            \
    acc = value_of_element<E>(tag, E::load(array->data() + index * E::k_size)); \
    NEXT();                                                                     \
  }
    LOAD_ELEMENT(Int8)
    LOAD_ELEMENT(Uint8)
    LOAD_ELEMENT(Uint8Clamped)
    LOAD_ELEMENT(Int16)
    LOAD_ELEMENT(Uint16)
    LOAD_ELEMENT(Int32)
    LOAD_ELEMENT(Uint32)
    LOAD_ELEMENT(Float32)
    LOAD_ELEMENT(Float64)
#undef LOAD_ELEMENT
    default:  // what needs a call
      SLOW();
  }
}

template <Opcode k_opcode, bool k_is_wide>
ORRERY_HANDLER HandlerResult set_typed_element(HANDLER_PARAMETERS) {
  const gc::Cell* cell = REGISTER(0).as_cell();
  if (vm::kind_of(cell) != CellKind::TypedArray || !tag.is_number(acc)) [[unlikely]]
    SLOW();
  const auto* array = static_cast<const TypedArray*>(cell);
  const auto index = static_cast<std::uint64_t>(std::int64_t{REGISTER(1).as_int32()});
  if (index >= array->cached_writable_length()) [[unlikely]]
    SLOW();
  switch (array->element_type()) {
#define STORE_ELEMENT(Name, condition, element)           \
  case ElementType::Name: {                               \
    using E = vm::Element<ElementType::Name>;             \
    if (!(condition)) [[unlikely]]                        \
      SLOW();                                             \
    *FEEDBACK(2) |= met_elements(ElementType::Name);      \
    E::store(array->data() + index * E::k_size, element); \
    NEXT();                                               \
  }
#define STORE_INTEGER(Name)                                                              \
  STORE_ELEMENT(Name, tag.is_int32(acc) || is_in_int64(tag.as_double(acc)),              \
                static_cast<E::Storage>(tag.is_int32(acc) ? std::int64_t{acc.as_int32()} \
                                                          : static_cast<std::int64_t>(tag.as_double(acc))))
    STORE_INTEGER(Int8)
    STORE_INTEGER(Uint8)
    STORE_INTEGER(Int16)
    STORE_INTEGER(Uint16)
    STORE_INTEGER(Int32)
    STORE_INTEGER(Uint32)
    STORE_ELEMENT(Uint8Clamped, tag.is_int32(acc), E::from_int32(acc.as_int32()))
    STORE_ELEMENT(Float32, true, E::from_number(tag.as_number(acc)))
    STORE_ELEMENT(Float64, true, E::from_number(tag.as_number(acc)))
#undef STORE_INTEGER
#undef STORE_ELEMENT
    default:
      SLOW();
  }
}

HANDLER(GetElement) {
  const Value base = REGISTER(0);
  if (!tag.is_cell(base) || !tag.is_int32(acc)) [[unlikely]]
    SLOW();
  if (!has_plain_elements(base.as_cell())) GO_ON_WITH((get_typed_element<k_opcode, k_is_wide>));
  const Elements* elements = base.as_object()->elements();
  const auto index = static_cast<std::uint32_t>(acc.as_int32());
  if (elements == nullptr || index >= elements->length()) [[unlikely]]
    SLOW();
  const Value value = elements->get(index);
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}

HANDLER(SetElement) {
  const Value base = REGISTER(0);
  const Value key = REGISTER(1);
  if (!tag.is_cell(base) || !tag.is_int32(key)) [[unlikely]]
    SLOW();
  if (!has_plain_elements(base.as_cell())) GO_ON_WITH((set_typed_element<k_opcode, k_is_wide>));
  Elements* elements = base.as_object()->elements();
  const auto index = static_cast<std::uint32_t>(key.as_int32());
  if (elements == nullptr || index >= elements->length() || (tag.is_cell(acc) && is_old(elements)))
      [[unlikely]]
    SLOW();
  if (elements->get(index).is_empty()) [[unlikely]]
    SLOW();
  elements->set_without_barrier(index, acc);
  NEXT();
}

HANDLER(AppendElement) {
  if (!tag.is_cell_of(REGISTER(0), CellKind::Array)) [[unlikely]]
    SLOW();
  auto* const array = static_cast<vm::Array*>(REGISTER(0).as_object());
  Elements* const elements = array->elements();
  if (elements == nullptr || elements->length() == elements->capacity() ||
      elements->length() != array->length() || array->has_flag(Object::k_has_holes) || acc.is_empty() ||
      (tag.is_cell(acc) && is_old(elements))) [[unlikely]]
    SLOW();
  elements->append_without_barrier(acc);
  array->set_length_of_plain(elements->length());
  NEXT();
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
