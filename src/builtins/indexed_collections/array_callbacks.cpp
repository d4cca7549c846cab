// What calls a function for each element.

#include "builtins/indexed_collections/array_access.h"
#include "builtins/indexed_collections/array_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// What all of them begin with.
struct Iteration {
  Object* object;
  std::uint64_t length;
  ElementCallback callback;
};

/// ToObject(this value), LengthOfArrayLike, and the callback with its `this`.
Completion<Iteration> begin(Agent& agent, const NativeFrame& frame, std::string_view method) {
  Object* object = TRY(this_object(agent, frame, method));
  const std::uint64_t length = TRY(length_of_array_like(agent, object));
  const Value function = TRY(require_callable(agent, frame.argument(0)));
  return Iteration{object, length, {function, frame.argument(1), object}};
}

}  // namespace

// Those that leave out holes --------------------------------------------------------------------------------

namespace {

/// Calls the callback for each element that is there, and `use(element, index, result)` with its result until
/// that says true.
/// \return whether it did
template <typename Use>
Completion<bool> for_each_element(Agent& agent, const Iteration& iteration, Use use) {
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < iteration.length; i++) {
    TRY(loop.next_round());
    const Value element = TRY(get_at_or_empty(agent, iteration.object, i));
    if (element.is_empty()) continue;
    const Value result = TRY(iteration.callback(agent, element, i));
    if (TRY(use(element, i, result))) return true;
  }
  return false;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.foreach
Completion<Value> array_prototype_for_each(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "Array.prototype.forEach"));
  TRY(for_each_element(agent, iteration,
                       [](Value, std::uint64_t, Value) -> Completion<bool> { return false; }));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-array.prototype.every
Completion<Value> array_prototype_every(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "Array.prototype.every"));
  const bool failed =
      TRY(for_each_element(agent, iteration, [](Value, std::uint64_t, Value result) -> Completion<bool> {
        return !to_boolean(result);
      }));
  return Value::boolean(!failed);
}

// https://tc39.es/ecma262/#sec-array.prototype.some
Completion<Value> array_prototype_some(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "Array.prototype.some"));
  const bool succeeded =
      TRY(for_each_element(agent, iteration, [](Value, std::uint64_t, Value result) -> Completion<bool> {
        return to_boolean(result);
      }));
  return Value::boolean(succeeded);
}

// https://tc39.es/ecma262/#sec-array.prototype.map
Completion<Value> array_prototype_map(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "Array.prototype.map"));
  Object* mapped = TRY(array_species_create(agent, iteration.object, iteration.length));
  TRY(for_each_element(agent, iteration, [&](Value, std::uint64_t index, Value result) -> Completion<bool> {
    TRY(create_at(agent, mapped, index, result));
    return false;
  }));
  return mapped;
}

// https://tc39.es/ecma262/#sec-array.prototype.filter
Completion<Value> array_prototype_filter(Agent& agent, NativeFrame& frame) {
  const Iteration iteration = TRY(begin(agent, frame, "Array.prototype.filter"));
  Object* selected = TRY(array_species_create(agent, iteration.object, 0));
  std::uint64_t count = 0;
  TRY(for_each_element(agent, iteration, [&](Value element, std::uint64_t, Value result) -> Completion<bool> {
    if (to_boolean(result)) TRY(create_at(agent, selected, count++, element));
    return false;
  }));
  return selected;
}

// Those that take holes for undefined -----------------------------------------------------------------------

namespace {

struct Found {
  Value element;
  Value index;
};
enum class Direction : std::uint8_t { Ascending, Descending };

/// https://tc39.es/ecma262/#sec-findviapredicate
Completion<Found> find_via_predicate(Agent& agent, const NativeFrame& frame, std::string_view method,
                                     Direction direction) {
  const Iteration iteration = TRY(begin(agent, frame, method));
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < iteration.length; i++) {
    TRY(loop.next_round());
    const std::uint64_t index = direction == Direction::Ascending ? i : iteration.length - 1 - i;
    const Value element = TRY(get_at(agent, iteration.object, index));
    if (to_boolean(TRY(iteration.callback(agent, element, index)))) {
      return Found{element, Value::number(index)};
    }
  }
  return Found{Value::undefined(), Value::int32(-1)};
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.find
Completion<Value> array_prototype_find(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "Array.prototype.find", Direction::Ascending)).element;
}

// https://tc39.es/ecma262/#sec-array.prototype.findindex
Completion<Value> array_prototype_find_index(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "Array.prototype.findIndex", Direction::Ascending)).index;
}

// https://tc39.es/ecma262/#sec-array.prototype.findlast
Completion<Value> array_prototype_find_last(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "Array.prototype.findLast", Direction::Descending)).element;
}

// https://tc39.es/ecma262/#sec-array.prototype.findlastindex
Completion<Value> array_prototype_find_last_index(Agent& agent, NativeFrame& frame) {
  return TRY(find_via_predicate(agent, frame, "Array.prototype.findLastIndex", Direction::Descending)).index;
}

// Reductions ------------------------------------------------------------------------------------------------

namespace {

Completion<Value> reduce(Agent& agent, const NativeFrame& frame, std::string_view method,
                         Direction direction) {
  // 1. - 3.
  const Iteration iteration = TRY(begin(agent, frame, method));
  // 4. - 8. Without an initial value the first element is it.
  Value accumulator = frame.argument_count() >= 2 ? frame.argument(1) : Value::empty();
  // 9.
  NativeLoop loop(agent);
  for (std::uint64_t i = 0; i < iteration.length; i++) {
    TRY(loop.next_round());
    const std::uint64_t index = direction == Direction::Ascending ? i : iteration.length - 1 - i;
    const Value element = TRY(get_at_or_empty(agent, iteration.object, index));
    if (element.is_empty()) continue;
    if (accumulator.is_empty()) {
      accumulator = element;
      continue;
    }
    const Value arguments[] = {accumulator, element, Value::number(index), iteration.object};
    accumulator = TRY(call(agent, iteration.callback.function, Value::undefined(), arguments));
  }
  if (accumulator.is_empty()) return agent.throw_type_error("Reduce of empty array with no initial value");
  // 10.
  return accumulator;
}

}  // namespace

// https://tc39.es/ecma262/#sec-array.prototype.reduce
Completion<Value> array_prototype_reduce(Agent& agent, NativeFrame& frame) {
  return reduce(agent, frame, "Array.prototype.reduce", Direction::Ascending);
}

// https://tc39.es/ecma262/#sec-array.prototype.reduceright
Completion<Value> array_prototype_reduce_right(Agent& agent, NativeFrame& frame) {
  return reduce(agent, frame, "Array.prototype.reduceRight", Direction::Descending);
}

}  // namespace orrery::builtins
