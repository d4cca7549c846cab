// Promise.all, allSettled, any and race: https://tc39.es/ecma262/#sec-promise.all and what follows it.

#include "builtins/control_abstraction/promise_functions.h"
#include "vm/calls.h"
#include "vm/closure.h"
#include "vm/error_object.h"
#include "vm/inspection.h"
#include "vm/iteration.h"
#include "vm/native_loop.h"
#include "vm/object_operations.h"
#include "vm/objects/array.h"
#include "vm/promise.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

enum class Combinator : std::uint8_t { All, AllSettled, Any, Race };

// What the functions of one call share
// -----------------------------------------------------------------------

/// The values so far, [[RemainingElements]] and the result's capability. In Slots.
class Combination {
 public:
  Combination(Agent& agent, const PromiseCapability& capability)
      : slots_(make_captures(agent, {Value::cell(ValueList::make(agent.heap())), Value::int32(1),
                                     capability.promise, capability.resolve, capability.reject})) {}
  explicit Combination(Slots* slots) : slots_(slots) {}

  Value cell() const { return Value::cell(slots_); }
  ValueList* values() const { return static_cast<ValueList*>(slots_->get(k_values).as_cell()); }
  PromiseCapability capability() const {
    return {slots_->get(k_promise).as_object(), slots_->get(k_resolve), slots_->get(k_reject)};
  }
  void expect_one_more() {
    slots_->set(k_remaining, Value::number(slots_->get(k_remaining).as_number() + 1));
  }
  /// \return whether it was the last
  bool one_has_come() {
    const double remaining = slots_->get(k_remaining).as_number() - 1;
    slots_->set(k_remaining, Value::number(remaining));
    return remaining == 0;
  }

 private:
  enum : std::uint32_t { k_values, k_remaining, k_promise, k_resolve, k_reject };
  Slots* slots_;
};

/// The end of https://tc39.es/ecma262/#sec-performpromiseany: the exception for all of them.
Completion<ErrorObject*> make_aggregate_error(Agent& agent, const Combination& combination) {
  String* message = make_ascii_string(agent, "All promises were rejected");
  ErrorObject* error = make_error_object(agent, agent.intrinsic(Intrinsic::AggregateErrorPrototype), message);
  Array* errors = TRY(create_array_from_list(agent, combination.values()->values()));
  agent.shapes().add(error, agent.names().errors, errors, k_hidden_attributes);
  return error;
}

/// All have come.
Completion<Value> resolve_with_values(Agent& agent, const Combination& combination) {
  Array* values = TRY(create_array_from_list(agent, combination.values()->values()));
  return call(agent, combination.capability().resolve, Value::undefined(), {{values}});
}

// Element functions -----------------------------------------------------------------------------------------

/// What an element function captures, both those of one element the same: [[AlreadyCalled]] is that there is
/// no combination any more.
enum : std::uint32_t { k_combination, k_index };

/// Keeps `value` at the element's place, the first time that one of its functions is called.
/// \return the combination if this was the last element
std::optional<Combination> settle_element(NativeFrame& frame, Value value) {
  auto* element = captured_cell<Slots>(frame);
  Combination combination(static_cast<Slots*>(element->get(k_combination).as_cell()));
  element->set(k_combination, Value::undefined());
  combination.values()->set(static_cast<std::uint32_t>(element->get(k_index).as_number()), value);
  if (combination.one_has_come()) return combination;
  return std::nullopt;
}

bool is_already_called(const NativeFrame& frame) {
  return captured_cell<Slots>(frame)->get(k_combination).is_undefined();
}

Completion<Value> settle_and_resolve(Agent& agent, NativeFrame& frame, Value value) {
  const std::optional<Combination> last = settle_element(frame, value);
  return last ? resolve_with_values(agent, *last) : Value::undefined();
}

// https://tc39.es/ecma262/#sec-promise.all-resolve-element-functions
Completion<Value> all_resolve_element(Agent& agent, NativeFrame& frame) {
  if (is_already_called(frame)) return Value::undefined();
  return settle_and_resolve(agent, frame, frame.argument(0));
}

/// { status, value } or { status, reason }
Value make_outcome(Agent& agent, PropertyKey status, PropertyKey key, Value value) {
  Object* outcome = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype), 2);
  MUST(create_data_property_or_throw(agent, outcome, agent.names().status, status.as_atom()));
  MUST(create_data_property_or_throw(agent, outcome, key, value));
  return outcome;
}

