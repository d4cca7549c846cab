// What makes a new array of old ones: concat, slice, flat, flatMap; toReversed, toSpliced, with.

#include <string>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/array_moves.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

// concat ----------------------------------------------------------------------------------------------------

namespace {

// https://tc39.es/ecma262/#sec-isconcatspreadable
Completion<bool> is_concat_spreadable(Agent& agent, Value value) {
  if (!value.is_object()) return false;
  const Value spreadable = TRY(get(agent, value.as_object(), agent.names().symbol_is_concat_spreadable));
  if (!spreadable.is_undefined()) return to_boolean(spreadable);
  return is_array(agent, value);
}

/// Appends the elements of `source`, whose length is known, to `target` from `index` on.
Completion<void> append_all(Agent& agent, Object* target, std::uint64_t index, Object* source,
                            std::uint64_t length) {
  // OPTIMIZATION: at once, to an array that has no holes yet.
  if (target->kind() == CellKind::Array && source->kind() == CellKind::Array) {
    auto* array = static_cast<Array*>(target);
    auto* from = static_cast<Array*>(source);
    if (array->is_plain() && array->length() == index && from->is_packed() && from->length() == length &&
        index + length <= Array::k_max_length) {
      const std::span<const Value> elements = from->packed_elements();
      TRY(index == 0 ? append_elements(agent, array, elements)
                     : insert_elements(agent, array, static_cast<std::uint32_t>(index), elements));
      array->set_length_of_plain(static_cast<std::uint32_t>(index + length));
      return {};
    }
  }
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, source, i));
    if (!element.is_empty()) TRY(create_at(agent, target, index + i, element));
  }
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.concat
Completion<Value> array_prototype_concat(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.concat"));
  Object* result = TRY(array_species_create(agent, object, 0));
  // 3. - 5.
  std::uint64_t index = 0;
  for (std::uint32_t i = 0; i <= frame.argument_count(); i++) {
    const Value item = i == 0 ? Value(object) : frame.argument(i - 1);
    const bool is_spreadable = TRY(is_concat_spreadable(agent, item));
    const std::uint64_t count = is_spreadable ? TRY(length_of_array_like(agent, item.as_object())) : 1;
    if (count > k_max_array_like_length - index) return agent.throw_type_error("Invalid array length");
    if (is_spreadable) {
      TRY(append_all(agent, result, index, item.as_object(), count));
    } else {
      TRY(create_at(agent, result, index, item));
    }
    index += count;
  }
  // 6. For holes at the end.
  TRY(set_length(agent, result, index));
  return result;
}

// slice -----------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-array.prototype.slice
Completion<Value> array_prototype_slice(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.slice"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 9.
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(0), length));
  const std::uint64_t end = TRY(to_relative_end(agent, frame.argument(1), length));
  const std::uint64_t count = end > start ? end - start : 0;
  // 10.
  const Value constructor = TRY(array_species_constructor(agent, object));
  // OPTIMIZATION: all at once.
  if (constructor.is_undefined() && object->kind() == CellKind::Array) {
    const auto* array = static_cast<Array*>(object);
    if (array->is_packed() && start + count <= array->length())
      return make_plain_array(agent, array->packed_elements().subspan(start, count));
  }
  Object* result = TRY(create_by_species(agent, constructor, count));
  // 11. - 13.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, object, start + i));
    if (!element.is_empty()) TRY(create_at(agent, result, i, element));
  }
  // 14., 15.
  TRY(set_length(agent, result, count));
  return result;
}

// flat and flatMap ------------------------------------------------------------------------------------------

