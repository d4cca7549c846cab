// PromiseCapability Records, and the functions that settle promises.

#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/promises/promise.h"

namespace orrery::vm {

namespace {

// Resolving functions ---------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-promise-resolve-functions
Completion<Value> call_resolve_function(Agent& agent, NativeFrame& frame) {
  Promise* promise = captured_cell<PromiseResolvingState>(frame)->take();
  if (promise != nullptr) TRY(resolve_promise(agent, promise, frame.argument(0)));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-promise-reject-functions
Completion<Value> call_reject_function(Agent& agent, NativeFrame& frame) {
  Promise* promise = captured_cell<PromiseResolvingState>(frame)->take();
  if (promise == nullptr) return Value::undefined();
  note_thrown_here(agent, frame.argument(0));
  reject_promise(agent, promise, frame.argument(0));
  return Value::undefined();
}

}  // namespace

// https://tc39.es/ecma262/#sec-createresolvingfunctions
PromiseCapability create_resolving_functions(Agent& agent, Promise* promise) {
  auto* state = agent.heap().make<PromiseResolvingState>(0, promise);
  NativeFunction* resolve = make_closure(agent, call_resolve_function, 1, Value::cell(state));
  NativeFunction* reject = make_closure(agent, call_reject_function, 1, Value::cell(state));
  return {promise, resolve, reject};
}

Promise* promise_to_settle(Value function) {
  if (!function.is_cell_of(CellKind::NativeFunction)) return nullptr;
  const auto* native = static_cast<NativeFunction*>(function.as_object());
  if (native->code() != call_resolve_function && native->code() != call_reject_function) return nullptr;
  return static_cast<PromiseResolvingState*>(native->data().as_cell())->promise();
}

// Capabilities ----------------------------------------------------------------------------------------------

namespace {

/// What the executor of https://tc39.es/ecma262/#sec-newpromisecapability is given: in Slots.
enum : std::uint32_t { k_resolve, k_reject, k_function_count };

Completion<Value> call_capabilities_executor(Agent& agent, NativeFrame& frame) {
  auto* functions = captured_cell<Slots>(frame);
  // 4.a. - d.
  if (!functions->get(k_resolve).is_undefined() || !functions->get(k_reject).is_undefined())
    return agent.throw_type_error("Promise executor has already been invoked with non-undefined arguments");
  functions->set(k_resolve, frame.argument(0));
  functions->set(k_reject, frame.argument(1));
  return Value::undefined();
}

bool is_own_promise_constructor(Agent& agent, Value constructor) {
  return constructor.is_object() && constructor.as_object() == agent.intrinsic(Intrinsic::Promise);
}

}  // namespace

// https://tc39.es/ecma262/#sec-newpromisecapability
Completion<PromiseCapability> new_promise_capability(Agent& agent, Value constructor) {
  // What the steps below would come to: nobody sees the executor.
  if (is_own_promise_constructor(agent, constructor))
    return create_resolving_functions(agent, new_promise(agent));
  // 1.
  if (!is_constructor(constructor))
    return agent.throw_type_error(describe_value(agent, constructor) + " is not a constructor");
  // 3. - 5.
  Slots* functions = Slots::make(agent.heap(), k_function_count);
  const Value executor = make_closure(agent, call_capabilities_executor, 2, Value::cell(functions));
  // 6.
  Object* promise = TRY(construct(agent, constructor.as_object(), {{executor}}));
  // 7. 8.
  if (!is_callable(functions->get(k_resolve)) || !is_callable(functions->get(k_reject)))
    return agent.throw_type_error("Promise resolve or reject function is not callable");
  return PromiseCapability{promise, functions->get(k_resolve), functions->get(k_reject)};
}

Completion<PromiseCapability> new_private_capability(Agent& agent, Value constructor) {
  if (!is_own_promise_constructor(agent, constructor)) return new_promise_capability(agent, constructor);
  return PromiseCapability{new_promise(agent), Value::undefined(), Value::undefined()};
}

Completion<void> resolve_capability(Agent& agent, const PromiseCapability& capability, Value resolution) {
  if (capability.resolve.is_undefined())
    return resolve_promise(agent, static_cast<Promise*>(capability.promise), resolution);
  TRY(call(agent, capability.resolve, Value::undefined(), {{resolution}}));
  return {};
}

Completion<void> reject_capability(Agent& agent, const PromiseCapability& capability, Value reason) {
  if (capability.reject.is_undefined()) {
    reject_promise(agent, static_cast<Promise*>(capability.promise), reason);
    return {};
  }
  TRY(call(agent, capability.reject, Value::undefined(), {{reason}}));
  return {};
}

// https://tc39.es/ecma262/#sec-ifabruptrejectpromise
Completion<Value> reject_with_exception(Agent& agent, const PromiseCapability& capability) {
  if (agent.is_terminating()) return Thrown{};
  TRY(reject_capability(agent, capability, agent.take_exception()));
  return capability.promise;
}

// PromiseResolve --------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-promise-resolve
Completion<Object*> promise_resolve(Agent& agent, Object* constructor, Value value) {
  // 1.
  if (value.is_cell_of(CellKind::Promise)) {
    // OPTIMIZATION: what is looked up is what it was made with.
    if (constructor == agent.intrinsic(Intrinsic::Promise) &&
        has_own_species(agent, static_cast<Promise*>(value.as_object())))
      return value.as_object();
    const Value own = TRY(get(agent, value.as_object(), agent.names().constructor));
    if (same_value(own, constructor)) return value.as_object();
  }
  // 2. - 4.
  const PromiseCapability capability = TRY(new_private_capability(agent, constructor));
  TRY(resolve_capability(agent, capability, value));
  return capability.promise;
}

Completion<Promise*> promise_resolve(Agent& agent, Value value) {
  Object* promise = TRY(promise_resolve(agent, agent.intrinsic(Intrinsic::Promise), value));
  return static_cast<Promise*>(promise);
}

}  // namespace orrery::vm
