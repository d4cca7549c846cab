#include "node/phases.h"

#include <algorithm>
#include <vector>

#include "loop/pending.h"
#include "vm/functions/calls.h"
#include "vm/value_list.h"

namespace orrery::node {

using loop::EventLoop;
using loop::Task;
using loop::TaskSource;

namespace {

constexpr std::uint64_t k_nanoseconds = 1'000'000;  // in a millisecond

void do_nothing(EventLoop&, const Task&) {}

/// The checkpoint that follows is all there is to do.
Task checkpoint_alone(EventLoop& loop) {
  return {.source = TaskSource::OwedDrain, .steps = do_nothing, .sequence = loop.tasks().take_sequence()};
}

}  // namespace

std::uint64_t Phases::now_ms(EventLoop& loop) {
  return loop.now_ns() / k_nanoseconds;
}

bool Phases::is_alive(EventLoop& loop) const {
  return timers_.has_referenced() || immediates_.has_referenced() || messages_.is_alive() ||
         !loop.tasks().is_empty() || loop.timers().has_referenced() || loop.background().has_referenced();
}

// Rounds ----------------------------------------------------------------------------------------------------

std::optional<Task> Phases::take_next(EventLoop& loop) {
  for (;;) {
    switch (phase_) {
      case Phase::Start:
        if (!is_alive(loop)) return std::nullopt;
        begin(loop, Phase::Timers);
        break;
      case Phase::Timers:
        if (const std::optional<Task> task = take_timer(loop)) return task;
        if (std::exchange(owes_checkpoint_, false)) return checkpoint_alone(loop);
        // Where libuv looks whether it is done.
        if (!is_alive(loop)) {
          phase_ = Phase::Start;
          return std::nullopt;
        }
        begin(loop, Phase::Poll);
        if (loop.tasks().is_empty() && !immediates_.has_referenced() && !messages_.has_work()) {
          waits_ = true;
          return std::nullopt;
        }
        break;
      case Phase::Poll:
        // What the loop has waited for is of the phase in which it waits.
        if (std::exchange(waits_, false)) begin(loop, Phase::Poll);
        if (const std::optional<Task> task = take_polled(loop)) {
          messages_.begin_pass();
          return task;
        }
        if (const std::optional<Task> task =
                messages_.take_message(loop, std::exchange(has_tick_thrown_, false)))
          return task;
        begin(loop, Phase::Check);
        break;
      case Phase::Check:
        if (const std::optional<Task> task = take_immediate(loop)) return task;
        begin(loop, Phase::Close);
        break;
      case Phase::Close:
        if (const std::optional<Task> task = messages_.take_closed(loop)) return task;
        begin(loop, Phase::Timers);
        break;
    }
  }
}

void Phases::set_tracer(loop::LoopTracer* tracer) {
  ticks_.set_tracer(tracer);
  timers_.set_tracer(tracer);
  immediates_.set_tracer(tracer);
  messages_.set_tracer(tracer);
}

void Phases::begin(EventLoop& loop, Phase phase) {
  phase_ = phase;
  if (loop.tracer() != nullptr) loop.tracer()->set_phase(name_of(phase));
  switch (phase) {
    case Phase::Start:
      break;
    case Phase::Close:
      messages_.begin_close();
      break;
    case Phase::Timers:
      loop.queue_due_timers();
      if (timers_.next_expiry_ms()) timers_.begin_phase(now_ms(loop));
      break;
    case Phase::Poll:
      loop.queue_completions();
      poll_end_ = loop.tasks().next_sequence();
      messages_.begin_poll();
      break;
    case Phase::Check:
      immediates_.begin_phase();
      break;
  }
}

std::string_view Phases::name_of(Phase phase) {
  switch (phase) {
    case Phase::Start:
      break;
    case Phase::Timers:
      return "timers";
    case Phase::Poll:
      return "poll";
    case Phase::Check:
      return "check";
    case Phase::Close:
      return "close";
  }
  return "";
}

std::optional<std::uint64_t> Phases::next_deadline(EventLoop& loop) {
  if (!is_alive(loop)) return std::nullopt;
  const std::optional<std::uint64_t> other = loop.timers().next_deadline();
  const std::optional<std::uint64_t> expiry = timers_.next_expiry_ms();
  if (!expiry) return other ? other : loop::AsynchronousDoor::k_never;
  const std::uint64_t deadline = *expiry * k_nanoseconds;
  return other ? std::min(*other, deadline) : deadline;
}

bool Phases::run_ticks(EventLoop& loop) {
  if (std::exchange(skips_checkpoint_, false)) return false;
  owes_checkpoint_ = false;
  const bool is_done = ticks_.run(loop);
  has_tick_thrown_ |= !is_done;
  return is_done;
}

std::size_t Phases::drop_ticks() {
  const std::size_t count = ticks_.size();
  ticks_.drop();
  return count;
}

// Tasks -----------------------------------------------------------------------------------------------------

std::optional<Task> Phases::take_timer(EventLoop& loop) {
  // Those of the engine itself.
  if (const std::optional<Task> task = loop.tasks().take_oldest_of(TaskSource::Timer)) return task;
  // Node has come back to the list of a timer that has thrown, and drains when it leaves the list.
  if (owes_checkpoint_ && timers_.leave_list()) {
    owes_checkpoint_ = false;
    return checkpoint_alone(loop);
  }
  Timeout* timer = timers_.take_due();
  if (timer == nullptr) return std::nullopt;
  // OPTIMIZATION: made where it is returned, though somebody may be told of it.
  std::optional<Task> task(Task{.source = TaskSource::Timer,
                                .steps = run_timer,
                                .value = timer,
                                .sequence = loop.tasks().take_sequence(),
                                .origin = timer->origin(),
                                .context = timer->context()});
  if (loop.tracer() != nullptr) [[unlikely]]
    tell_due(loop, *task);
  return task;
}

void Phases::tell_due(EventLoop& loop, Task task) {
  taken_ = &task;
  loop.tracer()->timer_is_due(reinterpret_cast<std::uintptr_t>(task.value.as_object()), task);
  taken_ = nullptr;
}

std::optional<Task> Phases::take_polled(EventLoop& loop) {
  const std::optional<std::uint64_t> oldest = loop.tasks().oldest_sequence_except(TaskSource::Timer);
  if (!oldest || *oldest >= poll_end_) return std::nullopt;
  return loop.tasks().take_oldest_except(TaskSource::Timer);
}

std::optional<Task> Phases::take_immediate(EventLoop& loop) {
  Immediate* immediate = immediates_.take();
  // Behind one that has thrown Node looks once more: if it was the last, those of the next round are taken.
  if (std::exchange(has_immediate_thrown_, false) && immediate == nullptr) {
    immediates_.begin_phase();
    immediate = immediates_.take();
  }
  if (immediate == nullptr) return std::nullopt;
  const Task task{.source = TaskSource::Immediate,
                  .steps = run_immediate,
                  .value = immediate,
                  .sequence = loop.tasks().take_sequence(),
                  .origin = immediate->origin(),
                  .context = immediate->context()};
  if (loop.tracer() != nullptr) [[unlikely]]
    tell_taken(loop, task);
  return task;
}

void Phases::tell_taken(EventLoop& loop, Task task) {
  loop.tracer()->take_item(task.value.as_object(), task);
}

/// What they throw they have reported.
static void run_steps(EventLoop& loop, const TimeoutSteps& steps) {
  vm::Realm* const realm = loop.agent().host_realm().realm;
  loop.agent().set_realm(steps.realm());
  steps.code()(loop, steps.about());
  loop.agent().set_realm(realm);
}

void Phases::run_timer(EventLoop& loop, const Task& task) {
  auto& phases = static_cast<Phases&>(loop.policy());
  auto* timer = static_cast<Timeout*>(task.value.as_object());
  const std::uint64_t started = timer->repeats() ? now_ms(loop) : 0;
  if (TimeoutSteps* steps = timer->steps()) {
    run_steps(loop, *steps);
    phases.owes_checkpoint_ = false;
  } else {
    phases.owes_checkpoint_ = !phases.run_callback(loop, timer->callback(), timer, timer->arguments());
  }
  // One that was ended from outside does not begin again.
  if (loop.agent().is_terminating()) return phases.timers_.end(timer);
  phases.timers_.finish(timer, started);
  if (!phases.owes_checkpoint_) phases.timers_.leave_list();
}

void Phases::run_immediate(EventLoop& loop, const Task& task) {
  auto* immediate = static_cast<Immediate*>(task.value.as_object());
  auto& phases = static_cast<Phases&>(loop.policy());
  phases.has_immediate_thrown_ =
      !phases.run_callback(loop, immediate->callback(), immediate, immediate->arguments());
}

bool Phases::run_callback(EventLoop& loop, vm::Value callback, vm::Object* receiver,
                          vm::ValueList* arguments) {
  return call_back(loop, callback, receiver,
                   arguments == nullptr ? std::span<const vm::Value>() : arguments->values());
}

bool Phases::call_back(EventLoop& loop, vm::Value callback, vm::Value receiver,
                       std::span<const vm::Value> arguments) {
  const bool has_thrown = loop.tracer() != nullptr
                              ? call_back_traced(loop, callback, receiver, arguments)
                              : vm::call(loop.agent(), callback, receiver, arguments).is_thrown();
  if (has_thrown) [[unlikely]]
    report_thrown(loop);
  return !has_thrown;
}

bool Phases::call_back_traced(EventLoop& loop, vm::Value callback, vm::Value receiver,
                              std::span<const vm::Value> arguments) {
  loop.tracer()->begin_callback(callback, "", loop.running_job());
  const bool has_thrown = vm::call(loop.agent(), callback, receiver, arguments).is_thrown();
  loop.tracer()->end_callback();
  return has_thrown;
}

void Phases::report_thrown(EventLoop& loop) {
  if (loop.agent().is_terminating()) return;
  skips_checkpoint_ = true;
  loop.report_pending_exception();
}

void Phases::list_pending(const EventLoop&, loop::PendingList& list) const {
  ticks_.list_pending(list);
  if (taken_ != nullptr) {
    list.add({.source = taken_->source,
              .origin = taken_->origin,
              .callback = static_cast<Timeout*>(taken_->value.as_object())->callback()});
  }
  std::vector<loop::Pending> timers;
  timers_.for_each([&](const Timeout& timer, std::uint64_t due_ms) {
    timers.push_back({.source = TaskSource::Timer,
                      .origin = timer.origin(),
                      .due_ns = due_ms * k_nanoseconds,
                      .keeps_alive = TimerLists::is_referenced(&timer),
                      .callback = timer.callback(),
                      .id = timer.id()});
    return timers.size() < loop::PendingList::k_most_counted;
  });
  std::vector<const loop::Pending*> order;
  order.reserve(timers.size());
  for (const loop::Pending& timer : timers) order.push_back(&timer);
  std::ranges::sort(order, [](const auto* left, const auto* right) {
    return left->due_ns != right->due_ns ? left->due_ns < right->due_ns : left < right;
  });
  for (const loop::Pending* timer : order) list.add(*timer);
  immediates_.for_each([&](const Immediate& immediate) {
    return list.add({.source = TaskSource::Immediate,
                     .origin = immediate.origin(),
                     .keeps_alive = immediate.is_referenced(),
                     .callback = immediate.callback()});
  });
  messages_.list_pending(list);
}

void Phases::visit(gc::Visitor& visitor) const {
  ticks_.visit(visitor);
  timers_.visit(visitor);
  immediates_.visit(visitor);
  messages_.visit(visitor);
}

void Phases::clear() {
  ticks_.clear();
  timers_.clear();
  immediates_.clear();
  messages_.clear();
}

}  // namespace orrery::node
