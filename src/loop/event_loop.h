#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/job_queue.h"
#include "engine/rejections.h"
#include "gc/roots.h"
#include "loop/asynchronous_door.h"
#include "loop/background_operations.h"
#include "loop/loop_tracer.h"
#include "loop/scheduling_policy.h"
#include "loop/task_queues.h"
#include "loop/timers.h"
#include "loop/tracer_pointer.h"
#include "loop/weak_clearings.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"

namespace orrery::loop {

/// Whoever runs an event loop: what happens to errors is his to say. May call EventLoop::stop().
class EventLoopClient {
 public:
  /// https://html.spec.whatwg.org/multipage/webappapis.html#report-an-exception: nobody caught it.
  virtual void report_exception(vm::Value exception) = 0;
  /// A promise was rejected, and at the end of the microtask checkpoint still nobody handles that.
  virtual void report_unhandled_rejection(vm::Promise* promise) = 0;
  /// Of such a promise: somebody handles it now.
  /// No script may run now.
  virtual void report_late_handling(vm::Promise*) {}

 protected:
  ~EventLoopClient() = default;
};

/// Whoever wants a run to end before its program does.
class TurnGate {
 public:
  /// Asked before each task; if it may not be run, the loop stops.
  virtual bool may_run_task(EventLoop& loop) = 0;

 protected:
  ~TurnGate() = default;
};

/// Whoever wants to know what scripts listen to.
class ListenerObserver {
 public:
  /// Event listeners of this target have come or gone. Runs no script, and makes no cells.
  virtual void listeners_changed(vm::Object* target) = 0;

 protected:
  ~ListenerObserver() = default;
};

/// [DOC] The event loop
///
/// HTML's processing model
/// (https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model) for one agent: while
/// there is something to do, take a task, run it, perform a microtask checkpoint. Which task that is, the
/// SchedulingPolicy says. What happens outside (a deadline comes, a background operation is completed)
/// becomes a task at the start of a turn, never in the middle of one; so the order of everything follows from
/// what the door answered.
///
/// Whoever has run a script by himself calls clean_up_after_running_script(), then run(). The loop is never
/// re-entered.
///
/// A termination (vm::Agent::is_terminating()) ends the run wherever it is; what is queued stays queued. Only
/// an interval whose callback it ended is over.
class EventLoop final : public gc::RootBase {
 public:
  /// Installs the agent's hooks for jobs and rejections. All must outlive the loop.
  /// \param policy  null: that of pages
  EventLoop(vm::Agent& agent, AsynchronousDoor& door, EventLoopClient& client,
            SchedulingPolicy* policy = nullptr);
  ~EventLoop();
  /// The agent's loop.
  static EventLoop& of(vm::Agent& agent) { return *static_cast<EventLoop*>(agent.hooks().event_loop); }

  vm::Agent& agent() { return agent_; }
  EventLoopClient& client() { return client_; }
  SchedulingPolicy& policy() { return *policy_; }
  /// The policy of pages, where it is the loop's.
  OldestTaskFirst& page_policy() { return oldest_task_first_; }
  /// Null, as it is at first: nobody is asked.
  void set_gate(TurnGate* gate) { gate_ = gate; }
  /// Where the loop writes down what it did; null (as it is at first): nowhere. With one, as with a tracer,
  /// the clock is asked when turns and waits begin and end: so a replay, which has one, asks what was asked
  /// before.
  void set_semantic_hash(trace::SemanticHash* hash) {
    hash_ = hash;
    note_observers();
  }
  /// Told after each task, and the checkpoint that follows it, when these began and when they were over, by
  /// the door's clock. Runs no script.
  using TaskObserver = void (*)(EventLoop& loop, std::uint64_t start_ns, std::uint64_t end_ns);
  /// For good; the task or script that runs now counts from now on. Without one the clock is not asked.
  void set_task_observer(TaskObserver observer);

