#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

#include "vm/bigint/bigint.h"
#include "vm/numbers/number_conversions.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

/// [DOC] Elements of binary data
///
/// element_types.def has the types, once. Everything else about one is its Element<type>: how wide it is, the
/// value that its bits are (RawBytesToNumeric), and the bits that a value becomes (NumericToRawBytes). What
/// is done to many elements is a template over the type, entered by with_element_type().

/// The bits of an IEEE 754 binary16 number.
struct Float16Bits {
  std::uint16_t bits;
};

enum class ElementType : std::uint8_t {
#define ELEMENT_TYPE(Name, Storage, Content) Name,
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
};
constexpr std::size_t k_element_type_count = 0
#define ELEMENT_TYPE(Name, Storage, Content) +1
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
    ;

/// [[ContentType]]
enum class ContentType : std::uint8_t { Number, BigInt };

/// The number that half precision bits stand for, and the bits of the nearest one, ties to even.
double float16_to_number(Float16Bits half);
Float16Bits number_to_float16(double number);

template <ElementType element_type>
struct ElementStorage;
#define ELEMENT_TYPE(Name, Storage, Content)                        \
  template <>                                                       \
  struct ElementStorage<ElementType::Name> {                        \
    using Type = Storage;                                           \
    static constexpr ContentType k_content = ContentType::Content;  \
    static constexpr std::string_view k_array_name = #Name "Array"; \
  };
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE

/// Everything about a type.
template <ElementType element_type>
struct Element {
  static constexpr ElementType k_type = element_type;
  using Storage = typename ElementStorage<element_type>::Type;
  static constexpr std::size_t k_size = sizeof(Storage);
  static constexpr ContentType k_content = ElementStorage<element_type>::k_content;
  static constexpr bool k_is_bigint = k_content == ContentType::BigInt;
  static constexpr bool k_is_float = std::is_floating_point_v<Storage> || std::same_as<Storage, Float16Bits>;
  /// "Uint8Array"
  static constexpr std::string_view k_array_name = ElementStorage<element_type>::k_array_name;
  /// An unsigned integer of the same width.
  using Bits =
      std::conditional_t<k_size == 1, std::uint8_t,
                         std::conditional_t<k_size == 2, std::uint16_t,
                                            std::conditional_t<k_size == 4, std::uint32_t, std::uint64_t>>>;

  /// What lies at `address`, which is aligned. Other threads may write there (SharedArrayBuffer), so it is
  /// read at once; that costs nothing.
  static Storage load(const std::byte* address) {
    return std::bit_cast<Storage>(__atomic_load_n(reinterpret_cast<const Bits*>(address), __ATOMIC_RELAXED));
  }
  static void store(std::byte* address, Storage element) {
    __atomic_store_n(reinterpret_cast<Bits*>(address), std::bit_cast<Bits>(element), __ATOMIC_RELAXED);
  }

  /// https://tc39.es/ecma262/#sec-rawbytestonumeric; no BigInts.
  static double to_number(Storage element) {
    if constexpr (std::same_as<Storage, Float16Bits>) {
      return float16_to_number(element);
    } else {
      return static_cast<double>(element);
    }
  }
  /// The same, as a value.
  static Value to_value([[maybe_unused]] Agent& agent, Storage element) {
    if constexpr (element_type == ElementType::BigInt64) {
      return make_bigint(agent, element);
    } else if constexpr (element_type == ElementType::BigUint64) {
      return make_bigint_unsigned(agent, element);
    } else {
      return to_value_fast(element);
    }
  }

  /// The same of what is no BigInt.
  static Value to_value_fast(Storage element)
    requires(!k_is_bigint)
  {
    if constexpr (k_is_float) {
      return Value::float64(to_number(element));
    } else {
      return Value::number(static_cast<std::conditional_t<(k_size < 4), std::int32_t, Storage>>(element));
    }
  }

  /// https://tc39.es/ecma262/#sec-numerictorawbytes of a Number.
  static Storage from_number(double number) {
    if constexpr (element_type == ElementType::Uint8Clamped) {
      return to_uint8_clamp(number);
    } else if constexpr (std::same_as<Storage, Float16Bits>) {
      return number_to_float16(number);
    } else if constexpr (std::is_floating_point_v<Storage>) {
      // Of NaNs there is one only: their signs come from the CPU, and would be seen in other views.
      if (number != number) return std::numeric_limits<Storage>::quiet_NaN();
      return static_cast<Storage>(number);
    } else {
      return static_cast<Storage>(to_int32(number));
    }
  }
  static Storage from_int32(std::int32_t number) {
    if constexpr (element_type == ElementType::Uint8Clamped) {
      return static_cast<std::uint8_t>(number < 0 ? 0 : number > 255 ? 255 : number);
    } else if constexpr (k_is_float) {
      return from_number(number);
    } else {
      return static_cast<Storage>(number);
    }
  }
  /// Of a Number or a BigInt, as the content type wants it.
  static Storage from_value(Value value) {
    if constexpr (k_is_bigint) {
      return static_cast<Storage>(value.as_bigint()->low_bits());
    } else {
      return value.is_int32() ? from_int32(value.as_int32()) : from_number(value.as_double());
    }
  }
};

/// Calls `use(Element<type>())`.
template <typename Use>
inline auto with_element_type(ElementType type, Use&& use) {
  switch (type) {
#define ELEMENT_TYPE(Name, Storage, Content) \
  case ElementType::Name:                    \
    return use(Element<ElementType::Name>());
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
  }
  __builtin_unreachable();
}

/// What is to be known of a type without a template.
struct ElementTypeInfo {
  std::uint8_t size;        // [[ElementSize]], in bytes
  std::uint8_t size_shift;  // its binary logarithm
  ContentType content;      // [[ContentType]]
  std::string_view array_name;
};
inline constexpr ElementTypeInfo k_element_types[] = {
#define ELEMENT_TYPE(Name, Storage, Content)                                                              \
  {sizeof(Storage), static_cast<std::uint8_t>(std::bit_width(sizeof(Storage)) - 1), ContentType::Content, \
   #Name "Array"},
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
};
constexpr const ElementTypeInfo& info(ElementType type) {
  return k_element_types[static_cast<std::size_t>(type)];
}

/// https://tc39.es/ecma262/#sec-isunclampedintegerelementtype and
/// https://tc39.es/ecma262/#sec-isbigintelementtype: what Atomics works on.
constexpr bool is_atomic(ElementType type) {
  return type != ElementType::Uint8Clamped && type != ElementType::Float16 && type != ElementType::Float32 &&
         type != ElementType::Float64;
}

}  // namespace orrery::vm
