#pragma once

#include <cstdint>

#include "vm/agent.h"

namespace orrery::vm {

/// Ends what a native calls when it takes too long, and lets the native go on: as long as this lives,
/// whatever runs is ended (Termination::Deadline) at its first look for interrupts at which
/// `door().monotonic_ns()` is at or behind the deadline. Nothing can catch that but the native, by take().
///
/// So when it was is what the door said at each look: a recording needs nothing else, and virtual time has
/// its own. What looks for no interrupts, as a sleep in Atomics.wait, is ended late.
///
/// They may nest: an outer one that is reached first ends what is inside, too.
class CallDeadline {
 public:
  CallDeadline(Agent& agent, std::uint64_t deadline_ns);
  ~CallDeadline();
  CallDeadline(const CallDeadline&) = delete;
  CallDeadline& operator=(const CallDeadline&) = delete;

  /// Whether it is this one that has ended what ran: then the agent is terminating no more.
  bool take();

 private:
  Agent& agent_;
  std::uint64_t outer_ns_;
};

}  // namespace orrery::vm
