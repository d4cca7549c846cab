// DisposableStack (https://tc39.es/ecma262/#sec-disposablestack-objects) and AsyncDisposableStack
// (https://tc39.es/ecma262/#sec-asyncdisposablestack-objects), which differ in little else than how they
// dispose.

#include "builtins/control_abstraction/tables.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/iteration/disposable_stack.h"
#include "vm/promises/promise.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

using Sort = bytecode::DisposeKind;

// What both have in common ----------------------------------------------------------------------------------

constexpr std::string_view name_of(Sort sort) {
  return sort == Sort::Sync ? "DisposableStack" : "AsyncDisposableStack";
}

/// `this`, if it is a stack of that sort.
Completion<DisposableStack*> this_stack(Agent& agent, const NativeFrame& frame, Sort sort,
                                        std::string_view method) {
  if (frame.this_value().is_cell_of(CellKind::DisposableStack)) {
    auto* stack = static_cast<DisposableStack*>(frame.this_value().as_object());
    if (stack->sort() == sort) return stack;
  }
  return throw_incompatible_receiver(agent, std::string(name_of(sort)) + ".prototype." + std::string(method),
                                     frame.this_value());
}

/// The same, if it has not been disposed.
Completion<DisposableStack*> this_pending_stack(Agent& agent, const NativeFrame& frame, Sort sort,
                                                std::string_view method) {
  auto* stack = TRY(this_stack(agent, frame, sort, method));
  if (!stack->is_disposed()) return stack;
  return agent.throw_reference_error("Cannot call " + std::string(name_of(sort)) + ".prototype." +
                                     std::string(method) + " on an already-disposed stack");
}

DisposableStack* make_stack(Agent& agent, Sort sort, Object* prototype, DisposeCapability* capability) {
  Shape* shape = agent.shapes().root(prototype, CellKind::DisposableStack);
  return agent.heap().make<DisposableStack>(0, shape, sort, capability);
}

constexpr Intrinsic prototype_of(Sort sort) {
  return sort == Sort::Sync ? Intrinsic::DisposableStackPrototype : Intrinsic::AsyncDisposableStackPrototype;
}

// https://tc39.es/ecma262/#sec-disposablestack, https://tc39.es/ecma262/#sec-asyncdisposablestack
template <Sort sort>
Completion<Value> constructor(Agent& agent, NativeFrame& frame) {
  if (!frame.is_construct()) return throw_constructor_called(agent, name_of(sort));
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), prototype_of(sort)));
  return make_stack(agent, sort, prototype, DisposeCapability::make(agent));
}

// https://tc39.es/ecma262/#sec-get-disposablestack.prototype.disposed
template <Sort sort>
Completion<Value> disposed(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TRY(this_stack(agent, frame, sort, "disposed"))->is_disposed());
}

// https://tc39.es/ecma262/#sec-disposablestack.prototype.use
template <Sort sort>
Completion<Value> use(Agent& agent, NativeFrame& frame) {
  auto* stack = TRY(this_pending_stack(agent, frame, sort, "use"));
  TRY(stack->capability()->add_resource(agent, frame.argument(0), sort));
  return frame.argument(0);
}

/// What adopt() captures.
enum : std::uint32_t { k_value, k_on_dispose };

Completion<Value> dispose_adopted(Agent& agent, NativeFrame& frame) {
  const auto* captures = captured_cell<Slots>(frame);
  return call(agent, captures->get(k_on_dispose), Value::undefined(), {{captures->get(k_value)}});
}

// https://tc39.es/ecma262/#sec-disposablestack.prototype.adopt
template <Sort sort>
Completion<Value> adopt(Agent& agent, NativeFrame& frame) {
  auto* stack = TRY(this_pending_stack(agent, frame, sort, "adopt"));
  const Value on_dispose = TRY(require_callable(agent, frame.argument(1)));
  const Value captures = Value::cell(make_captures(agent, {frame.argument(0), on_dispose}));
  NativeFunction* method = make_closure(agent, dispose_adopted, 0, captures);
  stack->capability()->add_method(agent, Value::undefined(), method, sort);
  return frame.argument(0);
}