  /// The program's own text is about to run, which is turn 0; it has run, and the checkpoint behind it.
  void begin_program();
  void end_program();
  /// Turns until nothing is left to do (as the policy sees it), stop(), or a termination.
  void run();
  /// Turns as long as something is due, without waiting. \return when something will be, by the door's clock;
  /// nothing: nothing is left to do, or the run has ended
  std::optional<std::uint64_t> run_due();
  /// Ends run() as soon as the script that runs has returned; no more microtasks are run either.
  void stop() { is_stopped_ = true; }
  /// https://html.spec.whatwg.org/multipage/webappapis.html#clean-up-after-running-script
  void clean_up_after_running_script() { perform_microtask_checkpoint(); }
  /// https://html.spec.whatwg.org/multipage/webappapis.html#perform-a-microtask-checkpoint
  ///
  /// After each microtask may come a collection that sees no machine stack (ORRERY_SCAN_STACK): what the
  /// caller holds on to must be in roots.
  void perform_microtask_checkpoint();

  /// https://html.spec.whatwg.org/multipage/webappapis.html#queue-a-task
  void queue_task(const Task& task);
  void queue_microtask(vm::Job* job) { agent_.hooks().enqueue_job(agent_, job, nullptr); }
  bool has_microtasks() const { return !microtasks_.is_empty(); }
  /// All of them, and what they queue: of a checkpoint that part alone.
  void run_microtasks();
  /// Forgets those that are queued, as a host must that goes on after a termination: they may be what had no
  /// end. \return how many they were
  std::size_t drop_microtasks();
  /// Hands the pending exception to the client, if it is one that can be caught.
  void report_pending_exception();
  /// Hands an exception to the client. Microtasks wait until it has been reported, as if the script still
  /// ran.
  void report_exception(vm::Value exception);
  /// The same of what a function has thrown that a Web API called: the policy says what becomes of it.
  void report_callback_exception();
  /// Whether nothing more may be run: asked before each task and microtask. An interrupt that comes while
  /// nothing runs is taken here.
  bool must_end();

  // Who runs, and who looks
  // -----------------------------------------------------------------------------------------------
  /// The origin of the task, tick or callback that runs; null: the program's text itself, or nothing.
  vm::JobOrigin* running_job() const { return running_job_; }
  /// For what runs in the place of the task, or one part after the other.
  void set_running_job(vm::JobOrigin* origin) { running_job_ = origin; }
  /// The origin of what is queued now.
  vm::JobOrigin* origin_here(const vm::JobTraits& traits);
  /// For LoopTracer. Null, as at first: nobody looks.
  void set_tracer(LoopTracer* tracer);
  LoopTracer* tracer() const { return tracer_; }
  /// Null, as at first: nobody wants to know. Told by event targets.
  void set_listener_observer(ListenerObserver* observer) { listener_observer_ = observer; }
  ListenerObserver* listener_observer() const { return listener_observer_; }
  /// What is before the loop. \param now_ns  the time, by the door's clock
  PendingList pending(std::uint64_t now_ns) const;
  /// \param most_shown  of each source
  PendingList pending(std::uint64_t now_ns, std::size_t most_shown) const;
  const engine::JobQueue& microtasks() const { return microtasks_; }

  /// What a task that is queued will call; empty: nobody knows yet.
  vm::Value callback_of(const Task& task) const;
  /// What the task is, where its callback alone does not say so; else empty.
  static std::string_view text_of(const Task& task);

  // For policies
  // -----------------------------------------------------------------------------------------------
  std::uint64_t now_ns() { return door_.monotonic_ns(); }
  /// So many ticks have been run in one go.
  void note_ticks(std::uint64_t count) {
    if (hash_ != nullptr) hash_->add<trace::SemanticEvent::Ticks>(count);
  }
  TaskQueues& tasks() { return tasks_; }
  /// The next promise that was rejected and that nobody handles yet; null: none.
  vm::Promise* take_rejected_promise() { return rejections_.take(); }
  bool has_rejected_promises() const { return !rejections_.is_empty(); }
  /// Makes tasks of the timers of timers() that are due.
  void queue_due_timers();
  /// Makes tasks of the operations that were completed.
  void queue_completions();

