#include "interpreter/calls.h"

#include <algorithm>

#include "interpreter/interpreter.h"
#include "vm/agent.h"
#include "vm/function.h"
#include "vm/object_operations.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::CellKind;
using vm::Executable;
using vm::FrameFlags;
using vm::FrameWords;
using vm::Function;
using vm::NativeFunction;
using vm::Object;
using vm::Value;

namespace {

Begun threw() {
  return {.outcome = Begun::Outcome::Thrown, .value = Value::thrown()};
}

Begun returned(vm::Completion<Value> result) {
  if (result.is_thrown()) return threw();
  return {.outcome = Begun::Outcome::Returned, .value = result.value()};
}

bool has_room(const Agent& agent, const Value* end) {
  return end <= agent.execution.stack_limit;
}

/// Compiles the function if need be, and sees that its frame fits.
Begun begin_bytecode(Agent& agent, Value* frame, Function* function, std::uint32_t argument_count) {
  Executable* executable = function->executable();
  if (!executable->is_prepared() && agent.hooks().compile(agent, executable).is_thrown()) return threw();
  const std::uint32_t words = std::max(executable->register_count(), argument_count + 1);
  if (!has_room(agent, frame + words)) {
    (void)agent.throw_range_error("Maximum call stack size exceeded");
    return threw();
  }
  return {.outcome = Begun::Outcome::Enter,
          .value = Value::undefined(),
          .executable = executable,
          .argument_count = argument_count};
}

/// Runs a native function in the frame laid out for it.
vm::Completion<Value> run_native(Agent& agent, Value* frame, NativeFunction* function,
                                 std::uint32_t argument_count) {
  TRY(agent.check_native_stack());
  Value* const caller = agent.execution.fp;
  const std::uint8_t* const pc = agent.execution.pc;
  vm::Realm* const realm = &agent.realm();
  frame[FrameWords::k_executable] = Value::from_bits(0);
  frame[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(caller));
  frame[FrameWords::k_arguments] = Value::from_bits(argument_count);
  frame[FrameWords::k_return_pc] = Value::from_bits(reinterpret_cast<std::uint64_t>(pc));
  frame[FrameWords::k_return_entry] = Value::from_bits(0);
  agent.execution.fp = frame;
  agent.set_realm(function->realm());
  vm::NativeFrame native(frame);
  const vm::Completion<Value> result = function->code()(agent, native);
  agent.set_realm(realm);
  agent.execution.fp = caller;
  agent.execution.pc = pc;
  return result;
}

}  // namespace

Value* next_frame(const Agent& agent) {
  Value* const fp = agent.execution.fp;
  if (fp == nullptr) return agent.execution.stack_start + bytecode::k_frame_header;
  const auto arguments = static_cast<std::uint32_t>(fp[FrameWords::k_arguments].bits());
  const Value executable = fp[FrameWords::k_executable];
  std::uint32_t words = arguments + 1;
  if (executable.bits() != 0)
    words = std::max(words, static_cast<Executable*>(executable.as_cell())->register_count());
  return fp + words + bytecode::k_frame_header;
}

void enter_frame(Value* frame, Executable* executable, std::uint32_t argument_count, FrameFlags flags,
                 Value* caller, const std::uint8_t* return_pc, const void* return_entry) {
  frame[FrameWords::k_executable] = Value::cell(executable);
  frame[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(caller));
  frame[FrameWords::k_arguments] =
      Value::from_bits(argument_count | std::uint64_t{static_cast<std::uint32_t>(flags)} << 32);
  frame[FrameWords::k_return_pc] = Value::from_bits(reinterpret_cast<std::uint64_t>(return_pc));
  frame[FrameWords::k_return_entry] = Value::from_bits(reinterpret_cast<std::uint64_t>(return_entry));
  for (std::uint32_t i = argument_count; i < executable->parameter_count(); ++i)
    frame[1 + i] = Value::undefined();
}

Begun begin_call(Agent& agent, Value* frame, std::uint32_t argument_count) {
  const Value callee = frame[FrameWords::k_callee];
  frame[FrameWords::k_new_target] = Value::undefined();
  if (callee.is_cell_of(CellKind::Function)) {
    auto* function = static_cast<Function*>(callee.as_object());
    if (function->has_flag(Object::k_is_class_constructor)) {
      (void)agent.throw_type_error("Class constructor cannot be invoked without 'new'");
      return threw();
    }
    return begin_bytecode(agent, frame, function, argument_count);
  }
  if (callee.is_cell_of(CellKind::NativeFunction)) {
    auto* function = static_cast<NativeFunction*>(callee.as_object());
    if (!has_room(agent, frame + argument_count + 1)) {
      (void)agent.throw_range_error("Maximum call stack size exceeded");
      return threw();
    }
    return returned(run_native(agent, frame, function, argument_count));
  }
  if (!callee.is_object() || !callee.as_object()->is_callable()) {
    (void)agent.throw_type_error(vm::describe_for_error(agent, callee) + " is not a function");
    return threw();
  }
  return returned(vm::call_exotic(agent, callee.as_object(), frame[0], {frame + 1, argument_count}));
}

}  // namespace orrery::interpreter