// https://tc39.es/ecma262/#sec-promise.allsettled-resolve-element-functions
Completion<Value> all_settled_resolve_element(Agent& agent, NativeFrame& frame) {
  if (is_already_called(frame)) return Value::undefined();
  const Value outcome = make_outcome(agent, agent.names().fulfilled, agent.names().value, frame.argument(0));
  return settle_and_resolve(agent, frame, outcome);
}

// https://tc39.es/ecma262/#sec-promise.allsettled-reject-element-functions
Completion<Value> all_settled_reject_element(Agent& agent, NativeFrame& frame) {
  if (is_already_called(frame)) return Value::undefined();
  const Value outcome = make_outcome(agent, agent.names().rejected, agent.names().reason, frame.argument(0));
  return settle_and_resolve(agent, frame, outcome);
}

// https://tc39.es/ecma262/#sec-promise.any-reject-element-functions
Completion<Value> any_reject_element(Agent& agent, NativeFrame& frame) {
  if (is_already_called(frame)) return Value::undefined();
  const std::optional<Combination> last = settle_element(frame, frame.argument(0));
  if (!last) return Value::undefined();
  ErrorObject* error = TRY(make_aggregate_error(agent, *last));
  return call(agent, last->capability().reject, Value::undefined(), {{error}});
}

// The loop --------------------------------------------------------------------------------------------------

struct Handlers {
  Value on_fulfilled;
  Value on_rejected;
};

/// What `then` of the next element's promise is given.
Handlers make_handlers(Agent& agent, Combinator which, Combination& combination) {
  const PromiseCapability capability = combination.capability();
  if (which == Combinator::Race) return {capability.resolve, capability.reject};
  const Value index = Value::number(combination.values()->size());
  combination.values()->append(agent.heap(), Value::undefined());
  combination.expect_one_more();
  const Value element = Value::cell(make_captures(agent, {combination.cell(), index}));
  const auto function = [&](NativeCode code) -> Value { return make_closure(agent, code, 1, element); };
  switch (which) {
    case Combinator::All:
      return {function(all_resolve_element), capability.reject};
    case Combinator::AllSettled:
      return {function(all_settled_resolve_element), function(all_settled_reject_element)};
    default:
      return {capability.resolve, function(any_reject_element)};
  }
}

/// There are no more elements; it may be that all have come already.
Completion<Value> end_of_elements(Agent& agent, Combinator which, Combination& combination) {
  if (which != Combinator::Race && combination.one_has_come()) {
    if (which == Combinator::Any) return agent.throw_value(TRY(make_aggregate_error(agent, combination)));
    TRY(resolve_with_values(agent, combination));
  }
  return combination.capability().promise;
}

/// https://tc39.es/ecma262/#sec-performpromiseall, https://tc39.es/ecma262/#sec-performpromiseallsettled,
/// https://tc39.es/ecma262/#sec-performpromiseany, https://tc39.es/ecma262/#sec-performpromiserace
Completion<Value> perform(Agent& agent, Combinator which, IteratorRecord& iterator, Value constructor,
                          Value promise_resolve, const PromiseCapability& capability) {
  Combination combination(agent, capability);
  NativeLoop loop(agent);
  for (;;) {
    TRY(loop.next_round());
    const std::optional<Value> next = TRY(iterator_step_value(agent, iterator));
    if (!next) {
      iterator.done = true;
      return end_of_elements(agent, which, combination);
    }
    // The order is not seen: making the handlers runs no script, and counts nothing that the call could
    // change.
    const Value promise = TRY(call(agent, promise_resolve, constructor, {{*next}}));
    const Handlers handlers = make_handlers(agent, which, combination);
    TRY(invoke(agent, promise, agent.names().then, {{handlers.on_fulfilled, handlers.on_rejected}}));
  }
}

/// https://tc39.es/ecma262/#sec-getpromiseresolve
Completion<Value> get_promise_resolve(Agent& agent, Value constructor) {
  const Value resolve = TRY(get(agent, constructor.as_object(), agent.names().resolve));
  if (is_callable(resolve)) return resolve;
  return agent.throw_type_error("Promise resolve or reject function is not callable");
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
  const Completion<Value> result =
      perform(agent, which, iterator.value(), constructor, promise_resolve.value(), capability);
  // 8. 9.
  if (!result.is_thrown()) return result;
  if (!iterator.value().done) (void)iterator_close_thrown(agent, iterator.value());
  return reject_with_exception(agent, capability);
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

}  // namespace orrery::builtins
