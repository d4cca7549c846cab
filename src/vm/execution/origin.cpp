#include "vm/execution/origin.h"

#include "vm/agent.h"
#include "vm/functions/executable.h"

namespace orrery::vm {

JobOrigin* JobOrigin::make(Agent& agent, const JobTraits& traits, CodePlace place, JobOrigin* before,
                           std::uint64_t number) {
  auto* origin = agent.heap().make<JobOrigin>(0, traits, place, before, number);
  if (origin->depth_ >= k_longest) origin->forget_before(k_longest / 2);
  return origin;
}

void JobOrigin::forget_before(std::uint32_t kept) {
  JobOrigin* oldest = this;
  for (std::uint32_t i = kept - 1; i > 0; i--) {
    oldest->depth_ = i;
    // Another chain that this one is a branch of may have been cut already.
    if (oldest->before() == nullptr) return;
    oldest = oldest->before();
  }
  oldest->depth_ = 0;
  oldest->is_cut_ = oldest->is_cut_ || oldest->before() != nullptr;
  oldest->before_.clear();
}

void JobOrigin::visit(gc::Visitor& visitor) {
  visitor.visit(code_);
  visitor.visit(before_);
}

}  // namespace orrery::vm