namespace {

/// https://tc39.es/ecma262/#sec-flattenintoarray
/// \param mapper  null: none
/// \return the index behind the last element that was added
Completion<std::uint64_t> flatten_into_array(Agent& agent, Object* target, Object* source,
                                             std::uint64_t source_length, std::uint64_t start, double depth,
                                             const ElementCallback* mapper) {
  const NativeEntry entry(agent);
  TRY(entry.check());
  std::uint64_t target_index = start;
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < source_length; i++) {
    TRY(loop.next_round());
    Value element = TRY(get_at_or_empty(agent, source, i));
    if (element.is_empty()) continue;
    if (mapper != nullptr) element = TRY((*mapper)(agent, element, i));
    if (depth > 0 && TRY(is_array(agent, element))) {
      Object* inner = element.as_object();
      const std::uint64_t length = TRY(length_of_array_like(agent, inner));
      target_index = TRY(flatten_into_array(agent, target, inner, length, target_index, depth - 1, nullptr));
    } else {
      if (target_index >= k_max_array_like_length) return agent.throw_type_error("Invalid array length");
      TRY(create_at(agent, target, target_index++, element));
    }
  }
  return target_index;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.flat
Completion<Value> array_prototype_flat(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.flat"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3., 4.
  double depth = 1;
  if (!frame.argument(0).is_undefined()) depth = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  // 5. - 7.
  Object* result = TRY(array_species_create(agent, object, 0));
  TRY(flatten_into_array(agent, result, object, length, 0, depth, nullptr));
  return result;
}

// https://tc39.es/ecma262/#sec-array.prototype.flatmap
Completion<Value> array_prototype_flat_map(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.flatMap"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3.
  if (!is_callable(frame.argument(0)))
    return agent.throw_type_error("flatMap mapper function is not callable");
  // 4. - 6.
  Object* result = TRY(array_species_create(agent, object, 0));
  const ElementCallback mapper{frame.argument(0), frame.argument(1), object};
  TRY(flatten_into_array(agent, result, object, length, 0, 1, &mapper));
  return result;
}

// Copies with a change --------------------------------------------------------------------------------------

namespace {

/// Appends [from, from + count) of `source` to a copy, holes as undefined; from `index` on.
Completion<void> copy_elements(Agent& agent, Object* source, std::uint64_t from, std::uint64_t count,
                               Array* copy, std::uint64_t index) {
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at(agent, source, from + i));
    TRY(create_at(agent, copy, index + i, element));
  }
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.toreversed
Completion<Value> array_prototype_to_reversed(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.toReversed"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  Array* copy = TRY(array_create(agent, length));
  // 4., 5.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at(agent, object, length - 1 - i));
    TRY(create_at(agent, copy, i, element));
  }
  return copy;
}

// https://tc39.es/ecma262/#sec-array.prototype.tospliced
Completion<Value> array_prototype_to_spliced(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.toSpliced"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 10.
  const SpliceRange range = TRY(splice_range(agent, frame, length));
  // 11. - 13.
  const std::uint64_t new_length = length + range.items.size() - range.delete_count;
  if (new_length > k_max_array_like_length) return agent.throw_type_error("Invalid array length");
  Array* copy = TRY(array_create(agent, new_length));
  // 14. - 19.
  TRY(copy_elements(agent, object, 0, range.start, copy, 0));
  std::uint64_t index = range.start;
  for (const Value item : range.items) TRY(create_at(agent, copy, index++, item));
  const std::uint64_t from = range.start + range.delete_count;
  TRY(copy_elements(agent, object, from, length - from, copy, index));
  return copy;
}

// https://tc39.es/ecma262/#sec-array.prototype.with
Completion<Value> array_prototype_with(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.with"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 6.
  const double relative = TRY(to_integer_or_infinity(agent, frame.argument(0)));
  const auto limit = static_cast<double>(length);
  const double actual = relative >= 0 ? relative : limit + relative;
  if (actual < 0 || actual >= limit)
    return agent.throw_range_error("Invalid index : " + std::string(NumberText(relative).view()));
  const auto index = static_cast<std::uint64_t>(actual);
  // 7. - 10. The element that is replaced is not looked at.
  Array* copy = TRY(array_create(agent, length));
  TRY(copy_elements(agent, object, 0, index, copy, 0));
  TRY(create_at(agent, copy, index, frame.argument(1)));
  TRY(copy_elements(agent, object, index + 1, length - index - 1, copy, index + 1));
  return copy;
}

}  // namespace orrery::builtins
