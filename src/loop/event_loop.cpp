#include "loop/event_loop.h"

#include <span>
#include <utility>
#include <vector>

#include "loop/job_text.h"
#include "vm/collections/finalization_registry.h"
#include "vm/functions/calls.h"
#include "vm/realm.h"
#include "vm/value_list.h"

namespace orrery::loop {

using trace::SemanticEvent;

void EventLoop::enqueue_job(vm::Agent& agent, vm::Job* job, vm::Promise* /*cause*/) {
  of(agent).microtasks_.enqueue(job);
}

EventLoop::EventLoop(vm::Agent& agent, AsynchronousDoor& door, EventLoopClient& client,
                     SchedulingPolicy* policy)
    : RootBase(agent.heap()),
      agent_(agent),
      door_(door),
      client_(client),
      policy_(policy == nullptr ? &oldest_task_first_ : policy),
      tasks_(&agent.heap()),
      timers_(&agent.heap()) {
  agent.weak_references().hold_targets(agent.heap());
  vm::Hooks& hooks = agent.hooks();
  hooks.event_loop = this;
  hooks.enqueue_job = enqueue_job;
  // DEVIATION: https://html.spec.whatwg.org/multipage/webappapis.html#hostenqueuetimeoutjob queues it on the
  // JavaScript engine task source when its time has come; here it is a task of the timer that it waits for.
  hooks.set_timeout = [](vm::Agent& of, vm::Object* function, std::uint32_t milliseconds) {
    return std::int64_t{EventLoop::of(of).set_timer(
        {.callback = function, .realm = &of.realm(), .timeout_ms = milliseconds})};
  };
  hooks.end_timeout = [](vm::Agent& of, std::int64_t timeout) {
    EventLoop::of(of).clear_timer(static_cast<Timers::Id>(timeout));
  };
  hooks.origin_of_generic_job = [](vm::Agent& of) {
    return EventLoop::of(of).origin_here({.sort = sort_of(TaskSource::JavaScriptEngine)});
  };
  hooks.origin_of_finalization = [](vm::Agent& of) {
    return EventLoop::of(of).origin_here({.sort = k_finalization_sort});
  };
  // https://html.spec.whatwg.org/multipage/webappapis.html#the-hostpromiserejectiontracker-implementation
  hooks.track_rejection = [](vm::Agent& of, vm::Promise* promise, bool is_handled) {
    EventLoop& loop = EventLoop::of(of);
    if (!is_handled) {
      loop.rejections_.add(promise);
    } else if (!loop.rejections_.remove(promise) && promise->is_outstanding()) {
      promise->set_outstanding(false);
      loop.client_.report_late_handling(promise);
    }
  };
}

EventLoop::~EventLoop() {
  vm::Hooks& hooks = agent_.hooks();
  hooks.event_loop = nullptr;
  hooks.enqueue_job = nullptr;
  hooks.set_timeout = nullptr;
  hooks.end_timeout = nullptr;
  hooks.origin_of_generic_job = nullptr;
  hooks.origin_of_finalization = nullptr;
  hooks.track_rejection = nullptr;
}

void EventLoop::visit(gc::Visitor& visitor) {
  tasks_.visit(visitor);
  microtasks_.visit(visitor);
  timers_.visit(visitor);
  background_.visit(visitor);
  rejections_.visit(visitor);
  visitor.visit(static_cast<gc::Cell*>(running_job_));
  visitor.visit(static_cast<gc::Cell*>(last_origin_));
}

void EventLoop::clear() {
  tasks_.clear();
  microtasks_.clear();
  timers_.clear();
  background_.clear();
  rejections_.clear();
  running_job_ = last_origin_ = nullptr;
}

// The processing model --------------------------------------------------------------------------------------

void EventLoop::run() {
  while (const std::optional<std::uint64_t> deadline = run_due()) wait_until(*deadline);
}

std::optional<std::uint64_t> EventLoop::run_due() {
  if (task_observer_ != nullptr && task_start_ns_ != 0)
    end_observed_task(door_.observed_ns());  // the script that was run before
  while (!must_end()) {
    if (agent_.weak_references().has_targets()) [[unlikely]]
      clear_weak_references();
    queue_generic_jobs();
    const std::optional<Task> task = policy_->take_next(*this);
    if (!task) return policy_->next_deadline(*this);
    if (gate_ != nullptr && !gate_->may_run_task(*this)) {
      stop();
      break;
    }
    run_task(*task);
    agent_.heap().collect_if_due();  // as after microtasks
    perform_microtask_checkpoint();
    timer_nesting_level_ = 0;
    running_job_ = nullptr;
    if (is_observed_) end_observed_turn();
  }
  return std::nullopt;
}

bool EventLoop::must_end() {
  const vm::Termination reason = agent_.take_interrupt();
  if (reason != vm::Termination::None) (void)agent_.terminate(reason);
  return is_stopped_ || agent_.is_terminating();
}

void EventLoop::run_task(const Task& task) {
  tasks_run_.store(tasks_run() + 1, std::memory_order_relaxed);
  const auto perform = [&] {
    set_running_job(task.origin);
    agent_.set_async_context(task.context);
    task.steps(*this, task);
    agent_.set_async_context(nullptr);
  };
  if (!is_observed_) [[likely]]
    return perform();
  begin_observed_turn(task);
  perform();
  if (tracer_ != nullptr) tracer_->end_job();
}

void EventLoop::set_task_observer(TaskObserver observer) {
  if (task_observer_ == nullptr) task_start_ns_ = door_.observed_ns();
  task_observer_ = observer;
  note_observers();
}

/// Steps 2.9 and 2.10 of the processing model
void EventLoop::end_observed_task(std::uint64_t now_ns) {
  if (task_observer_ != nullptr && task_start_ns_ != 0) task_observer_(*this, task_start_ns_, now_ns);
  task_start_ns_ = 0;
}

// https://html.spec.whatwg.org/multipage/webappapis.html#perform-a-microtask-checkpoint
void EventLoop::perform_microtask_checkpoint() {
  // 1. 2.
  if (is_performing_checkpoint_) return;
  is_performing_checkpoint_ = true;
  bool has_left_something = false;
  do {
    if (!policy_->run_ticks(*this)) {
      has_left_something = true;
      break;
    }
    // 3.
    run_microtasks();
    // 4.
  } while (!must_end() && (policy_->has_ticks() || policy_->notify_about_rejected_promises(*this)));
  // 5. is of Indexed Databases.
  // 6. Not where what is left of the checkpoint waits for the next one.
  if (!has_left_something) agent_.weak_references().clear_kept_objects();
  // 7.
  is_performing_checkpoint_ = false;
}

void EventLoop::run_microtasks() {
  if (tracer_ != nullptr) return run_traced_microtasks();
  std::uint64_t count = 0;
  while (!must_end() && !microtasks_.is_empty()) {
    count++;
    agent_.set_async_context(nullptr);
    if (microtasks_.take()->run(agent_).is_thrown()) report_pending_exception();
    // Here no native frame holds a cell, so builds that cannot look for them collect here.
    agent_.heap().collect_if_due();
  }
  if (hash_ != nullptr && count != 0) hash_->add<SemanticEvent::Microtasks>(count);
}

std::size_t EventLoop::drop_microtasks() {
  const std::size_t count = microtasks_.size();
  microtasks_.clear();
  if (tracer_ != nullptr) tracer_->drop_microtasks();
  return count;
}

void EventLoop::report_pending_exception() {
  if (agent_.is_terminating()) return;
  report_exception(agent_.take_exception());
}

// INTEROP: errors in microtasks that wait, or that listeners of `error` queue, are told by events of their
// own, as in browsers; in the middle of the first event there would be none ("in error reporting mode").
void EventLoop::report_exception(vm::Value exception) {
  const bool was_performing = std::exchange(is_performing_checkpoint_, true);
  client_.report_exception(exception);
  is_performing_checkpoint_ = was_performing;
}

void EventLoop::report_callback_exception() {
  if (agent_.is_terminating()) return;
  policy_->report_callback_exception(*this, agent_.take_exception());
}

// https://html.spec.whatwg.org/multipage/webappapis.html#hostenqueuegenericjob, of those who wait by
// Atomics.waitAsync: notified on another thread, or by this agent's own scripts.
void EventLoop::queue_generic_jobs() {
  for (const std::uint64_t ticket : agent_.async_waiters().take_notified()) {
    queue_task({.source = TaskSource::JavaScriptEngine,
                .steps =
                    [](EventLoop& loop, const Task& task) {
                      loop.agent_.async_waiters().settle_notified(loop.agent_, task.number);
                    },
                .number = ticket,
                .origin = agent_.async_waiters().origin_of(ticket)});
  }
}

// Weak references -------------------------------------------------------------------------------------------

void EventLoop::clear_weak_references() {
  vm::WeakReferences& references = agent_.weak_references();
  if (references.has_kept_objects() || !weak_clearings_.clear(agent_, door_, tasks_run())) return;
  std::vector<vm::FinalizationRegistry*>& waiting = references.waiting_registries();
  for (vm::FinalizationRegistry* registry : waiting) queue_cleanup(registry);
  waiting.clear();
}

// https://html.spec.whatwg.org/multipage/webappapis.html#hostenqueuefinalizationregistrycleanupjob, 1. and 2.
void EventLoop::queue_cleanup(vm::FinalizationRegistry* registry) {
  queue_task({.source = TaskSource::JavaScriptEngine,
              .steps = clean_up_finalization_registry,
              .value = registry,
              .origin = registry->origin()});
}

/// The steps of that task; the checkpoint comes behind them.
void EventLoop::clean_up_finalization_registry(EventLoop& loop, const Task& task) {
  const gc::Root<vm::FinalizationRegistry> registry(
      loop.agent_.heap(), static_cast<vm::FinalizationRegistry*>(task.value.as_object()));
  vm::Object* callback = registry->cleanup_callback();
  // https://tc39.es/ecma262/#sec-cleanup-finalization-registry
  for (;;) {
    // 3.a. - b.
    const vm::Value held_value = vm::take_held_value(loop.agent_, registry.get());
    if (held_value.is_empty()) return;
    // 3.c.
    if (loop.tracer_ != nullptr) loop.tracer_->begin_callback(callback, "", task.origin);
    const bool has_thrown =
        vm::call(loop.agent_, callback, vm::Value::undefined(), std::span(&held_value, 1)).is_thrown();
    if (has_thrown) loop.report_pending_exception();
    if (loop.tracer_ != nullptr) loop.tracer_->end_callback();
    // The job is over, and what is left is for another one.
    if (has_thrown && registry->records()->has_dead()) return loop.queue_cleanup(registry.get());
  }
}

// Timers ----------------------------------------------------------------------------------------------------

std::uint64_t EventLoop::deadline_after(std::uint32_t timeout_ms) {
  constexpr std::uint64_t k_nanoseconds = 1'000'000;
  return door_.monotonic_ns() + timeout_ms * k_nanoseconds;
}

// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps
Timers::Id EventLoop::set_timer(const Timer& timer) {
  // 3. 10. 11.
  Timer level = timer;
  level.origin = origin_here({sort_of(TaskSource::Timer), timer.repeats, timer.timeout_ms});
  level.context = agent_.async_context();
  level.nesting_level = timer_nesting_level_ + 1;
  // 12. What need not wait is a task now, and so comes before what is queued later, whatever its source.
  const std::uint32_t timeout_ms = clamped_timeout(level);
  if (timeout_ms != 0) {
    const std::uint64_t deadline = deadline_after(timeout_ms);
    const Timers::Id id = timers_.add(level, deadline);
    if (tracer_ != nullptr) tell_timer(id, deadline);
    return id;
  }
  const Timers::Due due = timers_.add_due(level);
  if (tracer_ != nullptr) tell_timer(due.id, 0);
  queue_timer(due);
  return due.id;
}

void EventLoop::clear_timer(Timers::Id id) {
  timers_.remove(id);
  if (tracer_ != nullptr) tracer_->clear_timer(static_cast<std::uintptr_t>(id));
}

void EventLoop::queue_timer(Timers::Due due) {
  const Timer* timer = timers_.find(due);
  Task task{.source = TaskSource::Timer,
            .steps = run_timer_task,
            .number = due.sequence,
            .value = vm::Value::int32(due.id),
            .origin = timer->origin,
            .context = timer->context};
  tasks_.enqueue(task);
  if (tracer_ == nullptr) return;
  task.sequence = tasks_.last_sequence();
  tracer_->timer_is_due(static_cast<std::uintptr_t>(due.id), task);
}

void EventLoop::queue_due_timers() {
  if (!timers_.next_deadline()) return;
  const std::uint64_t now = door_.monotonic_ns();
  while (const std::optional<Timers::Due> due = timers_.take_due(now)) queue_timer(*due);
}

/// Step 8 of the timer initialization steps
void EventLoop::run_timer_task(EventLoop& loop, const Task& task) {
  const Timers::Due due{task.value.as_int32(), task.number};
  // 1. It may have been cleared since it went off.
  const Timer* timer = loop.timers_.find(due);
  if (timer == nullptr) return;
  if (timer->steps == nullptr) return loop.run_timer(due, *timer);
  const Timer known = *timer;
  loop.clear_timer(due.id);
  vm::Realm* const realm = loop.agent_.host_realm().realm;
  loop.agent_.set_realm(known.realm);
  known.steps(loop, known.callback);
  loop.agent_.set_realm(realm);
}

void EventLoop::run_timer(Timers::Due due, Timer timer) {
  vm::Realm* const realm = agent_.host_realm().realm;
  agent_.set_realm(timer.realm);
  // INTEROP: the standard takes the level from the running task, and a microtask is one of its own. Chromium
  // has it for the checkpoint, too, so that a loop of `await sleep(0)` is clamped as nested timers are; so it
  // stays until that is over.
  timer_nesting_level_ = timer.nesting_level;
  // 6.
  const std::span<const vm::Value> arguments =
      timer.arguments == nullptr ? std::span<const vm::Value>() : timer.arguments->values();
  if (tracer_ != nullptr) tracer_->begin_callback(timer.callback, "", timer.origin);
  if (vm::call(agent_, timer.callback, timer.realm->global_object(), arguments).is_thrown())
    report_pending_exception();
  if (tracer_ != nullptr) tracer_->end_callback();
  agent_.set_realm(realm);
  // 8. - 10. The callback may have cleared it.
  if (timers_.find(due) == nullptr) return;
  if (!timer.repeats || agent_.is_terminating()) return clear_timer(due.id);
  const std::uint32_t timeout_ms = clamped_timeout(timers_.nest(due.id));
  if (timeout_ms == 0) {
    if (tracer_ != nullptr) tell_timer(due.id, 0);
    return queue_timer(timers_.set_again_due(due.id));
  }
  const std::uint64_t deadline = deadline_after(timeout_ms);
  timers_.set_again(due.id, deadline);
  if (tracer_ != nullptr) tell_timer(due.id, deadline);
}

// Background operations -------------------------------------------------------------------------------------

OperationId EventLoop::begin_operation(std::unique_ptr<Operation> operation,
                                       const OperationHandler& handler) {
  OperationHandler known = handler;
  if (known.origin == nullptr) known.origin = origin_here({.sort = sort_of(handler.source)});
  if (known.context == nullptr) known.context = agent_.async_context();
  const OperationId id = background_.add(known);
  // Of waiting for input there is nothing to be seen but what comes.
  if (tracer_ != nullptr && !operation->awaits_input())
    tracer_->begin_operation(id, operation->kind(), known.origin);
  door_.begin_operation(id, std::move(operation));
  return id;
}

void EventLoop::cancel_operation(OperationId id) {
  if (!background_.remove(id)) return;
  door_.cancel_operation(id);
  if (tracer_ != nullptr) tracer_->cancel_operation(id);
}

void EventLoop::queue_completions() {
  if (background_.is_empty()) return;
  while (std::optional<CompletedOperation> completion = door_.take_completion()) {
    const OperationId id = completion->id;
    const bool is_input = completion->operation->awaits_input();
    const std::string text = is_input && tracer_ != nullptr ? completion->operation->task_text() : "";
    const OperationHandler* handler = background_.set_answer(*std::move(completion));
    if (handler == nullptr) continue;
    Task task{.source = handler->source,
              .steps = run_completion_task,
              .number = id,
              .origin = handler->origin,
              .context = handler->context};
    tasks_.enqueue(task);
    if (tracer_ == nullptr) continue;
    task.sequence = tasks_.last_sequence();
    is_input ? tracer_->queue_input(task, text) : tracer_->operation_is_done(id, task);
  }
}

void EventLoop::run_completion_task(EventLoop& loop, const Task& task) {
  OperationHandler handler{};
  const std::unique_ptr<Operation> operation = loop.background_.take(task.number, handler);
  // It may have been cancelled since.
  if (operation == nullptr) return;
  vm::Realm* const realm = loop.agent_.host_realm().realm;
  loop.agent_.set_realm(handler.realm);
  handler.steps(loop, handler.about, *operation);
  loop.agent_.set_realm(realm);
}

}  // namespace orrery::loop
