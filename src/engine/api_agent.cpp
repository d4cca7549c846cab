#include <algorithm>

#include "engine/api_state.h"
#include "engine/engine.h"

namespace orrery {

using detail::Access;
using detail::AgentState;
using detail::Entry;

namespace {

vm::AgentOptions inner_options(const Options& options) {
  vm::AgentOptions result;
  result.heap.limit = options.heap_limit;
  result.heap.collect_at_every_allocation = options.collect_at_every_allocation;
  result.heap.verify_barriers = options.collect_at_every_allocation;
  result.heap.poison_freed = options.collect_at_every_allocation;
  result.stack_size = options.stack_size;
  result.native_stack_size = options.native_stack_size;
  return result;
}

// https://tc39.es/ecma262/#sec-hostenqueuepromisejob
void enqueue_job(vm::Agent& agent, vm::Job* job) {
  AgentState::of(agent).waiting->jobs.push_back(job);
}

// https://tc39.es/ecma262/#sec-host-promise-rejection-tracker
void track_rejection(vm::Agent& agent, vm::Promise* promise, bool is_handled) {
  std::vector<vm::Promise*>& rejections = AgentState::of(agent).waiting->rejections;
  if (is_handled) {
    std::erase(rejections, promise);
  } else {
    rejections.push_back(promise);
  }
}

void tell_rejections(AgentState& state) {
  while (!state.waiting->rejections.empty()) {
    std::vector<Value> promises;
    for (vm::Promise* promise : state.waiting->rejections)
      promises.push_back(Access::wrap(state, vm::Value(static_cast<vm::Object*>(promise))));
    state.waiting->rejections.clear();
    for (const Value& promise : promises) state.on_unhandled_rejection(promise, promise.promise_result());
  }
}

/// An interrupt that comes while nothing runs is taken here.
bool must_end(vm::Agent& agent) {
  const vm::Termination reason = agent.take_interrupt();
  if (reason != vm::Termination::None) (void)agent.terminate(reason);
  return agent.is_terminating();
}

}  // namespace

std::unique_ptr<Agent> Agent::create(Door& door, Options options) {
  auto state = std::make_unique<AgentState>(door);
  state->agent = vm::Agent::create(inner_options(options), state->door);
  if (state->agent == nullptr) return nullptr;
  vm::Agent& agent = *state->agent;
  state->waiting = std::make_unique<detail::Waiting>(agent.heap());
  const Entry entry(*state);
  engine::install(agent);
  vm::Hooks& hooks = agent.hooks();
  hooks.host = state.get();
  hooks.enqueue_job = enqueue_job;
  if (options.on_unhandled_rejection) hooks.track_rejection = track_rejection;
  state->on_unhandled_rejection = std::move(options.on_unhandled_rejection);
  vm::Realm* realm = engine::make_realm(agent);
  state->realm = std::make_unique<gc::Root<vm::Realm>>(agent.heap(), realm);
  agent.set_realm(realm);
  AgentState& kept = *state;
  std::unique_ptr<Agent> made = Access::make_agent(std::move(state));
  kept.facade = made.get();
  return made;
}

Agent::Agent(std::unique_ptr<AgentState> state) : state_(std::move(state)) {}
Agent::~Agent() = default;

Realm Agent::realm() const {
  return Access::wrap(*state_, state_->realm->get());
}

Realm Agent::make_realm() {
  const Entry entry(*state_);
  return Access::wrap(*state_, engine::make_realm(*state_->agent));
}

Result<std::size_t> Agent::run_jobs() {
  const Entry entry(*state_);
  if (!state_->is_outermost()) return Error::make(ErrorType::Error, "Jobs cannot run while a script does");
  vm::Agent& agent = *state_->agent;
  std::size_t count = 0;
  do {
    std::deque<vm::Job*>& jobs = state_->waiting->jobs;
    while (!jobs.empty()) {
      if (must_end(agent)) return state_->fail();
      vm::Job* job = jobs.front();
      jobs.pop_front();
      count++;
      if (job->run(agent).is_thrown()) return state_->fail();
    }
    tell_rejections(*state_);
  } while (has_jobs());
  return count;
}

bool Agent::has_jobs() const {
  return !state_->waiting->jobs.empty();
}

void Agent::request_interrupt(Termination reason) noexcept {
  constexpr vm::Termination k_reasons[] = {vm::Termination::Interrupted, vm::Termination::TimeLimit,
                                           vm::Termination::OutOfMemory, vm::Termination::Exit};
  state_->agent->request_interrupt(k_reasons[static_cast<std::size_t>(reason)]);
}

void Agent::cancel_interrupt() noexcept {
  state_->agent->request_interrupt(vm::Termination::None);
}

void Agent::collect_garbage() {
  const Entry entry(*state_);
  state_->agent->heap().collect(gc::Heap::Collection::Major);
  state_->delete_dropped();
}

HeapUse Agent::heap_use() const {
  const gc::HeapStatistics statistics = state_->agent->heap().statistics();
  return {.live_bytes = statistics.live_bytes,
          .external_bytes = statistics.external_bytes,
          .collections = statistics.minor_collections + statistics.major_collections};
}

}  // namespace orrery
