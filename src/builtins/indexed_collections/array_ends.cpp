// push, pop, shift and unshift.

#include <string>

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "builtins/indexed_collections/array_moves.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-array.prototype.push
Completion<Value> array_prototype_push(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: nobody sees the single steps.
  const std::span<const Value> items = frame.arguments();
  if (Array* array = try_plain_array_fast(agent, frame.this_value());
      array != nullptr && array->length() + std::uint64_t{items.size()} <= Array::k_max_length) {
    for (const Value item : items) TRY(array_append(agent, array, item));
    return Value::number(array->length());
  }
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.push"));
  std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3., 4.
  if (length + items.size() > k_max_array_like_length) {
    return agent.throw_type_error("Pushing " + std::to_string(items.size()) +
                                  " elements on an array-like of length " + std::to_string(length) +
                                  " is disallowed by ECMA-262");
  }
  // 5.
  for (const Value item : items) TRY(set_at(agent, object, length++, item));
  // 6., 7.
  TRY(set_length(agent, object, length));
  return Value::number(length);
}

// https://tc39.es/ecma262/#sec-array.prototype.pop
Completion<Value> array_prototype_pop(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: as above.
  if (Array* array = try_plain_array_fast(agent, frame.this_value()); array != nullptr) {
    if (array->length() == 0) return Value::undefined();
    const std::uint32_t last = array->length() - 1;
    const Value element = array->elements()->get(last);
    array->elements()->truncate(last);
    array->set_length_of_plain(last);
    return element;
  }
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.pop"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3.
  if (length == 0) {
    TRY(set_length(agent, object, 0));
    return Value::undefined();
  }
  // 4.
  const Value element = TRY(get_at(agent, object, length - 1));
  TRY(delete_at(agent, object, length - 1));
  TRY(set_length(agent, object, length - 1));
  return element;
}

// https://tc39.es/ecma262/#sec-array.prototype.shift
Completion<Value> array_prototype_shift(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: as above.
  if (Array* array = try_plain_array_fast(agent, frame.this_value()); array != nullptr) {
    if (array->length() == 0) return Value::undefined();
    const Value element = array->elements()->get(0);
    array->elements()->close_gap(0, 1);
    array->set_length_of_plain(array->length() - 1);
    return element;
  }
  // 1., 2.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.shift"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 3.
  if (length == 0) {
    TRY(set_length(agent, object, 0));
    return Value::undefined();
  }
  // 4. - 9.
  const Value first = TRY(get_at(agent, object, 0));
  TRY(move_down(agent, object, 1, 0, length - 1));
  TRY(delete_at(agent, object, length - 1));
  TRY(set_length(agent, object, length - 1));
  return first;
}

// https://tc39.es/ecma262/#sec-array.prototype.unshift
Completion<Value> array_prototype_unshift(Agent& agent, NativeFrame& frame) {
  // OPTIMIZATION: as above.
  const std::span<const Value> items = frame.arguments();
  if (Array* array = try_plain_array_fast(agent, frame.this_value());
      array != nullptr && array->length() + std::uint64_t{items.size()} <= Array::k_max_length) {
    TRY(insert_elements(agent, array, 0, items));
    array->set_length_of_plain(array->length() + static_cast<std::uint32_t>(items.size()));
    return Value::number(array->length());
  }
  // 1. - 3.
  Object* object = TRY(this_object(agent, frame, "Array.prototype.unshift"));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  // 4.
  if (!items.empty()) {
    if (length + items.size() > k_max_array_like_length)
      return agent.throw_type_error("Invalid array length");
    TRY(move_up(agent, object, 0, items.size(), length));
    for (std::size_t i = 0; i < items.size(); i++) TRY(set_at(agent, object, i, items[i]));
  }
  // 5., 6.
  TRY(set_length(agent, object, length + items.size()));
  return Value::number(length + items.size());
}

}  // namespace orrery::builtins
