// What an event loop knows of where its jobs come from, and tells those who look.
#include "loop/event_loop.h"
#include "loop/job_text.h"
#include "loop/pending.h"
#include "vm/errors/places.h"
#include "vm/functions/calls.h"
#include "vm/operations/value_operations.h"
#include "vm/promises/promise.h"

namespace orrery::loop {

namespace events = trace::loop_events;

namespace {

trace::Place to_trace(const vm::NamedPlace& place) {
  return {.function = place.function, .file = place.file, .line = place.line, .column = place.column};
}

vm::NamedPlace queued_at(const vm::JobOrigin* origin) {
  if (origin == nullptr || origin->place().code == nullptr) return {};
  return vm::place_in_code(*origin->place().code, origin->place().offset);
}

/// The turn.
std::uint64_t queued_in(const vm::JobOrigin* origin) {
  return origin == nullptr ? 0 : origin->number();
}

vm::NamedPlace place_of_callback(vm::Agent& agent, vm::Value callback) {
  if (!vm::is_callable(callback)) return {};
  if (vm::promise_to_settle(callback) != nullptr) return {.function = "a promise's resolving function"};
  return vm::place_of_function(agent, callback.as_object());
}

}  // namespace

// Origins ---------------------------------------------------------------------------------------------------

void EventLoop::queue_task(const Task& task) {
  Task known = task;
  if (known.context == nullptr) known.context = agent_.async_context();
  if (known.origin == nullptr) known.origin = origin_here({.sort = sort_of(task.source)});
  tasks_.enqueue(known);
}

vm::JobOrigin* EventLoop::origin_here(const vm::JobTraits& traits) {
  const vm::CodePlace here = vm::running_code(agent_);
  // Whoever looks wants to know of each turn.
  const auto is_it = [&](const vm::JobOrigin* origin) {
    return origin != nullptr && origin->place() == here && origin->traits() == traits &&
           (observer_ == nullptr || origin->number() == tasks_run());
  };
  if (is_it(last_origin_) && last_origin_->before() == running_job_) return last_origin_;
  if (here.code != nullptr && is_it(running_job_)) {
    running_job_->count_repeat();
    return running_job_;
  }
  last_origin_ = vm::JobOrigin::make(agent_, traits, here, running_job_, tasks_run());
  return last_origin_;
}

// Observers -------------------------------------------------------------------------------------------------

void EventLoop::tell_task(const Task& task) {
  const vm::NamedPlace place = queued_at(task.origin);
  const vm::JobTraits traits = task.origin == nullptr ? vm::JobTraits() : task.origin->traits();
  observer_->on(events::TaskBegin{.turn = tasks_run(),
                                  .source = code_of(task.source),
                                  .delay_ms = traits.delay_ms,
                                  .repeats = traits.repeats ? std::uint64_t{1} : 0,
                                  .queued_at = to_trace(place),
                                  .queued_in = queued_in(task.origin)});
}

void EventLoop::tell_callback(vm::Value callback, const vm::JobOrigin* origin) {
  const vm::NamedPlace called = place_of_callback(agent_, callback);
  const vm::NamedPlace place = queued_at(origin);
  observer_->on(events::CallbackBegin{.callback = to_trace(called), .queued_at = to_trace(place)});
}

void EventLoop::tell_tick(vm::Value callback, const vm::JobOrigin* origin) {
  const vm::NamedPlace called = place_of_callback(agent_, callback);
  const vm::NamedPlace place = queued_at(origin);
  observer_->on(events::TickBegin{
      .callback = to_trace(called), .queued_at = to_trace(place), .queued_in = queued_in(origin)});
}

void EventLoop::end_turn() {
  running_job_ = nullptr;
  if (observer_ != nullptr) observer_->on(events::TurnEnd{.turn = tasks_run()});
}

/// run_microtasks(), each of which is told of.
void EventLoop::run_observed_microtasks() {
  std::uint64_t count = 0;
  while (!must_end() && !microtasks_.is_empty()) {
    count++;
    vm::Job* job = microtasks_.take();
    const vm::JobSubject subject = vm::subject_of(*job);
    vm::NamedPlace place;
    if (subject.activation != nullptr) place = vm::place_of_activation(agent_, *subject.activation);
    if (subject.function != nullptr) place = place_of_callback(agent_, subject.function);
    observer_->on(events::MicrotaskBegin{.sort = static_cast<std::uint64_t>(subject.sort),
                                         .is_rejection = subject.is_rejection ? std::uint64_t{1} : 0,
                                         .callback = to_trace(place)});
    agent_.set_async_context(nullptr);
    if (job->run(agent_).is_thrown()) report_pending_exception();
    agent_.heap().collect_if_due();
  }
  if (hash_ != nullptr && count != 0) hash_->add<trace::SemanticEvent::Microtasks>(count);
}

// What is before it -----------------------------------------------------------------------------------------

bool PendingList::add(const Pending& pending) {
  Count& count = counts_[index(pending.source)];
  count.all++;
  if (pending.due_ns && *pending.due_ns <= now_ns_) count.due++;
  if (count.shown < k_most_shown) {
    count.shown++;
    items_.push_back(pending);
  }
  return count.all < k_most_counted;
}

PendingList EventLoop::pending(std::uint64_t now_ns) const {
  PendingList list(now_ns);
  list.microtasks = microtasks_.size();
  tasks_.list_pending(list);
  timers_.list_pending(list);
  background_.list_pending(list);
  policy_->list_pending(*this, list);
  return list;
}

}  // namespace orrery::loop
