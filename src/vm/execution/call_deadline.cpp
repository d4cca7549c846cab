#include "vm/execution/call_deadline.h"

#include <algorithm>

namespace orrery::vm {

CallDeadline::CallDeadline(Agent& agent, std::uint64_t deadline_ns)
    : agent_(agent), outer_ns_(agent.deadline_ns_) {
  agent.deadline_ns_ = std::min(deadline_ns, outer_ns_);
}

CallDeadline::~CallDeadline() {
  agent_.deadline_ns_ = outer_ns_;
}

bool CallDeadline::take() {
  if (agent_.termination() != Termination::Deadline || agent_.deadline_ns_ == outer_ns_) return false;
  agent_.termination_ = Termination::None;
  return true;
}

}  // namespace orrery::vm
