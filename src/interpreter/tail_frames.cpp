#include "interpreter/tail_frames.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "vm/agent.h"
#include "vm/execution/frame.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::FrameFlags;
using vm::FrameWords;
using vm::Value;

namespace {

bool has(const Value* fp, FrameFlags flag) {
  return (fp[FrameWords::k_arguments].bits() >> 32 & static_cast<std::uint32_t>(flag)) != 0;
}

Value* caller_of(const Value* fp) {
  return vm::frame_address<Value*>(fp, FrameWords::k_caller);
}

/// The frames from the one that C++ entered to the running one.
std::vector<Value*> frames_of_run(const Agent& agent) {
  std::vector<Value*> frames;
  for (Value* fp = agent.execution.fp;; fp = caller_of(fp)) {
    frames.push_back(fp);
    if (has(fp, FrameFlags::Entry)) break;
  }
  std::ranges::reverse(frames);
  return frames;
}

/// Whether the caller of `fp` only waits to return its result. What constructs has its result looked at.
bool may_drop_caller(const Value* fp, const Value* caller) {
  return has(fp, FrameFlags::Tail) && !has(caller, FrameFlags::Construct);
}

bool has_droppable_caller(const Agent& agent) {
  for (const Value* fp = agent.execution.fp; !has(fp, FrameFlags::Entry); fp = caller_of(fp)) {
    if (may_drop_caller(fp, caller_of(fp))) return true;
  }
  return false;
}

/// Lets `fp` return to where its caller returns.
void take_over_return(Value* fp, const Value* caller) {
  constexpr std::uint64_t k_count = 0xffff'ffff;
  const std::uint64_t count = fp[FrameWords::k_arguments].bits() & k_count;
  const std::uint64_t flags = caller[FrameWords::k_arguments].bits() & ~k_count;
  fp[FrameWords::k_arguments] = Value::from_bits(count | flags);
  for (const auto each : {FrameWords::k_caller, FrameWords::k_return_pc, FrameWords::k_return_entry})
    fp[each] = caller[each];
}

}  // namespace

std::ptrdiff_t drop_tail_callers(Agent& agent, const Value* end) {
  // OPTIMIZATION: recursion that is caught when the stack is full, and goes on, comes here each time.
  if (!has_droppable_caller(agent)) return 0;
  const std::vector<Value*> frames = frames_of_run(agent);
  Value* const top = frames.back();
  Value* place = frames.front();  // of the frame before, now
  for (std::size_t i = 1; i < frames.size(); ++i) {
    Value* const fp = frames[i];
    const bool drops = may_drop_caller(fp, place);
    Value* const new_place = drops ? place : place + (fp - frames[i - 1]);
    if (drops) {
      take_over_return(fp, place);
    } else {
      fp[FrameWords::k_caller] = Value::from_bits(reinterpret_cast<std::uint64_t>(place));
    }
    // Everything up to the next frame's header, which lies in the last of these registers.
    const Value* const part_end = i + 1 < frames.size() ? frames[i + 1] - bytecode::k_frame_header
                                                        : std::max<const Value*>(end, vm::frame_end(top));
    const Value* const part = fp - bytecode::k_frame_header;
    std::memmove(static_cast<void*>(new_place - bytecode::k_frame_header), part,
                 static_cast<std::size_t>(part_end - part) * sizeof(Value));
    place = new_place;
  }
  agent.execution.fp = place;
  return top - place;
}

Value* next_tail_call_limit(const Agent& agent) {
  const vm::Execution& execution = agent.execution;
  const auto half_way_from = [&](Value* place) { return place + (execution.stack_limit - place) / 2; };
  Value* const half = half_way_from(execution.stack_start);
  return execution.fp == nullptr ? half : std::max(half, half_way_from(execution.fp));
}

}  // namespace orrery::interpreter
