#include "vm/execution/frame.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/execution/origin.h"
#include "vm/functions/executable.h"

namespace orrery::vm {

namespace {

Executable* executable_of(const Value* fp) {
  const Value executable = fp[FrameWords::k_executable];
  return executable.bits() == 0 ? nullptr : static_cast<Executable*>(executable.as_cell());
}

}  // namespace

Value* frame_end(Value* fp) {
  const auto arguments = static_cast<std::uint32_t>(fp[FrameWords::k_arguments].bits());
  std::uint32_t words = arguments + 1;
  if (const Executable* executable = executable_of(fp)) words = std::max(words, executable->register_count());
  return fp + words;
}

FrameIterator::FrameIterator(const Agent& agent) : fp_(agent.execution.fp), pc_(agent.execution.pc) {}

void FrameIterator::next() {
  // The call lies before the address that its return goes to.
  const auto* return_pc = frame_address<const std::uint8_t*>(fp_, FrameWords::k_return_pc);
  pc_ = return_pc == nullptr ? nullptr : return_pc - 1;
  fp_ = frame_address<Value*>(fp_, FrameWords::k_caller);
}

Executable* FrameIterator::executable() const {
  return executable_of(fp_);
}

std::uint32_t FrameIterator::offset() const {
  return static_cast<std::uint32_t>(pc_ - executable()->code_start());
}

bool FrameIterator::is_construct() const {
  return has(FrameFlags::Construct);
}

// OPTIMIZATION: here, where the compiler sees what a FrameIterator does: each timer and each tick calls it.
CodePlace running_code(const Agent& agent) {
  for (FrameIterator frame(agent); !frame.is_at_end(); frame.next()) {
    Executable* code = frame.executable();
    if (code != nullptr && !code->source()->is_internal()) return {code, frame.offset()};
  }
  return {};
}

}  // namespace orrery::vm
