#include "cli/run/job_queue.h"

namespace orrery::cli {

namespace {

JobQueue* queue_of(vm::Agent& agent) {
  return static_cast<JobQueue*>(agent.hooks().host);
}

}  // namespace

JobQueue::JobQueue(vm::Agent& agent) : RootBase(agent.heap()) {
  agent.hooks().host = this;
  agent.hooks().enqueue_job = [](vm::Agent& owner, vm::Job* job) { queue_of(owner)->jobs_.push_back(job); };
  agent.hooks().track_rejection = [](vm::Agent& owner, vm::Promise* promise, bool is_handled) {
    std::vector<vm::Promise*>& unhandled = queue_of(owner)->unhandled_;
    if (is_handled) {
      std::erase(unhandled, promise);
    } else {
      unhandled.push_back(promise);
    }
  };
}

JobQueue::~JobQueue() = default;

vm::Completion<void> JobQueue::run(vm::Agent& agent) {
  while (!jobs_.empty()) {
    vm::Job* job = jobs_.front();
    jobs_.pop_front();
    TRY(job->run(agent));
  }
  return {};
}

vm::Promise* JobQueue::take_unhandled() {
  if (unhandled_.empty()) return nullptr;
  vm::Promise* promise = unhandled_.front();
  unhandled_.erase(unhandled_.begin());
  return promise;
}

void JobQueue::visit(gc::Visitor& visitor) {
  for (vm::Job* job : jobs_) visitor.visit(job);
  for (vm::Promise* promise : unhandled_) visitor.visit(promise);
}

void JobQueue::clear() {
  jobs_.clear();
  unhandled_.clear();
}

}  // namespace orrery::cli
