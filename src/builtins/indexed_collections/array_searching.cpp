// at, includes, indexOf and lastIndexOf.

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-array.prototype.at
Completion<Value> array_prototype_at(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.at"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 6.
  const double relative = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  const auto limit = static_cast<double>(length);
  const double index = relative >= 0 ? relative : limit + relative;
  if (index < 0 || index >= limit) return Value::undefined();
  // 7.
  return get_at(agent, object, static_cast<std::uint64_t>(index));
}

namespace {

/// The first of `elements` from `start` on that is strictly equal to `wanted`; their number if there is none.
std::size_t find_strictly_equal(std::span<const Value> elements, std::size_t start, Value wanted) {
  std::size_t i = start;
  if (wanted.is_number() || wanted.is_string() || wanted.is_bigint()) {
    while (i < elements.size() && !is_strictly_equal(elements[i], wanted)) i++;
  } else {
    // OPTIMIZATION: of other types only the same are equal.
    while (i < elements.size() && !elements[i].is_identical(wanted)) i++;
  }
  return i;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.indexof
Completion<Value> array_prototype_index_of(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.indexOf"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3.
  if (length == 0) return Value::int32(-1);
  // 4. - 9.
  const Value wanted = frame.argument(0);
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  // OPTIMIZATION: no script runs in between. The array may have been shortened by the conversion.
  if (const auto elements = try_dense_elements_fast(agent, object)) {
    const std::size_t end = std::min<std::uint64_t>(length, elements->size());
    if (start >= end) return Value::int32(-1);
    const std::size_t found = find_strictly_equal(elements->first(end), start, wanted);
    return found == end ? Value::int32(-1) : Value::number(found);
  }
  // 10.
  NativeLoop loop(agent);
  for (std::uint64_t i = start; i < length; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, object, i));
    if (!element.is_empty() && is_strictly_equal(wanted, element)) return Value::number(i);
  }
  // 11.
  return Value::int32(-1);
}

// https://tc39.es/ecma262/#sec-array.prototype.lastindexof
Completion<Value> array_prototype_last_index_of(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.lastIndexOf"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3.
  if (length == 0) return Value::int32(-1);
  // 4. - 7.
  const auto limit = static_cast<double>(length);
  double from = limit - 1;
  if (frame.argument_count() > 1) from = TRY(to_integer_or_infinity(agent, frame.argument(1)));
  const double last = from >= 0 ? std::min(from, limit - 1) : limit + from;
  if (last < 0) return Value::int32(-1);
  // 8.
  NativeLoop loop(agent);
  for (std::uint64_t i = static_cast<std::uint64_t>(last) + 1; i-- > 0;) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, object, i));
    if (!element.is_empty() && is_strictly_equal(frame.argument(0), element)) return Value::number(i);
  }
  // 9.
  return Value::int32(-1);
}

// https://tc39.es/ecma262/#sec-array.prototype.includes
Completion<Value> array_prototype_includes(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.includes"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3.
  if (length == 0) return Value::boolean(false);
  // 4. - 9.
  const Value wanted = frame.argument(0);
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  // OPTIMIZATION: holes are like undefined, and only NaN is not equal to itself: the other searches are
  // indexOf's.
  const bool is_odd =
      wanted.is_undefined() || (wanted.is_double() && wanted.as_double() != wanted.as_double());
  if (const auto elements = try_dense_elements_fast(agent, object); elements && !is_odd) {
    const std::size_t end = std::min<std::uint64_t>(length, elements->size());
    return Value::boolean(start < end && find_strictly_equal(elements->first(end), start, wanted) < end);
  }
  // 10.
  NativeLoop loop(agent);
  for (std::uint64_t i = start; i < length; i++) {
    TRY(loop.next_round());
    if (same_value_zero(wanted, TRY(get_at(agent, object, i)))) return Value::boolean(true);
  }
  // 11.
  return Value::boolean(false);
}

}  // namespace orrery::builtins