  Timers& timers() { return timers_; }
  /// Sets a timer that is to go off `timer.timeout_ms` from now, or later where timers are nested.
  Timers::Id set_timer(const Timer& timer);
  /// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#run-steps-after-a-timeout
  /// \param timer  with steps, and without a callback; nobody is going to clear it
  void run_steps_after_timeout(const Timer& timer) {
    if (!policy_->take_timeout(*this, timer)) set_timer(timer);
  }
  /// Ends it, if it is there.
  void clear_timer(Timers::Id id);
  /// Also for handlers of signals.
  std::uint64_t tasks_run() const { return tasks_run_.load(std::memory_order_relaxed); }

  // Background operations
  // -----------------------------------------------------------------------------------------------
  /// Begins it. The run goes on until the handler's steps were run in a task, unless the operation is
  /// cancelled or set_referenced() says otherwise.
  OperationId begin_operation(std::unique_ptr<Operation> operation, const OperationHandler& handler);
  /// The steps are not run, if they have not been. What is to be done is done all the same, unless it has not
  /// been begun.
  void cancel_operation(OperationId id);
  /// What keeps the run alive beside timers and tasks: operations in flight, handles.
  BackgroundOperations& background() { return background_; }

  /// What is held weakly is looked at when this task is over, however little was allocated.
  void request_weak_clearing() { weak_clearings_.request(); }

  void visit(gc::Visitor& visitor) override;
  void clear() override;

 private:
  void run_task(const Task& task);
  void note_observers() {
    is_observed_ = hash_ != nullptr || tracer_ != nullptr || task_observer_ != nullptr;
  }
  void begin_observed_turn(const Task& task);
  void end_observed_turn();
  void end_observed_task(std::uint64_t now_ns);
  void wait_until(std::uint64_t deadline_ns);
  void run_traced_microtasks();
  static void enqueue_job(vm::Agent& agent, vm::Job* job, vm::Promise* cause);
  static void enqueue_traced_job(vm::Agent& agent, vm::Job* job, vm::Promise* cause);
  void tell_timer(Timers::Id id, std::uint64_t due_ns);
  static void run_timer_task(EventLoop& loop, const Task& task);
  static void run_completion_task(EventLoop& loop, const Task& task);
  void run_timer(Timers::Due due, Timer timer);
  std::uint64_t deadline_after(std::uint32_t timeout_ms);
  void queue_timer(Timers::Due due);
  void queue_generic_jobs();
  void clear_weak_references();
  void queue_cleanup(vm::FinalizationRegistry* registry);
  static void clean_up_finalization_registry(EventLoop& loop, const Task& task);

  vm::Agent& agent_;
  AsynchronousDoor& door_;
  EventLoopClient& client_;
  OldestTaskFirst oldest_task_first_;
  SchedulingPolicy* policy_;
  trace::SemanticHash* hash_ = nullptr;
  TurnGate* gate_ = nullptr;
  TaskQueues tasks_;
  /// https://html.spec.whatwg.org/multipage/webappapis.html#microtask-queue: promise jobs, and what
  /// queueMicrotask() was given.
  engine::JobQueue microtasks_;
  Timers timers_;
  BackgroundOperations background_;
  engine::Rejections rejections_;
  WeakClearings weak_clearings_;
  bool is_performing_checkpoint_ = false;
  bool is_stopped_ = false;
  /// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-nesting-level of the task that
  /// runs, and of the checkpoint behind it; 0 if it is none of a timer.
  std::uint32_t timer_nesting_level_ = 0;
  std::atomic<std::uint64_t> tasks_run_ = 0;  // written here alone
  TaskObserver task_observer_ = nullptr;
  std::uint64_t task_start_ns_ =
      0;  // where there is an observer; 0: no task has run since it was told of one
  vm::JobOrigin* running_job_ = nullptr;
  vm::JobOrigin* last_origin_ = nullptr;  // that was made
  TracerPointer tracer_;
  ListenerObserver* listener_observer_ = nullptr;
  bool is_observed_ = false;  // there is a hash, a tracer or an observer of tasks
};

}  // namespace orrery::loop
