// https://tc39.es/ecma262/#sec-properties-of-the-promise-prototype-object

#include "builtins/control_abstraction/tables.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-promise.prototype.then
Completion<Value> then(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  auto* promise = TRY(this_of<Promise>(agent, frame, "Promise.prototype.then"));
  // 3. 4. OPTIMIZATION: what is looked up is what it was made with.
  PromiseCapability capability = {};
  if (has_own_species(agent, promise)) {
    capability.promise = new_promise(agent);
  } else {
    Object* constructor = TRY(species_constructor(agent, promise, agent.intrinsic(Intrinsic::Promise)));
    capability = TRY(new_private_capability(agent, constructor));
  }
  // 5.
  perform_promise_then(agent, promise, frame.argument(0), frame.argument(1), &capability);
  return capability.promise;
}

// https://tc39.es/ecma262/#sec-promise.prototype.catch
Completion<Value> catch_rejection(Agent& agent, NativeFrame& frame) {
  return invoke(agent, frame.this_value(), agent.names().then, {{Value::undefined(), frame.argument(0)}});
}

// finally ---------------------------------------------------------------------------------------------------

/// What thenFinally and catchFinally capture.
enum : std::uint32_t { k_on_finally, k_constructor };

Completion<Value> return_captured(Agent&, NativeFrame& frame) {
  return captured(frame);
}

Completion<Value> throw_captured(Agent& agent, NativeFrame& frame) {
  return agent.throw_value(captured(frame));
}

/// Steps 6.a.i to v of https://tc39.es/ecma262/#sec-promise.prototype.finally, and 6.c: once what onFinally
/// gave is settled, `thunk` goes on with the value or the reason.
Completion<Value> run_finally(Agent& agent, NativeFrame& frame, NativeCode thunk) {
  const auto* captures = captured_cell<Slots>(frame);
  const Value result = TRY(call(agent, captures->get(k_on_finally), Value::undefined()));
  Object* promise = TRY(promise_resolve(agent, captures->get(k_constructor).as_object(), result));
  NativeFunction* continuation = make_closure(agent, thunk, 0, frame.argument(0));
  return invoke(agent, promise, agent.names().then, {{continuation}});
}

Completion<Value> then_finally(Agent& agent, NativeFrame& frame) {
  return run_finally(agent, frame, return_captured);
}

Completion<Value> catch_finally(Agent& agent, NativeFrame& frame) {
  return run_finally(agent, frame, throw_captured);
}

// https://tc39.es/ecma262/#sec-promise.prototype.finally
Completion<Value> finally(Agent& agent, NativeFrame& frame) {
  // 1. 2.
  if (!frame.this_value().is_object())
    return throw_incompatible_receiver(agent, "Promise.prototype.finally", frame.this_value());
  Object* promise = frame.this_value().as_object();
  // 3.
  Object* constructor = TRY(species_constructor(agent, promise, agent.intrinsic(Intrinsic::Promise)));
  // 5.
  const Value on_finally = frame.argument(0);
  if (!is_callable(on_finally)) return invoke(agent, promise, agent.names().then, {{on_finally, on_finally}});
  // 6.
  const Value captures = Value::cell(make_captures(agent, {on_finally, constructor}));
  NativeFunction* on_fulfilled = make_closure(agent, then_finally, 1, captures);
  NativeFunction* on_rejected = make_closure(agent, catch_finally, 1, captures);
  // 7.
  return invoke(agent, promise, agent.names().then, {{on_fulfilled, on_rejected}});
}

constexpr BuiltinRow k_promise_prototype_rows[] = {
    reference("constructor", Intrinsic::Promise),
    method("catch", 1, catch_rejection),
    method("finally", 1, finally),
    method("then", 2, then),
    text(&WellKnown::symbol_to_string_tag, "Promise"),
};

}  // namespace

constexpr ObjectTable k_promise_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_promise_prototype_rows);

}  // namespace orrery::builtins
