// Explicit resource management: https://tc39.es/proposal-explicit-resource-management/

#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/iteration/disposal.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::DisposeCapability;
using vm::Value;

namespace {

DisposeCapability* capability_in(Value contents) {
  return static_cast<DisposeCapability*>(contents.as_cell());
}

}  // namespace

// Most scopes with `using` are left before long: the list is made when there is something to put into it.
Completion<Value> SlowPaths::AddDisposable(Agent& agent, const Operands& operands, Value acc) {
  Value& resources = operands.in(0);
  if (resources.is_undefined()) resources = Value::cell(DisposeCapability::make(agent));
  const auto kind = static_cast<bytecode::DisposeKind>(operands.number(1));
  TRY(capability_in(resources)->add_resource(agent, acc, kind));
  return acc;
}

Completion<Value> SlowPaths::DisposeNext(Agent& agent, const Operands& operands, Value) {
  const Value resources = operands.in(0);
  std::optional<Value> awaited;
  if (!resources.is_undefined()) {
    Value error = operands.in(1);
    awaited = TRY(capability_in(resources)->dispose_next(agent, &error));
    operands.in(1) = error;
  }
  if (awaited) return *awaited;
  agent.execution.result = Value::empty();
  return Control::jump();
}

Completion<Value> SlowPaths::AddSuppressed(Agent& agent, const Operands& operands, Value acc) {
  operands.in(0) = vm::add_suppressed(agent, operands.in(0), acc);
  return acc;
}

}  // namespace orrery::interpreter
