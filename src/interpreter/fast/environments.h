#pragma once

// Fast paths (fast_paths.h) of environments and their slots.

// NOLINTBEGIN(readability-identifier-naming): a handler is called like its instruction.

#include <cstdint>

#include "interpreter/environment_register.h"
#include "interpreter/fast/barrier.h"
#include "vm/functions/environment.h"
#include "vm/functions/function.h"

namespace orrery::interpreter {

namespace {

using vm::Environment;
using vm::Executable;
using vm::FrameWords;
using vm::Function;

inline Function* callee_of(const Value* fp) {
  return static_cast<Function*>(fp[FrameWords::k_callee].as_object());
}

HANDLER(LoadCalleeEnvironment) {
  acc = Value::cell(callee_of(fp)->environment());
  NEXT();
}
HANDLER(LoadSlot) {
  acc = environment_at(REGISTER(0), OPERAND_AT(1))->slot(static_cast<std::uint32_t>(OPERAND_AT(2)));
  NEXT();
}
HANDLER(CreateEnvironment) {
  auto* const executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
  const auto scope = static_cast<std::uint32_t>(CONSTANT(2).as_int32());
  const std::uint32_t slots = executable->code().scopes[scope].slot_count;
  void* const memory = ALLOCATE_IF_ROOM(sizeof(Environment) + slots * sizeof(Value));
  tag = NumberTag();
  if (memory == nullptr) [[unlikely]]
    SLOW();
  REGISTER(0) =
      Value::cell(::new (memory) Environment(environment_in(REGISTER(1)), executable, scope, slots));
  NEXT();
}
HANDLER(StoreSlot) {
  Environment* environment = environment_at(REGISTER(0), OPERAND_AT(1));
  if (is_old(environment)) [[unlikely]]
    SLOW();
  environment->set_slot(static_cast<std::uint32_t>(OPERAND_AT(2)), acc);
  NEXT();
}
HANDLER(LoadSlotChecked) {
  const Value value =
      environment_at(REGISTER(0), OPERAND_AT(1))->slot(static_cast<std::uint32_t>(OPERAND_AT(2)));
  if (value.is_empty()) [[unlikely]]
    SLOW();
  acc = value;
  NEXT();
}
HANDLER(StoreSlotChecked) {
  Environment* environment = environment_at(REGISTER(0), OPERAND_AT(1));
  const auto slot_index = static_cast<std::uint32_t>(OPERAND_AT(2));
  if (is_old(environment) || environment->slot(slot_index).is_empty()) [[unlikely]]
    SLOW();
  environment->set_slot(slot_index, acc);
  NEXT();
}
HANDLER(CheckInitialized) {
  if (acc.is_empty()) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(CheckThis) {
  if (acc.is_empty()) [[unlikely]]
    SLOW();
  NEXT();
}
HANDLER(CheckThisIsEmpty) {
  if (!acc.is_empty()) [[unlikely]]
    SLOW();
  NEXT();
}

}  // namespace

}  // namespace orrery::interpreter

// NOLINTEND(readability-identifier-naming)
