// Numbers in buffers: Buffer.prototype.readUInt8 and its kin,
// https://nodejs.org/api/buffer.html#bufreaduint8offset

#include <bit>
#include <cmath>
#include <concepts>
#include <cstring>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "node/bindings.h"
#include "node/errors.h"
#include "vm/bigint/bigint.h"
#include "vm/binary_data/typed_array.h"
#include "vm/operations/conversions.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

// Where -----------------------------------------------------------------------------------------------------

/// `this`, seen as bytes.
struct Bytes {
  std::uint8_t* data;
  std::size_t size;
};

Completion<Bytes> bytes_of_this(Agent& agent, const NativeFrame& frame, bool writes) {
  const vm::TypedArray* array = vm::as_typed_array(frame.this_value());
  if (array == nullptr)
    return throw_invalid_arg_type(agent, "this", "an instance of Buffer or Uint8Array", frame.this_value());
  if (writes && array->buffer()->is_immutable())
    return agent.throw_type_error("Cannot write to an immutable ArrayBuffer");
  return Bytes{reinterpret_cast<std::uint8_t*>(array->data()), array->byte_length()};
}

vm::Thrown throw_bad_offset(Agent& agent, Value offset, std::size_t bytes, std::size_t size) {
  if (!offset.is_number()) return throw_invalid_arg_type(agent, "offset", "of type number", offset);
  if (std::floor(offset.as_number()) != offset.as_number())
    return throw_out_of_range(agent, "offset", "an integer", offset);
  if (bytes < size)
    return throw_node_error(agent, vm::ErrorType::RangeError, "ERR_BUFFER_OUT_OF_BOUNDS",
                            "Attempt to access memory outside buffer bounds");
  return throw_out_of_range(agent, "offset", fmt::format(">= 0 and <= {}", bytes - size), offset);
}

/// The place of a number of `size` bytes.
Completion<std::uint8_t*> place_at(Agent& agent, Bytes bytes, Value offset, std::size_t size) {
  if (offset.is_number() && bytes.size >= size) [[likely]] {
    const double number = offset.as_number();
    if (number >= 0 && number <= static_cast<double>(bytes.size - size) && number == std::floor(number))
        [[likely]]
      return bytes.data + static_cast<std::size_t>(number);
  }
  return throw_bad_offset(agent, offset, bytes.size, size);
}

Value or_zero(Value offset) {
  return offset.is_undefined() ? Value::int32(0) : offset;
}

// Numbers of a type -----------------------------------------------------------------------------------------

template <std::size_t size>
struct UnsignedOf;
template <>
struct UnsignedOf<1> {
  using Type = std::uint8_t;
};
template <>
struct UnsignedOf<2> {
  using Type = std::uint16_t;
};
template <>
struct UnsignedOf<4> {
  using Type = std::uint32_t;
};
template <>
struct UnsignedOf<8> {
  using Type = std::uint64_t;
};

template <typename T, std::endian order>
T load(const std::uint8_t* place) {
  typename UnsignedOf<sizeof(T)>::Type bits;
  std::memcpy(&bits, place, sizeof(T));
  if constexpr (order != std::endian::native) bits = std::byteswap(bits);
  return std::bit_cast<T>(bits);
}

template <typename T, std::endian order>
void store(std::uint8_t* place, T number) {
  auto bits = std::bit_cast<typename UnsignedOf<sizeof(T)>::Type>(number);
  if constexpr (order != std::endian::native) bits = std::byteswap(bits);
  std::memcpy(place, &bits, sizeof(T));
}

template <typename T>
Value to_value(Agent& agent, T number) {
  if constexpr (std::same_as<T, std::int64_t>) return vm::make_bigint(agent, number);
  if constexpr (std::same_as<T, std::uint64_t>) return vm::make_bigint_unsigned(agent, number);
  return Value::number(static_cast<double>(number));
}

/// `read…(offset = 0)`
template <typename T, std::endian order>
Completion<Value> read(Agent& agent, NativeFrame& frame) {
  const Bytes bytes = TRY(bytes_of_this(agent, frame, false));
  const std::uint8_t* place = TRY(place_at(agent, bytes, or_zero(frame.argument(0)), sizeof(T)));
  return to_value(agent, load<T, order>(place));
}

/// What a number becomes in so many bytes: a fraction is cut off, NaN is 0.
std::int64_t to_integer(double value) {
  return std::isnan(value) ? 0 : static_cast<std::int64_t>(value);
}

