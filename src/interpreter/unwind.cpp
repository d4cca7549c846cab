#include <algorithm>

#include "interpreter/interpreter.h"
#include "interpreter/tracing.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Executable;
using vm::FrameFlags;
using vm::FrameWords;
using vm::Value;

namespace {

/// The innermost handler around the instruction at `offset`, or null.
const bytecode::Handler* find_handler(const bytecode::CodeBlock& code, std::uint32_t offset) {
  const auto found = std::ranges::find_if(code.handlers, [offset](const bytecode::Handler& handler) {
    return handler.start <= offset && offset < handler.end;
  });
  return found == code.handlers.end() ? nullptr : &*found;
}

bool is_entry(const Value* fp) {
  const auto flags = static_cast<std::uint32_t>(fp[FrameWords::k_arguments].bits() >> 32);
  return (flags & static_cast<std::uint32_t>(FrameFlags::Entry)) != 0;
}

}  // namespace

Unwound unwind_to_handler(Agent& agent, const std::uint8_t* pc, Value* fp) {
  for (;;) {
    auto* executable = static_cast<Executable*>(fp[FrameWords::k_executable].as_cell());
    if (!agent.is_terminating()) {
      const auto offset = static_cast<std::uint32_t>(pc - executable->code_start());
      if (const bytecode::Handler* handler = find_handler(executable->code(), offset)) {
        if (CallObserver* observer = call_observer(agent))
          observer->on_exception_caught(agent, fp, handler->kind);
        return {executable->code_start() + handler->target, fp, agent.take_exception(), executable->data()};
      }
    }
    if (CallObserver* observer = call_observer(agent)) observer->on_exception_leaves(agent, fp);
    const bool was_entry = is_entry(fp);
    const auto* return_pc = vm::frame_address<const std::uint8_t*>(fp, FrameWords::k_return_pc);
    fp = vm::frame_address<Value*>(fp, FrameWords::k_caller);
    if (was_entry) return {nullptr, fp, Value::thrown(), nullptr};
    // The call lies before the address that its return goes to.
    pc = return_pc - 1;
    agent.execution.fp = fp;  // what has been left is gone
  }
}

}  // namespace orrery::interpreter
