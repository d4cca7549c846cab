// Promise.all, allSettled, any and race: https://tc39.es/ecma262/#sec-promise.all and what follows it. And
// allKeyed, allSettledKeyed: https://tc39.es/proposal-await-dictionary/

#include "builtins/control_abstraction/promise_functions.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/iteration/iteration.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/combination.h"
#include "vm/rooted_keys.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// A call of one of the functions.
struct Call {
  Combinator which;
  Value constructor;
  PromiseCapability capability;
  Value promise_resolve;
};

/// Steps of the loops that do not depend on where the values come from: the value becomes a promise, and that
/// promise is asked.
Completion<void> add_value(Agent& agent, const Call& of, Combination& combination, Value value) {
  // The order is not seen: making the handlers runs no script, and counts nothing that the call could change.
  const Value promise = TRY(call(agent, of.promise_resolve, of.constructor, {{value}}));
  const ElementHandlers handlers = make_element_handlers(agent, of.which, combination);
  TRY(invoke(agent, promise, agent.names().then, {{handlers.on_fulfilled, handlers.on_rejected}}));
  return {};
}

/// There are no more elements; it may be that all have come already.
Completion<Value> end_of_elements(Agent& agent, const Call& of, Combination& combination) {
  if (of.which != Combinator::Race && combination.one_has_come()) {
    if (of.which == Combinator::Any) return agent.throw_value(TRY(combination.make_aggregate_error(agent)));
    TRY(combination.resolve_with_values(agent));
  }
  return of.capability.promise;
}

/// https://tc39.es/ecma262/#sec-getpromiseresolve
Completion<Value> get_promise_resolve(Agent& agent, Value constructor) {
  const Value resolve = TRY(get(agent, constructor.as_object(), agent.names().resolve));
  if (is_callable(resolve)) return resolve;
  return agent.throw_type_error("Promise resolve or reject function is not callable");
}

// Of an iterable --------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-performpromiseall, https://tc39.es/ecma262/#sec-performpromiseallsettled,
/// https://tc39.es/ecma262/#sec-performpromiseany, https://tc39.es/ecma262/#sec-performpromiserace
Completion<Value> perform(Agent& agent, const Call& of, IteratorRecord& iterator) {
  Combination combination(agent, of.capability, Combination::Result::Array);
  NativeLoop loop(agent);
  for (;;) {
    TRY(loop.next_round());
    const std::optional<Value> next = TRY(iterator_step_value(agent, iterator));
    if (!next) return end_of_elements(agent, of, combination);
    TRY(add_value(agent, of, combination, *next));
  }
}

/// What the four have in common.
Completion<Value> combine(Agent& agent, NativeFrame& frame, Combinator which) {
  // 1. 2.
  const Value constructor = frame.this_value();
  const PromiseCapability capability = TRY(new_promise_capability(agent, constructor));
  // 3. 4.
  const Completion<Value> promise_resolve = get_promise_resolve(agent, constructor);
  if (promise_resolve.is_thrown()) return reject_with_exception(agent, capability);
  // 5. 6.
  Completion<IteratorRecord> iterator = get_iterator(agent, frame.argument(0));
  if (iterator.is_thrown()) return reject_with_exception(agent, capability);
  // 7.
  const Call of{which, constructor, capability, promise_resolve.value()};
  const Completion<Value> result = perform(agent, of, iterator.value());
  // 8. 9.
  if (!result.is_thrown()) return result;
  if (!iterator.value().done) (void)iterator_close_thrown(agent, iterator.value());
  return reject_with_exception(agent, capability);
}

// Of an object's properties ---------------------------------------------------------------------------------

/// https://tc39.es/proposal-await-dictionary/#sec-performpromiseallkeyed
Completion<Value> perform_keyed(Agent& agent, const Call& of, Object* promises) {
  Combination combination(agent, of.capability, Combination::Result::Object);
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, promises, keys.items()));
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    const auto descriptor = TRY(internal_get_own_property(agent, promises, key));
    if (!descriptor || !*descriptor->enumerable) continue;
    const Value value = TRY(get(agent, promises, key));
    combination.next_key(agent, key);
    TRY(add_value(agent, of, combination, value));
  }
  return end_of_elements(agent, of, combination);
}

/// https://tc39.es/proposal-await-dictionary/#sec-promise.allkeyed
Completion<Value> combine_keyed(Agent& agent, NativeFrame& frame, Combinator which) {
  // 1. 2.
  const Value constructor = frame.this_value();
  const PromiseCapability capability = TRY(new_promise_capability(agent, constructor));
  // 3. 4.
  const Completion<Value> promise_resolve = get_promise_resolve(agent, constructor);
  if (promise_resolve.is_thrown()) return reject_with_exception(agent, capability);
  // 5.
  const Value promises = frame.argument(0);
  if (!promises.is_object()) {
    (void)agent.throw_type_error(describe_value(agent, promises) + " is not an object");
    return reject_with_exception(agent, capability);
  }
  // 6. - 8.
  const Call of{which, constructor, capability, promise_resolve.value()};
  const Completion<Value> result = perform_keyed(agent, of, promises.as_object());
  return result.is_thrown() ? reject_with_exception(agent, capability) : result;
}

}  // namespace

// https://tc39.es/ecma262/#sec-promise.all
Completion<Value> promise_all(Agent& agent, NativeFrame& frame) {
  return combine(agent, frame, Combinator::All);
}

// https://tc39.es/ecma262/#sec-promise.allsettled
Completion<Value> promise_all_settled(Agent& agent, NativeFrame& frame) {
  return combine(agent, frame, Combinator::AllSettled);
}

// https://tc39.es/ecma262/#sec-promise.any
Completion<Value> promise_any(Agent& agent, NativeFrame& frame) {
  return combine(agent, frame, Combinator::Any);
}

// https://tc39.es/ecma262/#sec-promise.race
Completion<Value> promise_race(Agent& agent, NativeFrame& frame) {
  return combine(agent, frame, Combinator::Race);
}

Completion<Value> promise_all_keyed(Agent& agent, NativeFrame& frame) {
  return combine_keyed(agent, frame, Combinator::All);
}

Completion<Value> promise_all_settled_keyed(Agent& agent, NativeFrame& frame) {
  return combine_keyed(agent, frame, Combinator::AllSettled);
}

}  // namespace orrery::builtins
