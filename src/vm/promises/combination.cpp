// The functions that Promise.all and its kin give to `then`:
// https://tc39.es/ecma262/#sec-promise.all-resolve-element-functions and so on.

#include "vm/promises/combination.h"

#include "vm/errors/error_object.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

Combination::Combination(Agent& agent, const PromiseCapability& capability, Result result)
    : slots_(make_captures(agent,
                           {Value::cell(ValueList::make(agent.heap())), Value::undefined(), Value::int32(1),
                            capability.promise, capability.resolve, capability.reject})) {
  if (result == Result::Object) slots_->set(k_keys, Value::cell(ValueList::make(agent.heap())));
}

void Combination::next_key(Agent& agent, PropertyKey key) {
  static_cast<ValueList*>(slots_->get(k_keys).as_cell())->append(agent.heap(), to_value(agent, key));
}

std::uint32_t Combination::add_element(Agent& agent) {
  const std::uint32_t index = values()->size();
  values()->append(agent.heap(), Value::undefined());
  slots_->set(k_remaining, Value::number(slots_->get(k_remaining).as_number() + 1));
  return index;
}

bool Combination::one_has_come() {
  const double remaining = slots_->get(k_remaining).as_number() - 1;
  slots_->set(k_remaining, Value::number(remaining));
  return remaining == 0;
}

Completion<Object*> Combination::make_result(Agent& agent) const {
  if (slots_->get(k_keys).is_undefined()) return TRY(create_array_from_list(agent, values()->values()));
  const auto* keys = static_cast<ValueList*>(slots_->get(k_keys).as_cell());
  Object* object = ordinary_object_create(agent, nullptr);
  for (std::uint32_t i = 0; i < keys->size(); i++) {
    const PropertyKey key = TRY(to_property_key(agent, keys->at(i)));
    TRY(create_data_property_or_throw(agent, object, key, values()->at(i)));
  }
  return object;
}

Completion<Value> Combination::resolve_with_values(Agent& agent) const {
  return call(agent, capability().resolve, Value::undefined(), {{TRY(make_result(agent))}});
}

Completion<Object*> Combination::make_aggregate_error(Agent& agent) const {
  String* message = make_ascii_string(agent, "All promises were rejected");
  ErrorObject* error = make_error_object(agent, agent.intrinsic(Intrinsic::AggregateErrorPrototype), message);
  Array* errors = TRY(create_array_from_list(agent, values()->values()));
  agent.shapes().add(error, agent.names().errors, errors, k_hidden_attributes);
  return error;
}

Completion<Value> Combination::reject_with_errors(Agent& agent) const {
  return call(agent, capability().reject, Value::undefined(), {{TRY(make_aggregate_error(agent))}});
}

// Element functions -----------------------------------------------------------------------------------------

namespace {

/// What an element function captures, both those of one element the same: [[AlreadyCalled]] is that there is
/// no combination any more.
enum : std::uint32_t { k_combination, k_index };

bool is_already_called(const NativeFrame& frame) {
  return captured_cell<Slots>(frame)->get(k_combination).is_undefined();
}

/// Keeps `value` at the element's place, the first time that one of its functions is called.
/// \return the combination if this was the last element
std::optional<Combination> settle_element(NativeFrame& frame, Value value) {
  auto* element = captured_cell<Slots>(frame);
  Combination combination(static_cast<Slots*>(element->get(k_combination).as_cell()));
  element->set(k_combination, Value::undefined());
  combination.set_value(static_cast<std::uint32_t>(element->get(k_index).as_number()), value);
  if (combination.one_has_come()) return combination;
  return std::nullopt;
}

Completion<Value> settle_and_resolve(Agent& agent, NativeFrame& frame, Value value) {
  const std::optional<Combination> last = settle_element(frame, value);
  return last ? last->resolve_with_values(agent) : Value::undefined();
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
  return last ? last->reject_with_errors(agent) : Value::undefined();
}

}  // namespace

ElementHandlers make_element_handlers(Agent& agent, Combinator which, Combination& combination) {
  const PromiseCapability capability = combination.capability();
  if (which == Combinator::Race) return {capability.resolve, capability.reject};
  const Value index = Value::number(combination.add_element(agent));
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

namespace {

/// Which function made the element function; null if it is none.
const char* function_of_element(NativeCode code, bool has_keys) {
  if (code == all_resolve_element) return has_keys ? "Promise.allKeyed" : "Promise.all";
  if (code == all_settled_resolve_element) return has_keys ? "Promise.allSettledKeyed" : "Promise.allSettled";
  return code == any_reject_element ? "Promise.any" : nullptr;
}

}  // namespace

std::optional<CombinationElement> combination_element(Value handler) {
  if (!handler.is_cell_of(CellKind::NativeFunction)) return std::nullopt;
  const auto* function = static_cast<NativeFunction*>(handler.as_object());
  if (function_of_element(function->code(), false) == nullptr) return std::nullopt;
  const auto* element = static_cast<Slots*>(function->data().as_cell());
  const Value shared = element->get(k_combination);
  if (shared.is_undefined()) return std::nullopt;
  const Combination combination(static_cast<Slots*>(shared.as_cell()));
  return CombinationElement{function_of_element(function->code(), combination.has_keys()),
                            static_cast<std::uint32_t>(element->get(k_index).as_number()),
                            combination.capability().promise};
}

}  // namespace orrery::vm
