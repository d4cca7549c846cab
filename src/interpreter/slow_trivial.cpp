// Instructions that their handlers do whole. The slow paths of these are for other tiers that keep an
// instruction out of line, and do the same.

#include "interpreter/environment_register.h"
#include "interpreter/slow_paths.h"
#include "vm/functions/environment.h"
#include "vm/functions/function.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::FrameWords;
using vm::Value;

// Values ----------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::LoadUndefined(Agent&, const Operands&, Value) {
  return Value::undefined();
}
Completion<Value> SlowPaths::LoadNull(Agent&, const Operands&, Value) {
  return Value::null();
}
Completion<Value> SlowPaths::LoadTrue(Agent&, const Operands&, Value) {
  return Value::boolean(true);
}
Completion<Value> SlowPaths::LoadFalse(Agent&, const Operands&, Value) {
  return Value::boolean(false);
}
Completion<Value> SlowPaths::LoadEmpty(Agent&, const Operands&, Value) {
  return Value::empty();
}
Completion<Value> SlowPaths::LoadSmall(Agent&, const Operands& operands, Value) {
  return Value::int32(operands.small(0));
}
Completion<Value> SlowPaths::LoadConstant(Agent&, const Operands& operands, Value) {
  return operands.constant(0);
}
Completion<Value> SlowPaths::LoadRegister(Agent&, const Operands& operands, Value) {
  return operands.in(0);
}
Completion<Value> SlowPaths::StoreRegister(Agent&, const Operands& operands, Value acc) {
  operands.in(0) = acc;
  return acc;
}
Completion<Value> SlowPaths::Move(Agent&, const Operands& operands, Value acc) {
  operands.in(0) = operands.in(1);
  return acc;
}
Completion<Value> SlowPaths::LoadNewTarget(Agent&, const Operands& operands, Value) {
  return operands.fp()[FrameWords::k_new_target];
}
Completion<Value> SlowPaths::LoadCallee(Agent&, const Operands& operands, Value) {
  return operands.fp()[FrameWords::k_callee];
}

// Environments ----------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::LoadCalleeEnvironment(Agent&, const Operands& operands, Value) {
  const auto* callee = static_cast<vm::Function*>(operands.fp()[FrameWords::k_callee].as_object());
  return Value::cell(callee->environment());
}
Completion<Value> SlowPaths::LoadSlot(Agent&, const Operands& operands, Value) {
  return environment_at(operands.in(0), operands.number(1))->slot(operands.number(2));
}
Completion<Value> SlowPaths::StoreSlot(Agent&, const Operands& operands, Value acc) {
  environment_at(operands.in(0), operands.number(1))->set_slot(operands.number(2), acc);
  return acc;
}

// Jumps -----------------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::Jump(Agent&, const Operands&, Value) {
  return Value::boolean(true);
}
Completion<Value> SlowPaths::JumpIfUndefined(Agent&, const Operands&, Value acc) {
  return Value::boolean(acc.is_undefined());
}
Completion<Value> SlowPaths::JumpIfNotUndefined(Agent&, const Operands&, Value acc) {
  return Value::boolean(!acc.is_undefined());
}
Completion<Value> SlowPaths::JumpIfEmpty(Agent&, const Operands&, Value acc) {
  return Value::boolean(acc.is_empty());
}
Completion<Value> SlowPaths::JumpIfNullish(Agent&, const Operands&, Value acc) {
  return Value::boolean(acc.is_nullish());
}
Completion<Value> SlowPaths::JumpIfNotNullish(Agent&, const Operands&, Value acc) {
  return Value::boolean(!acc.is_nullish());
}

}  // namespace orrery::interpreter
