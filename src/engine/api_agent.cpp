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
  result.machine_stack_size = options.machine_stack_size;
  return result;
}

}  // namespace

std::unique_ptr<Agent> Agent::create(Door& door, Options options) {
  auto state = std::make_unique<AgentState>(door);
  state->agent = vm::Agent::create(inner_options(options), state->door);
  if (state->agent == nullptr) return nullptr;
  vm::Agent& agent = *state->agent;
  state->waiting = std::make_unique<detail::Waiting>(agent.heap());
  const Entry entry(*state);
  engine::install(agent, options.machine_code ? vm::MachineCodeUse::Baseline : vm::MachineCodeUse::Off);
  agent.hooks().host = state.get();
  detail::install_job_hooks(*state, options);
  state->on_wake = std::move(options.on_wake);
  state->on_unhandled_rejection = std::move(options.on_unhandled_rejection);
  state->modules = options.modules;
  if (options.modules != nullptr) detail::install_module_hooks(agent.hooks());
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
