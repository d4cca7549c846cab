// at, includes, indexOf and lastIndexOf of typed arrays.

#include <algorithm>
#include <cmath>
#include <optional>

#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/bigint/bigint.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.at
Completion<Value> typed_array_at(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.at"));
  const auto limit = static_cast<double>(array->length());
  // 4. - 7.
  const double relative = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  const double index = relative >= 0 ? relative : limit + relative;
  if (index < 0 || index >= limit) return Value::undefined();
  // 8.
  return element_or_undefined(agent, array, static_cast<std::uint64_t>(index));
}

namespace {

enum class Direction : std::uint8_t { Ascending, Descending };

/// The element that is equal to `wanted` if any is; nothing if none can be.
template <typename E>
std::optional<typename E::Storage> as_element(Value wanted) {
  using Storage = typename E::Storage;
  if constexpr (E::k_is_bigint) {
    if (!wanted.is_bigint()) return std::nullopt;
    const BigInt* big = wanted.as_bigint();
    const auto element = static_cast<Storage>(big->low_bits());
    // What is out of range by less than 64 bits comes out with the other sign.
    const bool fits = big->bit_length() <= 64 && (element < Storage{}) == big->is_negative();
    return fits ? std::optional(element) : std::nullopt;
  } else {
    if (!wanted.is_number()) return std::nullopt;
    const auto element = E::from_number(wanted.as_number());
    return E::to_number(element) == wanted.as_number() ? std::optional(element) : std::nullopt;
  }
}

template <typename E>
bool is_equal(typename E::Storage one, typename E::Storage other) {
  if constexpr (std::same_as<typename E::Storage, Float16Bits>) {
    return E::to_number(one) == E::to_number(other);
  } else {
    return one == other;
  }
}

/// The first index in [start, end), or the last one, whose element satisfies `is_wanted`.
template <typename E, typename IsWanted>
Completion<std::optional<std::size_t>> find_element(Agent& agent, const TypedArray* array, std::size_t start,
                                                    std::size_t end, Direction direction,
                                                    IsWanted is_wanted) {
  const std::byte* data = array->data();
  std::optional<std::size_t> found;
  if (direction == Direction::Ascending) {
    TRY(in_parts(agent, start, end, [&](std::size_t part, std::size_t part_end) {
      for (std::size_t i = part; i < part_end && !found; i++) {
        if (is_wanted(E::load(data + i * E::k_size))) found = i;
      }
    }));
  } else {
    TRY(in_parts(agent, 0, end - start, [&](std::size_t part, std::size_t part_end) {
      for (std::size_t i = part; i < part_end && !found; i++) {
        if (is_wanted(E::load(data + (end - 1 - i) * E::k_size))) found = end - 1 - i;
      }
    }));
  }
  return found;
}

/// IsStrictlyEqual with `wanted`, among what is there of [start, end).
Completion<std::optional<std::size_t>> find_strictly_equal(Agent& agent, const TypedArray* array,
                                                           std::size_t start, std::size_t end,
                                                           Direction direction, Value wanted) {
  end = std::min(end, array->length());
  if (start >= end) return std::optional<std::size_t>();
  return with_element_type(
      array->element_type(), [&](auto element) -> Completion<std::optional<std::size_t>> {
        using E = decltype(element);
        const auto sought = as_element<E>(wanted);
        if (!sought) return std::optional<std::size_t>();
        return find_element<E>(agent, array, start, end, direction,
                               [&](auto candidate) { return is_equal<E>(candidate, *sought); });
      });
}

Completion<bool> contains_nan(Agent& agent, const TypedArray* array, std::size_t start, std::size_t end) {
  end = std::min(end, array->length());
  if (start >= end) return false;
  return with_element_type(array->element_type(), [&](auto element) -> Completion<bool> {
    using E = decltype(element);
    if constexpr (E::k_is_float) {
      const auto found =
          TRY(find_element<E>(agent, array, start, end, Direction::Ascending,
                              [](auto candidate) { return std::isnan(E::to_number(candidate)); }));
      return found.has_value();
    } else {
      return false;
    }
  });
}

Value index_value(std::optional<std::size_t> found) {
  return found ? Value::number(*found) : Value::int32(-1);
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.includes
Completion<Value> typed_array_includes(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.includes"));
  const std::size_t length = array->length();
  if (length == 0) return Value::boolean(false);
  // 5. - 10.
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  // 11. Elements that are gone read as undefined.
  const Value wanted = frame.argument(0);
  if (wanted.is_undefined()) return Value::boolean(std::max<std::size_t>(start, array->length()) < length);
  if (wanted.is_number() && std::isnan(wanted.as_number()))
    return Value::boolean(TRY(contains_nan(agent, array, start, length)));
  const auto found = TRY(find_strictly_equal(agent, array, start, length, Direction::Ascending, wanted));
  return Value::boolean(found.has_value());
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.indexof
Completion<Value> typed_array_index_of(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.indexOf"));
  const std::size_t length = array->length();
  if (length == 0) return Value::int32(-1);
  // 5. - 12.
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  return index_value(
      TRY(find_strictly_equal(agent, array, start, length, Direction::Ascending, frame.argument(0))));
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.lastindexof
Completion<Value> typed_array_last_index_of(Agent& agent, NativeFrame& frame) {
  // 1. - 4.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.lastIndexOf"));
  const std::size_t length = array->length();
  if (length == 0) return Value::int32(-1);
  // 5. - 8.
  const auto limit = static_cast<double>(length);
  double from = limit - 1;
  if (frame.argument_count() > 1) from = TRY(to_integer_or_infinity(agent, frame.argument(1)));
  const double last = from >= 0 ? std::min(from, limit - 1) : limit + from;
  if (last < 0) return Value::int32(-1);
  // 9., 10.
  return index_value(TRY(find_strictly_equal(agent, array, 0, static_cast<std::size_t>(last) + 1,
                                             Direction::Descending, frame.argument(0))));
}

}  // namespace orrery::builtins