// https://tc39.es/ecma262/#sec-disposablestack.prototype.defer
template <Sort sort>
Completion<Value> defer(Agent& agent, NativeFrame& frame) {
  auto* stack = TRY(this_pending_stack(agent, frame, sort, "defer"));
  const Value on_dispose = TRY(require_callable(agent, frame.argument(0)));
  stack->capability()->add_method(agent, Value::undefined(), on_dispose, sort);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-disposablestack.prototype.move
template <Sort sort>
Completion<Value> move(Agent& agent, NativeFrame& frame) {
  auto* stack = TRY(this_pending_stack(agent, frame, sort, "move"));
  return make_stack(agent, sort, agent.intrinsic(prototype_of(sort)), stack->take_capability());
}

// DisposableStack -------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-disposablestack.prototype.dispose
Completion<Value> dispose(Agent& agent, NativeFrame& frame) {
  auto* stack = TRY(this_stack(agent, frame, Sort::Sync, "dispose"));
  if (stack->is_disposed()) return Value::undefined();
  // https://tc39.es/ecma262/#sec-disposeresources
  DisposeCapability* capability = stack->take_capability();
  Value error = Value::empty();
  while (TRY(capability->dispose_next(agent, &error))) {
  }
  if (!error.is_empty()) return agent.throw_value(error);
  return Value::undefined();
}

constexpr BuiltinRow k_disposable_stacks_rows[] = {
    reference("constructor", Intrinsic::DisposableStack),
    method("adopt", 2, adopt<Sort::Sync>),
    method("defer", 1, defer<Sort::Sync>),
    reference("dispose", Intrinsic::DisposableStackPrototypeDispose),
    getter("disposed", disposed<Sort::Sync>),
    method("move", 0, move<Sort::Sync>),
    method("use", 1, use<Sort::Sync>),
    reference(&WellKnown::symbol_dispose, Intrinsic::DisposableStackPrototypeDispose),
    text(&WellKnown::symbol_to_string_tag, "DisposableStack"),
};

// AsyncDisposableStack --------------------------------------------------------------------------------------

/// What the steps of disposeAsync() share: a function that awaits, in pieces.
enum : std::uint32_t { k_capability, k_error, k_promise };

Completion<Value> go_on_disposing(Agent& agent, Slots* state);

Completion<Value> on_awaited(Agent& agent, NativeFrame& frame) {
  return go_on_disposing(agent, captured_cell<Slots>(frame));
}

Completion<Value> on_await_rejected(Agent& agent, NativeFrame& frame) {
  auto* state = captured_cell<Slots>(frame);
  state->set(k_error, add_suppressed(agent, state->get(k_error), frame.argument(0)));
  return go_on_disposing(agent, state);
}

/// https://tc39.es/ecma262/#await of what a disposal gave.
/// \return whether there is something to wait for; else what was thrown has joined the exception so far
Completion<bool> await_disposal(Agent& agent, Slots* state, Value value) {
  const Completion<Promise*> promise = promise_resolve(agent, value);
  if (promise.is_thrown()) {
    if (agent.is_terminating()) return Thrown{};
    state->set(k_error, add_suppressed(agent, state->get(k_error), agent.take_exception()));
    return false;
  }
  NativeFunction* on_fulfilled = make_closure(agent, on_awaited, 1, Value::cell(state));
  NativeFunction* on_rejected = make_closure(agent, on_await_rejected, 1, Value::cell(state));
  perform_promise_then(agent, promise.value(), on_fulfilled, on_rejected, nullptr);
  return true;
}

/// https://tc39.es/ecma262/#sec-disposeresources, from one await to the next; at the end the promise is
/// settled.
Completion<Value> go_on_disposing(Agent& agent, Slots* state) {
  auto* capability = static_cast<DisposeCapability*>(state->get(k_capability).as_cell());
  for (;;) {
    Value error = state->get(k_error);
    const std::optional<Value> awaited = TRY(capability->dispose_next(agent, &error));
    state->set(k_error, error);
    if (!awaited) break;
    if (!awaited->is_empty() && TRY(await_disposal(agent, state, *awaited))) return Value::undefined();
  }
  auto* promise = static_cast<Promise*>(state->get(k_promise).as_object());
  if (state->get(k_error).is_empty()) {
    TRY(resolve_promise(agent, promise, Value::undefined()));
  } else {
    reject_promise(agent, promise, state->get(k_error));
  }
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.disposeAsync
Completion<Value> dispose_async(Agent& agent, NativeFrame& frame) {
  // 2. 3.
  Promise* promise = new_promise(agent);
  const Completion<DisposableStack*> stack = this_stack(agent, frame, Sort::Async, "disposeAsync");
  if (stack.is_thrown())
    return reject_with_exception(agent, {promise, Value::undefined(), Value::undefined()});
  // 4.
  if (stack.value()->is_disposed()) {
    TRY(resolve_promise(agent, promise, Value::undefined()));
    return promise;
  }
  // 5. - 8.
  const Value capability = Value::cell(stack.value()->take_capability());
  TRY(go_on_disposing(agent, make_captures(agent, {capability, Value::empty(), promise})));
  return promise;
}

constexpr BuiltinRow k_async_rows[] = {
    reference("constructor", Intrinsic::AsyncDisposableStack),
    method("adopt", 2, adopt<Sort::Async>),
    method("defer", 1, defer<Sort::Async>),
    reference("disposeAsync", Intrinsic::AsyncDisposableStackPrototypeDisposeAsync),
    getter("disposed", disposed<Sort::Async>),
    method("move", 0, move<Sort::Async>),
    method("use", 1, use<Sort::Async>),
    reference(&WellKnown::symbol_async_dispose, Intrinsic::AsyncDisposableStackPrototypeDisposeAsync),
    text(&WellKnown::symbol_to_string_tag, "AsyncDisposableStack"),
};

}  // namespace

constexpr ObjectTable k_disposable_stack =
    constructor_table("DisposableStack", 0, constructor<Sort::Sync>, Intrinsic::DisposableStackPrototype);
constexpr ObjectTable k_disposable_stack_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_disposable_stacks_rows);
constexpr ObjectTable k_disposable_stack_prototype_dispose = function_table("dispose", 0, dispose);

constexpr ObjectTable k_async_disposable_stack = constructor_table(
    "AsyncDisposableStack", 0, constructor<Sort::Async>, Intrinsic::AsyncDisposableStackPrototype);
constexpr ObjectTable k_async_disposable_stack_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_async_rows);
constexpr ObjectTable k_async_disposable_stack_prototype_dispose_async =
    function_table("disposeAsync", 0, dispose_async);

}  // namespace orrery::builtins
