// %FinalizationRegistry%: https://tc39.es/ecma262/#sec-finalization-registry-objects

#include "vm/collections/finalization_registry.h"

#include "builtins/managing_memory/tables.h"
#include "vm/collections/weak_collections.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/operations/value_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-finalization-registry-cleanup-callback
Completion<Value> finalization_registry(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (!frame.is_construct()) return throw_constructor_called(agent, "FinalizationRegistry");
  if (!is_callable(frame.argument(0)))
    return agent.throw_type_error("FinalizationRegistry: cleanup must be callable");
  // 3. - 8.
  Object* prototype = TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(),
                                                         Intrinsic::FinalizationRegistryPrototype));
  return make_finalization_registry(agent, prototype, frame.argument(0).as_object());
}

Thrown throw_invalid_token(Agent& agent, Value token) {
  return agent.throw_type_error("Invalid unregisterToken ('" + describe_value(agent, token) + "')");
}

// https://tc39.es/ecma262/#sec-finalization-registry.prototype.register
Completion<Value> register_target(Agent& agent, NativeFrame& frame) {
  constexpr const char* k_method = "FinalizationRegistry.prototype.register";
  // 1., 2.
  auto* registry = TRY(this_of<FinalizationRegistry>(agent, frame, k_method));
  // 3., 4.
  const Value target = frame.argument(0);
  if (!can_be_held_weakly(target)) return agent.throw_type_error(std::string(k_method) + ": invalid target");
  const Value held_value = frame.argument(1);
  if (same_value(target, held_value))
    return agent.throw_type_error(std::string(k_method) + ": target and holdings must not be same");
  // 5.
  const Value token = frame.argument(2);
  if (!token.is_undefined() && !can_be_held_weakly(token)) return throw_invalid_token(agent, token);
  // 6. - 8.
  TRY(register_for_finalization(agent, registry, target, held_value, token));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-finalization-registry.prototype.unregister
Completion<Value> unregister(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  auto* registry =
      TRY(this_of<FinalizationRegistry>(agent, frame, "FinalizationRegistry.prototype.unregister"));
  const Value token = frame.argument(0);
  if (!can_be_held_weakly(token)) return throw_invalid_token(agent, token);
  // 4. - 6.
  return Value::boolean(unregister_from_finalization(agent, registry, token));
}

constexpr BuiltinRow k_finalization_registry_rows[] = {
    reference("constructor", Intrinsic::FinalizationRegistry),
    method("register", 2, register_target),
    method("unregister", 1, unregister),
    text(&WellKnown::symbol_to_string_tag, "FinalizationRegistry"),
};

}  // namespace

constexpr ObjectTable k_finalization_registry = constructor_table(
    "FinalizationRegistry", 1, finalization_registry, Intrinsic::FinalizationRegistryPrototype);
constexpr ObjectTable k_finalization_registry_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_finalization_registry_rows);

}  // namespace orrery::builtins
