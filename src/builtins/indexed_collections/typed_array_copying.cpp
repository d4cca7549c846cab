// slice, subarray, toReversed and with of typed arrays.

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>

#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// Copies bytes one after the other, the first first, which shows where the places overlap: a species may
/// give an array of the same buffer.
void copy_ascending(std::byte* to, const std::byte* from, std::size_t count) {
  if (to > from && to < from + count) {
    for (std::size_t i = 0; i < count; i++) to[i] = from[i];
  } else {
    std::memmove(to, from, count);
  }
}

/// OPTIMIZATION: whether the standard's own constructors have nothing to say against a view of these bytes.
bool is_inside(const BufferObject* buffer, std::size_t offset, std::size_t byte_length) {
  const std::size_t available = buffer->byte_length();
  return !buffer->is_detached() && offset <= available && byte_length <= available - offset;
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.slice
Completion<Value> typed_array_slice(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.prototype.slice";
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, k_method));
  const std::size_t length = array->length();
  // 4. - 12.
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(0), length));
  std::uint64_t end = TRY(to_relative_end(agent, frame.argument(1), length));
  std::uint64_t count = end > start ? end - start : 0;
  // 13.
  TypedArray* target = TRY(typed_array_species_create(agent, array, count, k_method));
  // 14.
  if (count == 0) return target;
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array, k_method);
  end = std::min<std::uint64_t>(end, array->length());
  count = end > start ? end - start : 0;
  if (target->element_type() == array->element_type()) {
    const std::size_t size = array->element_size();
    count = std::min<std::uint64_t>(count, target->length());
    if (count != 0) copy_ascending(target->data(), array->data() + start * size, count * size);
    return target;
  }
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    const Value element = element_or_undefined(agent, array, start + i);
    TRY(typed_array_set_element(agent, target, i, element));
  }
  return target;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.subarray
Completion<Value> typed_array_subarray(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.prototype.subarray";
  // 1. - 7.
  TypedArray* array = TRY(this_of<TypedArray>(agent, frame, k_method));
  BufferObject* buffer = array->buffer();
  const std::size_t length = array->length();
  // 8. - 14.
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(0), length));
  const std::uint64_t offset = array->byte_offset() + start * array->element_size();
  // 15., 16. One that reaches to the buffer's end has a part that does, too.
  std::optional<std::size_t> new_length;
  if (!array->is_length_tracking() || !frame.argument(1).is_undefined()) {
    const std::uint64_t end = TRY(to_relative_end(agent, frame.argument(1), length));
    new_length = end > start ? end - start : 0;
  }
  // 17.
  Object* constructor = TRY(typed_array_species_constructor(agent, array));
  if (new_length && constructor == agent.intrinsic(typed_array_constructor(array->element_type())) &&
      is_inside(buffer, offset, *new_length * array->element_size()))
    return make_typed_array(agent, array->element_type(), buffer, offset, new_length);
  const Value arguments[] = {buffer, Value::number(offset), Value::number(new_length.value_or(0))};
  return typed_array_create_for(agent, array, constructor, std::span(arguments, new_length ? 3 : 2), k_method,
                                ArrayUse::Read);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.toreversed
Completion<Value> typed_array_to_reversed(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.toReversed"));
  const std::size_t length = array->length();
  // 4. - 6.
  TypedArray* reversed = TRY(allocate_typed_array(agent, array->element_type(), length));
  TRY(with_element_type(array->element_type(), [&](auto type) {
    using E = decltype(type);
    const std::byte* from = array->data();
    std::byte* to = reversed->data();
    return in_parts(agent, 0, length, [&](std::size_t part, std::size_t part_end) {
      for (std::size_t i = part; i < part_end; i++)
        E::store(to + (length - 1 - i) * E::k_size, E::load(from + i * E::k_size));
    });
  }));
  return reversed;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.with
Completion<Value> typed_array_with(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.with"));
  const std::size_t length = array->length();
  // 4. - 6.
  const double relative = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  const double index = relative >= 0 ? relative : static_cast<double>(length) + relative;
  // 7., 8.
  const Value value = TRY(to_content(agent, array->content_type(), frame.argument(1)));
  // 9. The array may be shorter now.
  if (index < 0 || index >= static_cast<double>(array->length()))
    return agent.throw_range_error("Invalid typed array index");
  // 10. - 12.
  TypedArray* copy = TRY(allocate_typed_array(agent, array->element_type(), length));
  const std::size_t present = std::min(length, array->length());
  std::memcpy(copy->data(), array->data(), present * array->element_size());
  NativeLoop loop(agent);
  for (std::size_t i = present; i < length; i++) {
    TRY(loop.next_round());
    TRY(typed_array_set_element(agent, copy, i, Value::undefined()));
  }
  if (index < static_cast<double>(length))
    set_typed_array_element(copy, static_cast<std::size_t>(index), value);
  return copy;
}

}  // namespace orrery::builtins
