// What waits until nothing runs: Agent::run_jobs().

#include <algorithm>
#include <chrono>

#include "engine/api_calls.h"
#include "vm/collections/finalization_registry.h"
#include "vm/functions/calls.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::Entry;
using detail::Waiting;

namespace {

constexpr std::uint64_t k_nanoseconds_per_ms = 1'000'000;

Waiting& waiting_of(vm::Agent& agent) {
  return *AgentState::of(agent).waiting;
}

// https://tc39.es/ecma262/#sec-hostenqueuepromisejob
void enqueue_job(vm::Agent& agent, vm::Job* job, vm::Promise* /*cause*/) {
  waiting_of(agent).jobs.enqueue(job);
}

// https://tc39.es/ecma262/#sec-host-promise-rejection-tracker
void track_rejection(vm::Agent& agent, vm::Promise* promise, bool is_handled) {
  engine::Rejections& rejections = waiting_of(agent).rejections;
  if (is_handled) {
    rejections.remove(promise);
  } else {
    rejections.add(promise);
  }
}

// https://tc39.es/ecma262/#sec-hostenqueuetimeoutjob
std::int64_t set_timeout(vm::Agent& agent, vm::Object* function, std::uint32_t milliseconds) {
  const std::uint64_t deadline = agent.door().monotonic_ns() + milliseconds * k_nanoseconds_per_ms;
  return waiting_of(agent).timeouts.add(deadline, {.function = function, .realm = &agent.realm()});
}

void end_timeout(vm::Agent& agent, std::int64_t timeout) {
  waiting_of(agent).timeouts.remove(timeout);
}

void block(vm::Agent& agent, std::unique_lock<std::mutex>& lock, std::condition_variable& notified,
           std::uint64_t nanoseconds) {
  // Nobody tells a thread that blocks of an interrupt, so it looks from time to time.
  constexpr std::uint64_t k_most = 10 * k_nanoseconds_per_ms;
  AgentState::of(agent).door.outer().wait(lock, notified,
                                          std::chrono::nanoseconds(std::min(nanoseconds, k_most)));
}

/// An interrupt that comes while nothing runs is taken here.
bool must_end(vm::Agent& agent) {
  const vm::Termination reason = agent.take_interrupt();
  if (reason != vm::Termination::None) (void)agent.terminate(reason);
  return agent.is_terminating();
}

// The parts of run_jobs(): what they throw is pending ------------------------------------------------------

vm::Completion<std::size_t> run_promise_jobs(AgentState& state) {
  vm::Agent& agent = *state.agent;
  engine::JobQueue& jobs = state.waiting->jobs;
  std::size_t count = 0;
  while (!jobs.is_empty()) {
    if (must_end(agent)) return vm::Thrown{};
    count++;
    TRY(jobs.take()->run(agent));
    agent.weak_references().clear_kept_objects();
    // Here no native frame holds a cell, so builds that cannot look for them collect here.
    agent.heap().collect_if_due();
  }
  return count;
}

vm::Completion<void> tell_rejections(AgentState& state) {
  while (vm::Promise* rejected = state.waiting->rejections.take()) {
    const Value promise = Access::wrap(state, vm::Value(static_cast<vm::Object*>(rejected)));
    state.on_unhandled_rejection(promise, promise.promise_result());
    if (state.agent->is_terminating()) return vm::Thrown{};
  }
  return {};
}

vm::Completion<void> run_due_timeouts(AgentState& state) {
  vm::Agent& agent = *state.agent;
  engine::HostTimeouts& timeouts = state.waiting->timeouts;
  if (!timeouts.next_deadline()) return {};
  const std::uint64_t now = agent.door().monotonic_ns();
  while (const std::optional<engine::HostTimeouts::Timeout> due = timeouts.take_due(now)) {
    const detail::CurrentRealm outside(agent, due->realm);
    TRY(vm::call(agent, due->function, vm::Value::undefined()));
  }
  return {};
}

vm::Completion<std::size_t> run_round(AgentState& state) {
  const std::size_t count = TRY(run_promise_jobs(state));
  TRY(tell_rejections(state));
  state.agent->async_waiters().deliver(*state.agent);
  TRY(run_due_timeouts(state));
  // https://tc39.es/ecma262/#sec-host-cleanup-finalization-registry: a callback that throws leaves the others
  // for the next time.
  TRY(vm::clean_up_finalization_registries(*state.agent));
  return count;
}

}  // namespace

void detail::install_job_hooks(AgentState& state, const Options& options) {
  vm::Hooks& hooks = state.agent->hooks();
  hooks.enqueue_job = enqueue_job;
  if (options.on_unhandled_rejection) hooks.track_rejection = track_rejection;
  hooks.set_timeout = set_timeout;
  hooks.end_timeout = end_timeout;
  if (options.can_block) hooks.block = block;
  if (options.on_wake)
    state.agent->async_waiters().wake_by([](void* context) { static_cast<AgentState*>(context)->on_wake(); },
                                         &state);
}

Result<std::size_t> Agent::run_jobs() {
  const Entry entry(*state_);
  if (!state_->is_outermost()) return Error::make(ErrorType::Error, "Jobs cannot run while a script does");
  std::size_t count = 0;
  do {
    vm::Completion<std::size_t> round = run_round(*state_);
    if (round.is_thrown()) return state_->fail();
    count += round.value();
  } while (has_jobs());
  return count;
}

bool Agent::has_jobs() const {
  return !state_->waiting->jobs.is_empty() || !state_->agent->weak_references().waiting_registries().empty();
}

std::optional<std::uint64_t> Agent::next_deadline() const {
  return state_->waiting->timeouts.next_deadline();
}

}  // namespace orrery
