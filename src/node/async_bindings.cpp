// What AsyncLocalStorage is made of: the agent's asynchronous context (vm/promises/async_context.h).

#include "node/bindings.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/objects/object.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// `asyncContext()`: an object, or undefined
Completion<Value> async_context(Agent& agent, NativeFrame&) {
  return agent.async_context() == nullptr ? Value::undefined() : Value(agent.async_context());
}

/// `setAsyncContext(context)`
Completion<Value> set_async_context(Agent& agent, NativeFrame& frame) {
  const Value context = frame.argument(0);
  agent.set_async_context(context.is_object() ? context.as_object() : nullptr);
  return Value::undefined();
}

constexpr vm::BuiltinRow k_async_bindings_rows[] = {
    vm::method("asyncContext", 0, async_context),
    vm::method("setAsyncContext", 1, set_async_context),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_async_bindings = k_async_bindings_rows;

}  // namespace orrery::node
