#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "vm/value.h"

namespace orrery::vm {

constexpr std::size_t k_wide_dispatch = 256;

/// The part of an agent that machine code and handlers read: its first member, at fixed offsets.
struct Execution {
  /// The handlers by opcode; from k_wide_dispatch on those for wide operands. In the agent and not in a
  /// constant table, so that tracing can be switched on while a program runs.
  std::array<const void*, 2 * k_wide_dispatch> dispatch;

  /// The frame and the instruction that run, or ran last before C++ was called. Stored before anything that
  /// may throw, allocate or look at frames.
  Value* fp = nullptr;
  const std::uint8_t* pc = nullptr;

  Value* stack_start = nullptr;
  /// No frame's registers may reach beyond this; a frame of headroom and the guard page lie behind.
  Value* stack_limit = nullptr;

  /// Polls left until the slow path of a poll has something to do; counted at calls and loop back-edges.
  /// (docs/architecture.md, logical time.)
  std::uint64_t polls = 0;
  /// Set from any thread when something waits for the next poll: a termination, or a collection that is due.
  std::atomic<bool> poll_requested = false;

  bool must_poll() {
    ++polls;
    return poll_requested.load(std::memory_order_relaxed);
  }
};
static_assert(offsetof(Execution, dispatch) == 0);

}  // namespace orrery::vm
