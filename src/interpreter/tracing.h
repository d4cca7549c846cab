#pragma once

#include "base/has_tracing.h"
#include "bytecode/code_block.h"
#include "vm/agent.h"
#include "vm/execution/execution.h"

namespace orrery::interpreter {

/// From the next instruction on, `observer` is told of each one; null: nobody is. At any time, in mid-run
/// too: by native functions, and by the observer itself. The dispatch table is replaced by one whose handlers
/// tell and then go on with the plain ones, so nothing is slower while nobody watches.
void set_instruction_observer(vm::Agent& agent, vm::InstructionObserver* observer);

/// Is told, beside instructions, of what happens between them. The same holds: all may be looked at, nothing
/// may be run or allocated.
class CallObserver : public vm::InstructionObserver {
 public:
  /// A function in C++ is about to run; its frame is `execution.fp`.
  virtual void on_native_call(vm::Agent& agent) = 0;
  /// It has returned `result`; thrown: it threw. The frame is still there.
  virtual void on_native_return(vm::Agent& agent, vm::Value result) = 0;
  /// The exception that is pending, or a termination, leaves the frame of bytecode at `fp`.
  virtual void on_exception_leaves(vm::Agent& agent, vm::Value* fp) = 0;
  /// A handler of that frame takes it.
  virtual void on_exception_caught(vm::Agent& agent, vm::Value* fp, bytecode::Handler::Kind kind) = 0;

 protected:
  ~CallObserver() = default;
};

/// The same as set_instruction_observer().
void set_call_observer(vm::Agent& agent, CallObserver* observer);

/// Kept where the dispatch table has no opcode, so that whoever watches instructions alone costs calls
/// nothing more.
constexpr std::size_t k_call_observer = vm::k_wide_dispatch - 1;
static_assert(bytecode::k_opcode_count <= k_call_observer);

/// Null: nobody is told of calls.
inline CallObserver* call_observer(const vm::Agent& agent) {
  if constexpr (!base::k_has_tracing) return nullptr;
  return static_cast<CallObserver*>(agent.execution.dispatch[k_call_observer]);
}

}  // namespace orrery::interpreter
