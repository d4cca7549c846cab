// copyWithin, fill, reverse and set of typed arrays.

#include <algorithm>
#include <cstring>
#include <string>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.copywithin
Completion<Value> typed_array_copy_within(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.prototype.copyWithin";
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, k_method, ArrayUse::Write));
  const std::size_t length = array->length();
  // 4. - 15.
  const std::uint64_t target = TRY(to_relative_index(agent, frame.argument(0), length));
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  const std::uint64_t end = TRY(to_relative_end(agent, frame.argument(2), length));
  // 16., 17.
  if (end <= start || target >= length) return array;
  std::size_t count = std::min(end - start, length - target);
  // The array may be shorter now: then the longest prefix that is still there.
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array, k_method);
  const std::size_t now = array->length();
  if (start >= now || target >= now) return array;
  count = std::min({count, now - start, now - target});
  const std::size_t size = array->element_size();
  std::memmove(array->data() + target * size, array->data() + start * size, count * size);
  return array;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.fill
Completion<Value> typed_array_fill(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.prototype.fill";
  // 1. - 3.
  TypedArray* array = TRY(this_typed_array(agent, frame, k_method, ArrayUse::Write));
  const std::size_t length = array->length();
  // 4. - 13.
  const Value value = TRY(to_content(agent, array->content_type(), frame.argument(0)));
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  std::uint64_t end = TRY(to_relative_end(agent, frame.argument(2), length));
  // 14. - 17.
  if (array->is_out_of_bounds()) return throw_out_of_bounds(agent, array, k_method);
  end = std::min<std::uint64_t>(end, array->length());
  // 18. - 20.
  TRY(with_element_type(array->element_type(), [&](auto type) {
    using E = decltype(type);
    const auto element = E::from_value(value);
    std::byte* data = array->data();
    return in_parts(agent, start, end, [&](std::size_t part, std::size_t part_end) {
      for (std::size_t i = part; i < part_end; i++) std::memcpy(data + i * E::k_size, &element, E::k_size);
    });
  }));
  return array;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.reverse
Completion<Value> typed_array_reverse(Agent& agent, NativeFrame& frame) {
  TypedArray* array = TRY(this_typed_array(agent, frame, "%TypedArray%.prototype.reverse", ArrayUse::Write));
  const std::size_t length = array->length();
  TRY(with_element_type(array->element_type(), [&](auto type) {
    using E = decltype(type);
    std::byte* data = array->data();
    return in_parts(agent, 0, length / 2, [&](std::size_t part, std::size_t part_end) {
      for (std::size_t lower = part; lower < part_end; lower++) {
        std::byte* low = data + lower * E::k_size;
        std::byte* high = data + (length - 1 - lower) * E::k_size;
        const auto element = E::load(low);
        E::store(low, E::load(high));
        E::store(high, element);
      }
    });
  }));
  return array;
}

// set -------------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view k_set = "%TypedArray%.prototype.set";

Thrown throw_offset_outside(Agent& agent) {
  return agent.throw_range_error("offset is out of bounds");
}

/// https://tc39.es/ecma262/#sec-settypedarrayfromtypedarray
Completion<void> set_from_typed_array(Agent& agent, TypedArray* target, double offset,
                                      const TypedArray* source) {
  // 1. - 9.
  if (target->is_out_of_bounds()) return throw_out_of_bounds(agent, target, k_set);
  if (source->is_out_of_bounds()) return throw_out_of_bounds(agent, source, k_set);
  const std::size_t count = source->length();
  // 16. - 18.
  if (static_cast<double>(count) + offset > static_cast<double>(target->length()))
    return throw_offset_outside(agent);
  if (target->content_type() != source->content_type())
    return agent.throw_type_error("Cannot mix BigInt and other types, use explicit conversions");
  // 19. - 24.
  std::byte* to = target->data() + static_cast<std::size_t>(offset) * target->element_size();
  const std::byte* from = source->data();
  if (target->element_type() == source->element_type()) {
    std::memmove(to, from, count * source->element_size());
    return {};
  }
  const bool may_overlap =
      from < to + count * target->element_size() && to < from + count * source->element_size();
  if (!may_overlap)
    return convert_elements(agent, target->element_type(), to, source->element_type(), from, count);
  // The elements are read from a copy.
  const ArrayBuffer* copy = TRY(ArrayBuffer::allocate(agent, {.byte_length = source->byte_length()}));
  std::memcpy(copy->data(), from, source->byte_length());
  return convert_elements(agent, target->element_type(), to, source->element_type(), copy->data(), count);
}

/// https://tc39.es/ecma262/#sec-settypedarrayfromarraylike
Completion<void> set_from_array_like(Agent& agent, TypedArray* target, double offset, Value source) {
  // 1. - 3.
  if (target->is_out_of_bounds()) return throw_out_of_bounds(agent, target, k_set);
  const std::size_t target_length = target->length();
  // 4., 5.
  Object* object = TRY(to_object(agent, source));
  const std::uint64_t count = TRY(length_of_array_like(agent, object));
  // 6., 7.
  if (static_cast<double>(count) + offset > static_cast<double>(target_length))
    return throw_offset_outside(agent);
  // 8., 9.
  const auto first = static_cast<std::uint64_t>(offset);
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    const Value value = TRY(get_at(agent, object, i));
    TRY(typed_array_set_element(agent, target, first + i, value));
  }
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.set
Completion<Value> typed_array_set(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  TypedArray* target = TRY(this_of<TypedArray>(agent, frame, k_set));
  if (target->buffer()->is_immutable())
    return agent.throw_type_error("Cannot perform " + std::string(k_set) + " on an immutable ArrayBuffer");
  // 4., 5.
  const double offset = TRY(to_integer_or_infinity(agent, frame.argument(1)));
  if (offset < 0) return throw_offset_outside(agent);
  // 6., 7.
  if (const TypedArray* source = as_typed_array(frame.argument(0))) {
    TRY(set_from_typed_array(agent, target, offset, source));
  } else {
    TRY(set_from_array_like(agent, target, offset, frame.argument(0)));
  }
  return Value::undefined();
}

}  // namespace orrery::builtins
