#pragma once

#include <cstdint>
#include <span>

#include "bytecode/instruction.h"
#include "vm/completion.h"
#include "vm/functions/executable.h"
#include "vm/value.h"

namespace orrery::vm {
class Activation;
class Agent;
class Object;
}  // namespace orrery::vm

namespace orrery::interpreter {

/// Fills the agent's dispatch table and its hooks for calls: to be done once before anything is run.
void install(vm::Agent& agent);

/// https://tc39.es/ecma262/#sec-call. May be called from native code at any depth; the agent's native stack
/// limit and the JavaScript stack's both end in a RangeError.
vm::Completion<vm::Value> call(vm::Agent& agent, vm::Object* callee, vm::Value this_value,
                               std::span<const vm::Value> arguments);
/// https://tc39.es/ecma262/#sec-construct
vm::Completion<vm::Object*> construct(vm::Agent& agent, vm::Object* constructor,
                                      std::span<const vm::Value> arguments, vm::Object* new_target);

/// Hooks::resume
vm::Completion<vm::Value> resume(vm::Agent& agent, vm::Activation* activation, bytecode::ResumeMode mode,
                                 vm::Value value);

/// The state in which a handler goes on after a throw.
struct Unwound {
  const std::uint8_t* pc;  // null: no handler before the entry from C++; the exception is still pending
  vm::Value* fp;
  vm::Value acc;
  vm::FeedbackWord* data;
};
/// Finds who handles the pending exception, which was thrown by the instruction at `pc` of the frame `fp`,
/// and takes it. A termination is handled by nobody.
Unwound unwind_to_handler(vm::Agent& agent, const std::uint8_t* pc, vm::Value* fp);

}  // namespace orrery::interpreter
