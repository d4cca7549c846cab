#include "vm/execution/origin.h"

#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/functions/executable.h"

namespace orrery::vm {

void Origin::visit(gc::Visitor& visitor) const {
  visitor.visit(static_cast<gc::Cell*>(code));
  visitor.visit(static_cast<gc::Cell*>(job));
}

void OriginField::set(gc::Cell* owner, const Origin& origin) {
  code_.set(owner, origin.code);
  job_.set(owner, origin.job);
  offset_ = origin.offset;
  repeats_ = origin.repeats;
  number_ = origin.number;
}

void OriginField::visit(gc::Visitor& visitor) {
  visitor.visit(code_);
  visitor.visit(job_);
}

JobRecord* JobRecord::make(Agent& agent, const JobTraits& traits, const Origin& origin) {
  const std::uint32_t depth = origin.job == nullptr ? 0 : origin.job->depth_ + 1;
  auto* record = agent.heap().make<JobRecord>(0, traits, origin, depth);
  if (depth < k_longest) return record;
  record->forget_before(k_longest / 2);
  return record;
}

void JobRecord::forget_before(std::uint32_t kept) {
  JobRecord* oldest = this;
  for (std::uint32_t i = 1; i < kept; i++) {
    oldest->depth_ = kept - i;
    JobRecord* before = oldest->origin().job;
    if (before == nullptr) return;
    oldest = before;
  }
  oldest->depth_ = 0;
  if (oldest->origin().job == nullptr) return;
  Origin origin = oldest->origin();
  origin.job = nullptr;
  oldest->origin_.set(oldest, origin);
  oldest->is_cut_ = true;
}

Origin running_code(const Agent& agent) {
  for (FrameIterator frame(agent); !frame.is_at_end(); frame.next()) {
    Executable* code = frame.executable();
    if (code == nullptr || code->source()->is_internal()) continue;
    return {.code = code, .offset = frame.offset()};
  }
  return {};
}

}  // namespace orrery::vm
