// Environments and their slots, where the handlers have no fast path: making them, and what checks throw.

#include "interpreter/environment_register.h"
#include "interpreter/reference_errors.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/operations/conversions.h"
#include "vm/realm.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::Environment;
using vm::Value;

// Making environments ---------------------------------------------------------------------------------------

Completion<Value> SlowPaths::CreateEnvironment(Agent& agent, const Operands& operands, Value acc) {
  const auto scope = static_cast<std::uint32_t>(operands.constant(2).as_int32());
  operands.in(0) =
      Value::cell(vm::make_environment(agent, environment_in(operands.in(1)), operands.executable(), scope));
  return acc;
}

Completion<Value> SlowPaths::CopyEnvironment(Agent& agent, const Operands& operands, Value acc) {
  operands.in(0) = Value::cell(vm::copy_environment(agent, environment_in(operands.in(0))));
  return acc;
}

Completion<Value> SlowPaths::CreateObjectEnvironment(Agent& agent, const Operands& operands, Value acc) {
  operands.in(0) =
      Value::cell(vm::make_object_environment(agent, environment_in(operands.in(1)), acc.as_object()));
  return acc;
}

// Slots -----------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::LoadSlotChecked(Agent& agent, const Operands& operands, Value) {
  const Value value = environment_at(operands.in(0), operands.number(1))->slot(operands.number(2));
  if (value.is_empty()) return throw_uninitialized(agent, operands.constant(3));
  return value;
}

Completion<Value> SlowPaths::StoreSlotChecked(Agent& agent, const Operands& operands, Value acc) {
  Environment* environment = environment_at(operands.in(0), operands.number(1));
  if (environment->slot(operands.number(2)).is_empty())
    return throw_uninitialized(agent, operands.constant(3));
  environment->set_slot(operands.number(2), acc);
  return acc;
}

// https://tc39.es/ecma262/#sec-module-environment-records-getbindingvalue-n-s
Completion<Value> SlowPaths::LoadImport(Agent& agent, const Operands& operands, Value) {
  Value value = environment_at(operands.in(0), operands.number(1))->slot(operands.number(2));
  // A namespace object is no binding of another module, and lies here itself.
  if (value.is_cell_of(vm::CellKind::BindingLink))
    value = static_cast<vm::BindingLink*>(value.as_cell())->get();
  if (value.is_empty()) return throw_uninitialized(agent, operands.constant(3));
  return value;
}

// Checks ----------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::CheckInitialized(Agent& agent, const Operands& operands, Value acc) {
  if (acc.is_empty()) return throw_uninitialized(agent, operands.constant(0));
  return acc;
}

// https://tc39.es/ecma262/#sec-getthisbinding
Completion<Value> SlowPaths::CheckThis(Agent& agent, const Operands&, Value acc) {
  if (!acc.is_empty()) return acc;
  return agent.throw_reference_error(k_super_not_called);
}

// https://tc39.es/ecma262/#sec-bindthisvalue, step 2
Completion<Value> SlowPaths::CheckThisIsEmpty(Agent& agent, const Operands&, Value acc) {
  if (acc.is_empty()) return acc;
  return agent.throw_reference_error("Super constructor may only be called once");
}

Completion<Value> SlowPaths::ThrowConstantAssignment(Agent& agent, const Operands&, Value) {
  return throw_constant_assignment(agent);
}

// The global `this` -----------------------------------------------------------------------------------------

Completion<Value> SlowPaths::LoadGlobalThis(Agent&, const Operands& operands, Value) {
  return Value(operands.executable()->realm()->global_object());
}

// https://tc39.es/ecma262/#sec-ordinarycallbindthis, step 6: of sloppy functions
Completion<Value> SlowPaths::ToThis(Agent& agent, const Operands& operands, Value acc) {
  if (acc.is_object()) return acc;
  if (acc.is_nullish()) return Value(operands.executable()->realm()->global_object());
  return vm::to_object(agent, acc);
}

}  // namespace orrery::interpreter
