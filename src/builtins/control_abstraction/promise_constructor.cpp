// Promise: https://tc39.es/ecma262/#sec-promise-constructor

#include "builtins/control_abstraction/promise_functions.h"
#include "builtins/control_abstraction/tables.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-promise-executor
Completion<Value> promise_constructor(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  if (!frame.is_construct())
    return agent.throw_type_error("Promise constructor cannot be invoked without 'new'");
  const Value executor = frame.argument(0);
  if (!is_callable(executor))
    return agent.throw_type_error("Promise resolver " + describe_value(agent, executor) +
                                  " is not a function");
  // 3. - 7.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::PromisePrototype));
  auto* promise = agent.heap().make<Promise>(0, agent.shapes().root(prototype, CellKind::Promise));
  // 8.
  const PromiseCapability functions = create_resolving_functions(agent, promise);
  // 9. 10.
  if (call(agent, executor, Value::undefined(), {{functions.resolve, functions.reject}}).is_thrown())
    return reject_with_exception(agent, functions);
  // 11.
  return promise;
}

// https://tc39.es/ecma262/#sec-promise.reject
Completion<Value> reject(Agent& agent, NativeFrame& frame) {
  const PromiseCapability capability = TRY(new_private_capability(agent, frame.this_value()));
  note_thrown_here(agent, frame.argument(0));
  TRY(reject_capability(agent, capability, frame.argument(0)));
  return capability.promise;
}

Completion<Object*> this_constructor(Agent& agent, NativeFrame& frame, std::string_view method) {
  if (frame.this_value().is_object()) return frame.this_value().as_object();
  return agent.throw_type_error(std::string(method) + " called on non-object");
}

// https://tc39.es/ecma262/#sec-promise.resolve
Completion<Value> resolve(Agent& agent, NativeFrame& frame) {
  Object* constructor = TRY(this_constructor(agent, frame, "Promise.resolve"));
  return promise_resolve(agent, constructor, frame.argument(0));
}

// https://tc39.es/ecma262/#sec-promise.try
Completion<Value> try_callback(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* constructor = TRY(this_constructor(agent, frame, "Promise.try"));
  const PromiseCapability capability = TRY(new_private_capability(agent, constructor));
  // 4. - 6.
  const std::span<const Value> arguments = frame.arguments();
  const Completion<Value> result =
      call(agent, frame.argument(0), Value::undefined(), arguments.subspan(arguments.empty() ? 0 : 1));
  if (result.is_thrown()) return reject_with_exception(agent, capability);
  TRY(resolve_capability(agent, capability, result.value()));
  return capability.promise;
}

// https://tc39.es/ecma262/#sec-promise.withResolvers
Completion<Value> with_resolvers(Agent& agent, NativeFrame& frame) {
  const PromiseCapability capability = TRY(new_promise_capability(agent, frame.this_value()));
  Object* object = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype));
  MUST(create_data_property_or_throw(agent, object, agent.names().promise, capability.promise));
  MUST(create_data_property_or_throw(agent, object, agent.names().resolve, capability.resolve));
  MUST(create_data_property_or_throw(agent, object, agent.names().reject, capability.reject));
  return object;
}

// https://tc39.es/ecma262/#sec-get-promise-%symbol.species%
Completion<Value> species(Agent&, NativeFrame& frame) {
  return frame.this_value();
}

constexpr BuiltinRow k_promise_constructor_rows[] = {
    method("all", 1, promise_all),
    method("allKeyed", 1, promise_all_keyed),
    method("allSettled", 1, promise_all_settled),
    method("allSettledKeyed", 1, promise_all_settled_keyed),
    method("any", 1, promise_any),
    method("race", 1, promise_race),
    method("reject", 1, reject),
    method("resolve", 1, resolve),
    method("try", 1, try_callback),
    method("withResolvers", 0, with_resolvers),
    getter(&WellKnown::symbol_species, species),
};

}  // namespace

constexpr ObjectTable k_promise = constructor_table("Promise", 1, promise_constructor,
                                                    Intrinsic::PromisePrototype, k_promise_constructor_rows);

}  // namespace orrery::builtins
