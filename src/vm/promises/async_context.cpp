#include "vm/promises/async_context.h"

namespace orrery::vm {

namespace {

Completion<Value> run_in_context(Agent& agent, NativeJob& job) {
  const AsyncContextScope scope(agent, job.second().as_object());
  return static_cast<Job*>(job.first().as_cell())->run(agent);
}

}  // namespace

Job* in_async_context(Agent& agent, Job* job) {
  if (agent.async_context() == nullptr) return job;
  return agent.heap().make<NativeJob>(0, run_in_context, job->realm(), Value::cell(job),
                                      agent.async_context());
}

const Job* without_async_context(const Job* job) {
  if (kind_of(job) != CellKind::NativeJob) return job;
  const auto* native = static_cast<const NativeJob*>(job);
  return native->code() == run_in_context ? static_cast<const Job*>(native->first().as_cell()) : job;
}

}  // namespace orrery::vm
