#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/functions/executable.h"
#include "vm/value.h"

namespace orrery::interpreter {

/// A call whose callee, new.target, `this` and arguments lie in place.
struct CallSite {
  vm::Value* frame;  // the callee's: its register 0
  std::uint32_t argument_count;
  vm::FrameFlags flags;
  void* return_entry;  // of bytecode
};

/// https://tc39.es/ecma262/#sec-call: sees what is to be called, compiles it if that was not done, and runs
/// it if it is no bytecode. Bound functions are replaced by what they are bound to, in place.
/// \return the result, or Control::enter(): then execution.fp is the new frame, complete but for its return
/// pc
vm::Completion<vm::Value> begin_call(vm::Agent& agent, CallSite site);
/// The same of a native function that ends in no tail request, called by the running instruction. Nobody
/// watches calls.
vm::Completion<vm::Value> call_native(vm::Agent& agent, vm::Value* frame, std::uint32_t argument_count);
/// OPTIMIZATION: of a native function that ends in a tail request (Function.prototype.call or apply), where
/// what it is to call can be entered, and nothing runs in between. Lays that call out in place of its own;
/// all but the header.
/// \return its number of arguments; none: nothing has happened
std::optional<std::uint32_t> try_replace_by_target(vm::Agent& agent, vm::Value* frame,
                                                   std::uint32_t argument_count);
/// https://tc39.es/ecma262/#sec-construct. Makes the `this` of base constructors.
vm::Completion<vm::Value> begin_construct(vm::Agent& agent, CallSite site);

/// Writes the header of a frame that the running instruction makes, and makes it the running frame.
void write_frame_header(vm::Agent& agent, const CallSite& site, vm::Executable* executable);
/// Where the frame after the running one may begin: its register 0, if no call is laid out in registers.
vm::Value* next_frame(const vm::Agent& agent);
/// A RangeError if a frame cannot reach up to `end`.
vm::Completion<void> check_room(vm::Agent& agent, const vm::Value* end);
/// Lays out a call from C++ at next_frame(). The arguments are copied.
vm::Completion<vm::Value*> lay_out_call(vm::Agent& agent, vm::Value callee, vm::Value new_target,
                                        vm::Value this_value, std::span<const vm::Value> arguments);

/// What a poll does when its count has run out: a termination, if somebody asked for one.
/// \param running  the function that goes on, or is about to begin
vm::Completion<void> poll(vm::Agent& agent, vm::Executable* running);

/// Runs the frame execution.fp, which Control::enter() was given for, until it returns.
/// \return what it returns; execution.fp and pc are the caller's again
vm::Completion<vm::Value> run_entered(vm::Agent& agent);
/// The same from `pc` on.
vm::Completion<vm::Value> run_from(vm::Agent& agent, vm::Value* fp, const std::uint8_t* pc, vm::Value acc);
/// The same, but beginning with the pending exception, as if the instruction at `pc` had thrown it.
vm::Completion<vm::Value> run_throwing(vm::Agent& agent, vm::Value* fp, const std::uint8_t* pc);

/// What a frame's return entry may be.
struct ReturnEntries {
  static void* to_bytecode();
  static void* of_construct();  // `this` in place of what is no object
  static void* to_cpp();
};

}  // namespace orrery::interpreter
