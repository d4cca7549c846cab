// What an event loop knows of where its jobs come from, and tells those who look.
#include "loop/event_loop.h"
#include "loop/job_text.h"
#include "loop/pending.h"
#include "vm/collections/finalization_registry.h"
#include "vm/promises/job.h"
#include "vm/promises/promise.h"

namespace orrery::loop {

// Origins ---------------------------------------------------------------------------------------------------

void EventLoop::queue_task(const Task& task) {
  Task known = task;
  if (known.context == nullptr) known.context = agent_.async_context();
  if (known.origin == nullptr) known.origin = origin_here({.sort = sort_of(task.source)});
  tasks_.enqueue(known);
  if (tracer_ == nullptr) return;
  known.sequence = tasks_.last_sequence();
  tracer_->queue_task(known);
}

vm::JobOrigin* EventLoop::origin_here(const vm::JobTraits& traits) {
  const vm::CodePlace here = vm::running_code(agent_);
  const auto is_it = [&](const vm::JobOrigin* origin) {
    return origin != nullptr && origin->place() == here && origin->traits() == traits;
  };
  if (is_it(last_origin_) && last_origin_->before() == running_job_) return last_origin_;
  if (here.code != nullptr && is_it(running_job_)) {
    running_job_->count_repeat();
    return running_job_;
  }
  last_origin_ = vm::JobOrigin::make(agent_, traits, here, running_job_, tasks_run());
  return last_origin_;
}

// Who looks -------------------------------------------------------------------------------------------------

void EventLoop::set_tracer(LoopTracer* tracer) {
  if constexpr (!base::k_has_tracing) return;
  tracer_ = tracer;
  policy_->set_tracer(tracer);
  vm::Hooks& hooks = agent_.hooks();
  hooks.enqueue_job = tracer == nullptr ? enqueue_job : enqueue_traced_job;
  hooks.note_settled = nullptr;
  if (tracer != nullptr) {
    hooks.note_settled = [](vm::Agent& agent, vm::Promise* promise) { of(agent).tracer_->settle(promise); };
  }
  note_observers();
}

void EventLoop::begin_program() {
  if (!is_observed_) return;
  task_start_ns_ = door_.observed_ns();
  if (tracer_ != nullptr) tracer_->begin_turn(0, task_start_ns_);
}

void EventLoop::end_program() {
  if (!is_observed_) return;
  const std::uint64_t now = door_.observed_ns();
  end_observed_task(now);
  if (tracer_ != nullptr) tracer_->end_turn(0, now);
}

void EventLoop::begin_observed_turn(const Task& task) {
  if (hash_ != nullptr) hash_->add<trace::SemanticEvent::Task>(code_of(task.source), task.sequence);
  task_start_ns_ = door_.observed_ns();
  if (tracer_ == nullptr) return;
  tracer_->begin_turn(tasks_run(), task_start_ns_);
  tracer_->begin_task(task);
}

void EventLoop::end_observed_turn() {
  const std::uint64_t now = door_.observed_ns();
  end_observed_task(now);
  if (tracer_ != nullptr) tracer_->end_turn(tasks_run(), now);
}

void EventLoop::wait_until(std::uint64_t deadline_ns) {
  const bool is_timed = hash_ != nullptr || tracer_ != nullptr;
  if (is_timed) {
    const std::uint64_t now = door_.observed_ns();
    if (tracer_ != nullptr) tracer_->begin_wait(now, deadline_ns);
  }
  door_.wait_until(deadline_ns);
  if (is_timed) {
    const std::uint64_t now = door_.observed_ns();
    if (tracer_ != nullptr) tracer_->end_wait(now);
  }
}

void EventLoop::enqueue_traced_job(vm::Agent& agent, vm::Job* job, vm::Promise* cause) {
  EventLoop& loop = of(agent);
  loop.tracer_->catch_up();
  loop.microtasks_.enqueue(job);
  loop.tracer_->queue_microtask(*job, cause);
}

/// run_microtasks(), each of which is told of.
void EventLoop::run_traced_microtasks() {
  std::uint64_t count = 0;
  while (!must_end() && !microtasks_.is_empty()) {
    count++;
    tracer_->catch_up();
    vm::Job* job = microtasks_.take();
    agent_.set_async_context(nullptr);
    tracer_->begin_microtask();
    if (job->run(agent_).is_thrown()) report_pending_exception();
    tracer_->end_job();
    agent_.heap().collect_if_due();
  }
  if (hash_ != nullptr && count != 0) hash_->add<trace::SemanticEvent::Microtasks>(count);
}

void EventLoop::tell_timer(Timers::Id id, std::uint64_t due_ns) {
  const Timer& timer = *timers_.find(id);
  tracer_->set_timer(static_cast<std::uintptr_t>(id),
                     {.delay_ms = timer.timeout_ms, .due_ns = due_ns, .repeats = timer.repeats},
                     timer.callback, timer.origin);
}

// What is before it -----------------------------------------------------------------------------------------

bool PendingList::add(const Pending& pending) {
  Count& count = counts_[index(pending.source)];
  count.all++;
  if (pending.due_ns && *pending.due_ns <= now_ns_) count.due++;
  if (count.shown < most_shown_) {
    count.shown++;
    items_.push_back(pending);
  }
  return count.all < k_most_counted;
}

vm::Value EventLoop::callback_of(const Task& task) const {
  if (task.steps == clean_up_finalization_registry)
    return static_cast<vm::FinalizationRegistry*>(task.value.as_object())->cleanup_callback();
  if (task.steps != run_timer_task) return vm::Value::empty();
  const Timer* timer = timers_.find({task.value.as_int32(), task.number});
  return timer == nullptr || timer->steps != nullptr ? vm::Value::empty() : timer->callback;
}

std::string_view EventLoop::text_of(const Task& task) {
  return task.steps == clean_up_finalization_registry ? "cleanup of a FinalizationRegistry" : "";
}

PendingList EventLoop::pending(std::uint64_t now_ns) const {
  return pending(now_ns, PendingList::k_most_shown);
}

PendingList EventLoop::pending(std::uint64_t now_ns, std::size_t most_shown) const {
  PendingList list(now_ns, most_shown);
  list.microtasks = microtasks_.size();
  tasks_.list_pending(*this, list);
  timers_.list_pending(list);
  background_.list_pending(list);
  policy_->list_pending(*this, list);
  return list;
}

}  // namespace orrery::loop
