#pragma once

#include <cstdint>

#include "vm/completion.h"
#include "vm/executable.h"
#include "vm/frame.h"
#include "vm/value.h"

namespace orrery::interpreter {

/// What became of a call whose callee, `this` and arguments lie in place.
struct Begun {
  enum class Outcome : std::uint8_t {
    Enter,     // a function in bytecode: its frame only wants its header
    Returned,  // `value` is the result
    Thrown,
  };
  Outcome outcome;
  vm::Value value;
  vm::Executable* executable = nullptr;  // to be entered
  std::uint32_t argument_count = 0;      // of bound functions: with the bound ones
};

/// https://tc39.es/ecma262/#sec-call: sees what is to be called, compiles it if that was not done, and runs
/// it if it is no bytecode. Bound functions are replaced by what they are bound to, in place.
/// \param frame  of the callee: its register 0
Begun begin_call(vm::Agent& agent, vm::Value* frame, std::uint32_t argument_count);
/// https://tc39.es/ecma262/#sec-construct, with new.target in place. Makes the `this` of base constructors.
Begun begin_construct(vm::Agent& agent, vm::Value* frame, std::uint32_t argument_count);

/// Writes a frame's header and fills the missing arguments. There is room for the frame.
void enter_frame(vm::Value* frame, vm::Executable* executable, std::uint32_t argument_count,
                 vm::FrameFlags flags, vm::Value* caller, const std::uint8_t* return_pc,
                 const void* return_entry);

/// Where the frame after that of `fp` may begin: its register 0, if no call is laid out in registers yet.
vm::Value* next_frame(const vm::Agent& agent);

}  // namespace orrery::interpreter
