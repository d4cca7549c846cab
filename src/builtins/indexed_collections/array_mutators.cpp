// What changes an array in its middle: splice, copyWithin, fill, reverse.

#include <algorithm>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/array_moves.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

// Moves ----------------------------------------------------------------------------------------------------

Completion<void> move_down(Agent& agent, Object* object, std::uint64_t from, std::uint64_t to,
                           std::uint64_t count) {
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, object, from + i));
    if (element.is_empty()) {
      TRY(delete_at(agent, object, to + i));
    } else {
      TRY(set_at(agent, object, to + i, element));
    }
  }
  return {};
}

Completion<void> move_up(Agent& agent, Object* object, std::uint64_t from, std::uint64_t to,
                         std::uint64_t count) {
  NativeLoop loop(agent);
  for (std::uint64_t i = count; i-- > 0;) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, object, from + i));
    if (element.is_empty()) {
      TRY(delete_at(agent, object, to + i));
    } else {
      TRY(set_at(agent, object, to + i, element));
    }
  }
  return {};
}

// splice ----------------------------------------------------------------------------------------------------

Completion<SpliceRange> splice_range(Agent& agent, const NativeFrame& frame, std::uint64_t length) {
  SpliceRange range{};
  range.start = TRY(to_relative_index(agent, frame.argument(0), length));
  if (frame.argument_count() == 1) {
    range.delete_count = length - range.start;
  } else if (frame.argument_count() > 1) {
    const double count = TRY(to_integer_or_infinity(agent, frame.argument(1)));
    const auto rest = static_cast<double>(length - range.start);
    range.delete_count = static_cast<std::uint64_t>(std::clamp(count, 0.0, rest));
    range.items = frame.arguments().subspan(2);
  }
  return range;
}