Completion<double> require_in_range(Agent& agent, double value, double least, double most) {
  if (value < least || value > most)
    return throw_out_of_range(agent, "value", fmt::format(">= {:.0f} and <= {:.0f}", least, most),
                              Value::number(value));
  return value;
}

/// A BigInt of 64 bits.
template <typename T>
Completion<T> big_integer(Agent& agent, Value value) {
  if (!value.is_bigint())
    return agent.throw_type_error("Cannot mix BigInt and other types, use explicit conversions");
  const auto integer = static_cast<T>(value.as_bigint()->low_bits());
  const vm::BigInt* back = nullptr;
  if constexpr (std::signed_integral<T>) {
    back = vm::make_bigint(agent, integer);
  } else {
    back = vm::make_bigint_unsigned(agent, integer);
  }
  if (vm::bigint_compare(back, value.as_bigint()) == 0) return integer;
  constexpr const char* k_range =
      std::signed_integral<T> ? ">= -(2n ** 63n) and < 2n ** 63n" : ">= 0n and < 2n ** 64n";
  return throw_out_of_range(agent, "value", k_range, value);
}

template <typename T>
Completion<T> to_element(Agent& agent, Value value) {
  if constexpr (sizeof(T) == 8 && std::integral<T>) {
    return big_integer<T>(agent, value);
  } else {
    const double number = TRY(vm::to_number(agent, value)).as_number();
    if constexpr (std::floating_point<T>) {
      return static_cast<T>(number);
    } else {
      constexpr double k_least = std::numeric_limits<T>::min();
      constexpr double k_most = std::numeric_limits<T>::max();
      return static_cast<T>(to_integer(TRY(require_in_range(agent, number, k_least, k_most))));
    }
  }
}

Value place_behind(Value offset, std::size_t size) {
  return Value::number(offset.as_number() + static_cast<double>(size));
}

/// `write…(value, offset = 0)`: where the next one goes
template <typename T, std::endian order>
Completion<Value> write(Agent& agent, NativeFrame& frame) {
  const T number = TRY(to_element<T>(agent, frame.argument(0)));
  const Value offset = or_zero(frame.argument(1));
  const Bytes bytes = TRY(bytes_of_this(agent, frame, true));
  std::uint8_t* place = TRY(place_at(agent, bytes, offset, sizeof(T)));
  store<T, order>(place, number);
  return place_behind(offset, sizeof(T));
}

// Integers of one to six bytes ------------------------------------------------------------------------------

constexpr std::size_t k_most_bytes = 6;

Completion<std::size_t> require_size(Agent& agent, Value size) {
  if (!size.is_number()) return throw_invalid_arg_type(agent, "byteLength", "of type number", size);
  const double number = size.as_number();
  if (number != std::floor(number)) return throw_out_of_range(agent, "byteLength", "an integer", size);
  if (number < 1 || number > k_most_bytes)
    return throw_out_of_range(agent, "byteLength", ">= 1 and <= 6", size);
  return static_cast<std::size_t>(number);
}

/// `readUIntLE(offset, byteLength)` and its kin
template <bool is_signed, std::endian order>
Completion<Value> read_sized(Agent& agent, NativeFrame& frame) {
  const Value offset = frame.argument(0);
  if (offset.is_undefined()) return throw_invalid_arg_type(agent, "offset", "of type number", offset);
  const std::size_t size = TRY(require_size(agent, frame.argument(1)));
  const Bytes bytes = TRY(bytes_of_this(agent, frame, false));
  const std::uint8_t* place = TRY(place_at(agent, bytes, offset, size));
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < size; i++)
    bits = bits << 8 | place[order == std::endian::big ? i : size - 1 - i];
  const std::size_t unused = 64 - 8 * size;
  if constexpr (is_signed)
    return Value::number(static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused));
  return Value::number(static_cast<double>(bits));
}

std::string range_text(bool is_signed, std::size_t size) {
  const std::size_t bits = 8 * size;
  if (size > 4 && is_signed) return fmt::format(">= -(2 ** {}) and < 2 ** {}", bits - 1, bits - 1);
  if (size > 4) return fmt::format(">= 0 and < 2 ** {}", bits);
  const auto most = (std::int64_t{1} << (is_signed ? bits - 1 : bits)) - 1;
  return fmt::format(">= {} and <= {}", is_signed ? -most - 1 : 0, most);
}

