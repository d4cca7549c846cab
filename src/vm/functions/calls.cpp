#include "vm/functions/calls.h"

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/object.h"
#include "vm/objects/proxy.h"
#include "vm/value_list.h"

namespace orrery::vm {

bool is_callable(Value value) {
  return value.is_object() && value.as_object()->is_callable();
}

bool is_constructor(Value value) {
  return value.is_object() && value.as_object()->is_constructor();
}

namespace {

/// The arguments of `bound`, and after them `arguments`.
ValueList* concatenate_arguments(Agent& agent, const BoundFunction* bound, std::span<const Value> arguments) {
  const std::size_t count = bound->arguments().size() + arguments.size();
  ValueList* list = ValueList::make(agent.heap(), static_cast<std::uint32_t>(count));
  for (const Value value : bound->arguments()) list->append(agent.heap(), value);
  for (const Value value : arguments) list->append(agent.heap(), value);
  return list;
}

}  // namespace

// https://tc39.es/ecma262/#sec-call
Completion<Value> call(Agent& agent, Value function, Value this_value, std::span<const Value> arguments) {
  // 2.
  if (!is_callable(function))
    return agent.throw_type_error(describe_value(agent, function) + " is not a function");
  Object* callee = function.as_object();
  // https://tc39.es/ecma262/#sec-bound-function-exotic-objects-call-thisargument-argumentslist: in a loop, as
  // what is bound may be bound itself, any number of times.
  while (callee->kind() == CellKind::BoundFunction) {
    const auto* bound = static_cast<BoundFunction*>(callee);
    this_value = bound->this_value();
    if (!bound->arguments().empty()) arguments = concatenate_arguments(agent, bound, arguments)->values();
    callee = bound->target();
  }
  if (callee->kind() == CellKind::Proxy) return proxy_call(agent, callee, this_value, arguments);
  return agent.hooks().call(agent, callee, this_value, arguments);
}

// https://tc39.es/ecma262/#sec-construct
Completion<Object*> construct(Agent& agent, Object* constructor, std::span<const Value> arguments,
                              Object* new_target) {
  assert(constructor->is_constructor());
  if (new_target == nullptr) new_target = constructor;
  // https://tc39.es/ecma262/#sec-bound-function-exotic-objects-construct-argumentslist-newtarget
  while (constructor->kind() == CellKind::BoundFunction) {
    const auto* bound = static_cast<BoundFunction*>(constructor);
    if (!bound->arguments().empty()) arguments = concatenate_arguments(agent, bound, arguments)->values();
    if (new_target == constructor) new_target = bound->target();
    constructor = bound->target();
  }
  if (constructor->kind() == CellKind::Proxy)
    return proxy_construct(agent, constructor, arguments, new_target);
  return agent.hooks().construct(agent, constructor, arguments, new_target);
}

}  // namespace orrery::vm
