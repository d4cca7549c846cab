#include "vm/iteration/disposal.h"

#include <array>

#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

DisposeCapability* DisposeCapability::make(Agent& agent) {
  return agent.heap().make<DisposeCapability>(0, ValueList::make(agent.heap()));
}

// Adding ----------------------------------------------------------------------------------------------------

void DisposeCapability::add(Agent& agent, Value value, Value method, Manner manner) {
  items_->append(agent.heap(), value);
  items_->append(agent.heap(), method);
  items_->append(agent.heap(), Value::int32(static_cast<std::int32_t>(manner)));
}

void DisposeCapability::add_method(Agent& agent, Value value, Value method, bytecode::DisposeKind kind) {
  add(agent, value, method, kind == bytecode::DisposeKind::Async ? Manner::Async : Manner::Sync);
}

// https://tc39.es/proposal-explicit-resource-management/#sec-adddisposableresource and
// https://tc39.es/proposal-explicit-resource-management/#sec-createdisposableresource
Completion<void> DisposeCapability::add_resource(Agent& agent, Value value, bytecode::DisposeKind kind) {
  const bool is_async = kind == bytecode::DisposeKind::Async;
  // There is nothing to dispose of; but `await using` awaits.
  if (value.is_nullish()) {
    if (is_async) add(agent, Value::undefined(), Value::undefined(), Manner::Async);
    return {};
  }
  if (!value.is_object()) {
    return agent.throw_type_error(describe_value(agent, value) +
                                  " is not an object, null or undefined, and cannot be disposed of");
  }
  // https://tc39.es/proposal-explicit-resource-management/#sec-getdisposemethod
  if (is_async) {
    const Value method = TRY(get_method(agent, value, agent.names().symbol_async_dispose));
    if (!method.is_undefined()) {
      add(agent, value, method, Manner::Async);
      return {};
    }
  }
  const Value method = TRY(get_method(agent, value, agent.names().symbol_dispose));
  if (method.is_undefined()) {
    return agent.throw_type_error(std::string("The property Symbol.") +
                                  (is_async ? "asyncDispose" : "dispose") + " of " +
                                  describe_value(agent, value) + " is not a function");
  }
  add(agent, value, method, is_async ? Manner::AsyncFromSync : Manner::Sync);
  return {};
}

// Disposing -------------------------------------------------------------------------------------------------

/// https://tc39.es/proposal-explicit-resource-management/#sec-dispose
/// \return what is to be awaited, or Empty
Completion<Value> DisposeCapability::dispose(Agent& agent, Value value, Value method, Manner manner,
                                             Value* error) {
  const Completion<Value> result = call(agent, method, value);
  if (!result.is_thrown()) {
    if (manner == Manner::Sync) return Value::empty();
    has_awaited_ = true;
    return manner == Manner::Async ? result.value() : Value::undefined();
  }
  if (agent.is_terminating()) return Thrown{};
  const Value exception = agent.take_exception();
  if (manner == Manner::AsyncFromSync) {
    // The method stands for a function that gives a promise, which rejects.
    has_awaited_ = true;
    Promise* promise = new_promise(agent);
    reject_promise(agent, promise, exception);
    return Value(promise);
  }
  *error = add_suppressed(agent, *error, exception);
  return Value::empty();
}

// https://tc39.es/proposal-explicit-resource-management/#sec-disposeresources
Completion<std::optional<Value>> DisposeCapability::dispose_next(Agent& agent, Value* error) {
  const bool owes_await = needs_await_ && !has_awaited_;
  // 4. The end.
  if (is_empty()) {
    if (!owes_await) return std::optional<Value>();
    needs_await_ = false;
    return std::optional(Value::undefined());
  }
  // 3.
  const auto manner = static_cast<Manner>(items_->at(items_->size() - 1).as_int32());
  // 3.d. What is disposed of synchronously waits for what should have been awaited before it.
  if (manner == Manner::Sync && owes_await) {
    needs_await_ = false;
    return std::optional(Value::undefined());
  }
  items_->pop();
  const Value method = items_->pop();
  const Value value = items_->pop();
  // 3.f.
  if (method.is_undefined()) {
    needs_await_ = true;
    return std::optional(Value::empty());
  }
  // 3.e.
  return std::optional(TRY(dispose(agent, value, method, manner, error)));
}

// Errors ----------------------------------------------------------------------------------------------------

Value add_suppressed(Agent& agent, Value error, Value thrown) {
  if (error.is_empty()) return thrown;
  Shape* shape = agent.shapes().root(agent.intrinsic(Intrinsic::SuppressedErrorPrototype), CellKind::Error);
  auto* suppressed = agent.heap().make<ErrorObject>(0, shape);
  suppressed->set_stack(Value::cell(capture_stack_trace(agent, suppressed)));
  agent.shapes().add(suppressed, agent.names().error, thrown, k_hidden_attributes);
  agent.shapes().add(suppressed, agent.names().suppressed, error, k_hidden_attributes);
  return suppressed;
}

}  // namespace orrery::vm