/// `writeUIntLE(value, offset, byteLength)` and its kin
template <bool is_signed, std::endian order>
Completion<Value> write_sized(Agent& agent, NativeFrame& frame) {
  const std::size_t size = TRY(require_size(agent, frame.argument(2)));
  const double number = TRY(vm::to_number(agent, frame.argument(0))).as_number();
  const double most = std::ldexp(1.0, static_cast<int>(8 * size) - (is_signed ? 1 : 0)) - 1;
  if (number > most || number < (is_signed ? -most - 1 : 0))
    return throw_out_of_range(agent, "value", range_text(is_signed, size), Value::number(number));
  const Value offset = frame.argument(1);
  const Bytes bytes = TRY(bytes_of_this(agent, frame, true));
  std::uint8_t* place = TRY(place_at(agent, bytes, offset, size));
  auto bits = static_cast<std::uint64_t>(to_integer(number));
  for (std::size_t i = 0; i < size; i++, bits >>= 8)
    place[order == std::endian::big ? size - 1 - i : i] = static_cast<std::uint8_t>(bits);
  return place_behind(offset, size);
}

// The table -------------------------------------------------------------------------------------------------

constexpr auto k_little = std::endian::little;
constexpr auto k_big = std::endian::big;

constexpr vm::BuiltinRow k_number_access_rows[] = {
    vm::method("readUInt8", 1, read<std::uint8_t, k_little>),
    vm::method("readUInt16LE", 1, read<std::uint16_t, k_little>),
    vm::method("readUInt16BE", 1, read<std::uint16_t, k_big>),
    vm::method("readUInt32LE", 1, read<std::uint32_t, k_little>),
    vm::method("readUInt32BE", 1, read<std::uint32_t, k_big>),
    vm::method("readBigUInt64LE", 0, read<std::uint64_t, k_little>),
    vm::method("readBigUInt64BE", 0, read<std::uint64_t, k_big>),
    vm::method("readInt8", 1, read<std::int8_t, k_little>),
    vm::method("readInt16LE", 1, read<std::int16_t, k_little>),
    vm::method("readInt16BE", 1, read<std::int16_t, k_big>),
    vm::method("readInt32LE", 1, read<std::int32_t, k_little>),
    vm::method("readInt32BE", 1, read<std::int32_t, k_big>),
    vm::method("readBigInt64LE", 0, read<std::int64_t, k_little>),
    vm::method("readBigInt64BE", 0, read<std::int64_t, k_big>),
    vm::method("readFloatLE", 0, read<float, k_little>),
    vm::method("readFloatBE", 0, read<float, k_big>),
    vm::method("readDoubleLE", 0, read<double, k_little>),
    vm::method("readDoubleBE", 0, read<double, k_big>),
    vm::method("readUIntLE", 2, read_sized<false, k_little>),
    vm::method("readUIntBE", 2, read_sized<false, k_big>),
    vm::method("readIntLE", 2, read_sized<true, k_little>),
    vm::method("readIntBE", 2, read_sized<true, k_big>),
    vm::method("writeUInt8", 1, write<std::uint8_t, k_little>),
    vm::method("writeUInt16LE", 1, write<std::uint16_t, k_little>),
    vm::method("writeUInt16BE", 1, write<std::uint16_t, k_big>),
    vm::method("writeUInt32LE", 1, write<std::uint32_t, k_little>),
    vm::method("writeUInt32BE", 1, write<std::uint32_t, k_big>),
    vm::method("writeBigUInt64LE", 1, write<std::uint64_t, k_little>),
    vm::method("writeBigUInt64BE", 1, write<std::uint64_t, k_big>),
    vm::method("writeInt8", 1, write<std::int8_t, k_little>),
    vm::method("writeInt16LE", 1, write<std::int16_t, k_little>),
    vm::method("writeInt16BE", 1, write<std::int16_t, k_big>),
    vm::method("writeInt32LE", 1, write<std::int32_t, k_little>),
    vm::method("writeInt32BE", 1, write<std::int32_t, k_big>),
    vm::method("writeBigInt64LE", 1, write<std::int64_t, k_little>),
    vm::method("writeBigInt64BE", 1, write<std::int64_t, k_big>),
    vm::method("writeFloatLE", 1, write<float, k_little>),
    vm::method("writeFloatBE", 1, write<float, k_big>),
    vm::method("writeDoubleLE", 1, write<double, k_little>),
    vm::method("writeDoubleBE", 1, write<double, k_big>),
    vm::method("writeUIntLE", 3, write_sized<false, k_little>),
    vm::method("writeUIntBE", 3, write_sized<false, k_big>),
    vm::method("writeIntLE", 3, write_sized<true, k_little>),
    vm::method("writeIntBE", 3, write_sized<true, k_big>),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_buffer_number_bindings = k_number_access_rows;

}  // namespace orrery::node