namespace {

/// splice() of an array whose removed elements become an array, too.
Completion<Value> splice_plain(Agent& agent, Array* array, const SpliceRange& range) {
  const auto start = static_cast<std::uint32_t>(range.start);
  const auto delete_count = static_cast<std::uint32_t>(range.delete_count);
  Array* removed = TRY(make_plain_array(agent, array->packed_elements().subspan(start, delete_count)));
  const auto item_count = static_cast<std::uint32_t>(range.items.size());
  const std::uint32_t replaced = std::min(item_count, delete_count);
  for (std::uint32_t i = 0; i < replaced; i++) array->elements()->set(start + i, range.items[i]);
  if (delete_count > replaced) array->elements()->close_gap(start + replaced, delete_count - replaced);
  TRY(insert_elements(agent, array, start + replaced, range.items.subspan(replaced)));
  array->set_length_of_plain(array->length() - delete_count + item_count);
  return removed;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.splice
Completion<Value> array_prototype_splice(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.splice"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 10.
  const SpliceRange range = TRY(splice_range(agent, frame, length));
  const std::uint64_t item_count = range.items.size();
  // 11.
  const std::uint64_t new_length = length - range.delete_count + item_count;
  if (new_length > k_max_array_like_length) return agent.throw_type_error("Invalid array length");
  // 12.
  const Value constructor = TRY(array_species_constructor(agent, object));
  // OPTIMIZATION: nobody sees the single steps.
  if (Array* array = try_plain_array_fast(agent, object); array != nullptr && constructor.is_undefined() &&
                                                          array->length() == length &&
                                                          new_length <= Array::k_max_length) {
    return splice_plain(agent, array, range);
  }
  Object* removed = TRY(create_by_species(agent, constructor, range.delete_count));
  // 13., 14.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < range.delete_count; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, object, range.start + i));
    if (!element.is_empty()) TRY(create_at(agent, removed, i, element));
  }
  TRY(set_length(agent, removed, range.delete_count));
  // 15., 16.
  const std::uint64_t rest = length - range.start - range.delete_count;
  if (item_count < range.delete_count) {
    TRY(move_down(agent, object, range.start + range.delete_count, range.start + item_count, rest));
    for (std::uint64_t i = length; i > new_length; i--) {
      TRY(loop.next_round());
      TRY(delete_at(agent, object, i - 1));
    }
  } else if (item_count > range.delete_count) {
    TRY(move_up(agent, object, range.start + range.delete_count, range.start + item_count, rest));
  }
  // 17., 18.
  for (std::uint64_t i = 0; i < item_count; i++) TRY(set_at(agent, object, range.start + i, range.items[i]));
  // 19., 20.
  TRY(set_length(agent, object, new_length));
  return removed;
}

// copyWithin ------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-array.prototype.copywithin
Completion<Value> array_prototype_copy_within(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.copyWithin"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 14.
  const std::uint64_t to = TRY(to_relative_index(agent, frame.argument(0), length));
  const std::uint64_t from = TRY(to_relative_index(agent, frame.argument(1), length));
  const std::uint64_t end = TRY(to_relative_end(agent, frame.argument(2), length));
  // 15. - 18.
  if (end <= from) return object;
  const std::uint64_t count = std::min(end - from, length - to);
  if (from < to && to < from + count) {
    TRY(move_up(agent, object, from, to, count));
  } else {
    TRY(move_down(agent, object, from, to, count));
  }
  return object;
}

// fill ------------------------------------------------------------------------------------------------------

namespace {

/// Writes `value` to [start, end) of an array, where nothing can be in its way.
/// \return whether that is so; else nothing has happened
Completion<bool> try_fill_fast(Agent& agent, Object* object, std::uint64_t start, std::uint64_t end,
                               Value value) {
  const std::optional<std::span<const Value>> dense = try_dense_elements_fast(agent, object);
  if (!dense || !object->shape()->is_extensible() || object->shape()->is_prototype()) return false;
  if (end > static_cast<Array*>(object)->length() || start > dense->size()) return false;
  if (start >= end) return true;
  TRY(reserve_elements(agent, object, static_cast<std::uint32_t>(end)));
  Elements* elements = object->elements();
  NativeLoop loop(agent);
  const std::uint32_t present = elements->length();
  for (auto i = static_cast<std::uint32_t>(start); i < end; i++) {
    TRY(loop.next_round());
    if (i < present) {
      elements->set(i, value);
    } else {
      elements->append(value);
    }
  }
  if (start == 0 && end >= present) object->set_flag(Object::k_has_holes, false);
  return true;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.fill
Completion<Value> array_prototype_fill(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.fill"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 10.
  const Value value = frame.argument(0);
  const std::uint64_t start = TRY(to_relative_index(agent, frame.argument(1), length));
  const std::uint64_t end = TRY(to_relative_end(agent, frame.argument(2), length));
  // 11., 12.
  if (TRY(try_fill_fast(agent, object, start, end, value))) return object;
  NativeLoop loop(agent);
  for (std::uint64_t i = start; i < end; i++) {
    TRY(loop.next_round());
    TRY(set_at(agent, object, i, value));
  }
  return object;
}

// reverse ---------------------------------------------------------------------------------------------------

namespace {

Completion<void> set_or_delete_at(Agent& agent, Object* object, std::uint64_t index, Value value) {
  return value.is_empty() ? delete_at(agent, object, index) : set_at(agent, object, index, value);
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.reverse
Completion<Value> array_prototype_reverse(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: nobody sees the single steps.
  if (Array* array = try_plain_array_fast(agent, frame.this_value()); array != nullptr) {
    if (array->length() != 0) array->elements()->reverse();
    return array;
  }
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.reverse"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3. - 6.
  NativeLoop loop(agent);
  for (std::uint64_t lower = 0; lower < length / 2; lower++) {
    TRY(loop.next_round());
    const std::uint64_t upper = length - 1 - lower;
    const Value lower_value = TRY(get_at_or_empty(agent, object, lower));
    const Value upper_value = TRY(get_at_or_empty(agent, object, upper));
    if (lower_value.is_empty() && upper_value.is_empty()) continue;
    TRY(set_or_delete_at(agent, object, lower, upper_value));
    TRY(set_or_delete_at(agent, object, upper, lower_value));
  }
  // 7.
  return object;
}

}  // namespace orrery::builtins
