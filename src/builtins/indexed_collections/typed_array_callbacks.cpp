// What calls a function for each element of a typed array.

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/typed_array_access.h"
#include "builtins/indexed_collections/typed_array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/value_operations.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

enum class Direction : std::uint8_t { Ascending, Descending };

/// What all of them begin with.
struct Iteration {
  TypedArray* array;
  std::uint64_t length;
  ElementCallback callback;
};

/// ValidateTypedArray, TypedArrayLength, and the callback with its `this`.
Completion<Iteration> begin(Agent& agent, const NativeFrame& frame, std::string_view method) {
  TypedArray* array = TRY(this_typed_array(agent, frame, method));
  const Value function = TRY(require_callable(agent, frame.argument(0)));
  return Iteration{array, array->length(), {function, frame.argument(1), array}};
}

/// Calls the callback for each element, and `use(element, index, result)` with its result until that says
/// true.
/// \return whether it did
template <typename Use>
Completion<bool> for_each_element(Agent& agent, const Iteration& iteration, Direction direction, Use use) {
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < iteration.length; i++) {
    TRY(loop.next_round());
    const std::uint64_t index = direction == Direction::Ascending ? i : iteration.length - 1 - i;
    const Value element = element_or_undefined(agent, iteration.array, index);
    const Value result = TRY(iteration.callback(agent, element, index));
    if (TRY(use(element, index, result))) return true;
  }
  return false;
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.foreach
Completion<Value> typed_array_for_each(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "%TypedArray%.prototype.forEach"));
  TRY(for_each_element(agent, iteration, Direction::Ascending,
                       [](Value, std::uint64_t, Value) -> Completion<bool> { return false; }));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.every
Completion<Value> typed_array_every(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "%TypedArray%.prototype.every"));
  const bool failed = TRY(for_each_element(
      agent, iteration, Direction::Ascending,
      [](Value, std::uint64_t, Value result) -> Completion<bool> { return !to_boolean(result); }));
  return Value::boolean(!failed);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.some
Completion<Value> typed_array_some(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "%TypedArray%.prototype.some"));
  const bool succeeded = TRY(for_each_element(
      agent, iteration, Direction::Ascending,
      [](Value, std::uint64_t, Value result) -> Completion<bool> { return to_boolean(result); }));
  return Value::boolean(succeeded);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.map
Completion<Value> typed_array_map(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.prototype.map";
  const Iteration iteration = TRY(begin(agent, frame, k_method));
  TypedArray* mapped = TRY(typed_array_species_create(agent, iteration.array, iteration.length, k_method));
  TRY(for_each_element(agent, iteration, Direction::Ascending,
                       [&](Value, std::uint64_t index, Value result) -> Completion<bool> {
                         TRY(typed_array_set_element(agent, mapped, index, result));
                         return false;
                       }));
  return mapped;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.filter
Completion<Value> typed_array_filter(Agent& agent, NativeFrame& frame) {
  constexpr std::string_view k_method = "%TypedArray%.prototype.filter";
  const Iteration iteration = TRY(begin(agent, frame, k_method));
  ValueList* kept = ValueList::make(agent.heap());
  TRY(for_each_element(agent, iteration, Direction::Ascending,
                       [&](Value element, std::uint64_t, Value result) -> Completion<bool> {
                         if (to_boolean(result)) kept->append(agent.heap(), element);
                         return false;
                       }));
  TypedArray* selected = TRY(typed_array_species_create(agent, iteration.array, kept->size(), k_method));
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < kept->size(); i++) {
    TRY(loop.next_round());
    TRY(typed_array_set_element(agent, selected, i, kept->at(i)));
  }
  return selected;
}

namespace {

struct Found {
  Value element = Value::undefined();
  Value index = Value::int32(-1);
};

/// https://tc39.es/ecma262/#sec-findviapredicate
Completion<Found> find_via_predicate(Agent& agent, const NativeFrame& frame, std::string_view method,
                                     Direction direction) {
  const Iteration iteration = TRY(begin(agent, frame, method));
  Found found;
  TRY(for_each_element(agent, iteration, direction,
                       [&](Value element, std::uint64_t index, Value result) -> Completion<bool> {
                         if (!to_boolean(result)) return false;
                         found = {element, Value::number(index)};
                         return true;
                       }));
  return found;
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.find
Completion<Value> typed_array_find(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "%TypedArray%.prototype.find", Direction::Ascending)).element;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.findindex
Completion<Value> typed_array_find_index(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "%TypedArray%.prototype.findIndex", Direction::Ascending))
      .index;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.findlast
Completion<Value> typed_array_find_last(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "%TypedArray%.prototype.findLast", Direction::Descending))
      .element;
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.findlastindex
Completion<Value> typed_array_find_last_index(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "%TypedArray%.prototype.findLastIndex", Direction::Descending))
      .index;
}

namespace {

Completion<Value> reduce(Agent& agent, const NativeFrame& frame, std::string_view method,
                         Direction direction) {
  // 1. - 4.
  const Iteration iteration = TRY(begin(agent, frame, method));
  // 5. - 9. Without an initial value the first element is it.
  const bool has_initial_value = frame.argument_count() >= 2;
  if (!has_initial_value && iteration.length == 0)
    return agent.throw_type_error("Reduce of empty array with no initial value");
  const auto index_of = [&](std::uint64_t i) {
    return direction == Direction::Ascending ? i : iteration.length - 1 - i;
  };
  Value accumulator =
      has_initial_value ? frame.argument(1) : element_or_undefined(agent, iteration.array, index_of(0));
  // 10.
  NativeLoop loop(agent);
  for (std::uint64_t i = has_initial_value ? 0 : 1; i < iteration.length; i++) {
    TRY(loop.next_round());
    const std::uint64_t index = index_of(i);
    const Value element = element_or_undefined(agent, iteration.array, index);
    const Value arguments[] = {accumulator, element, Value::number(index), iteration.array};
    accumulator = TRY(call(agent, iteration.callback.function, Value::undefined(), arguments));
  }
  // 11.
  return accumulator;
}

}  // namespace

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.reduce
Completion<Value> typed_array_reduce(Agent& agent, NativeFrame& frame) {
  return reduce(agent, frame, "%TypedArray%.prototype.reduce", Direction::Ascending);
}

// https://tc39.es/ecma262/#sec-%typedarray%.prototype.reduceright
Completion<Value> typed_array_reduce_right(Agent& agent, NativeFrame& frame) {
  return reduce(agent, frame, "%TypedArray%.prototype.reduceRight", Direction::Descending);
}

}  // namespace orrery::builtins
