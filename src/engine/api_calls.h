#pragma once

#include <type_traits>
#include <utility>

#include "engine/api_state.h"
#include "engine/current_realm.h"

// How the functions of the public API do something in the engine.

namespace orrery::detail {

using engine::CurrentRealm;

/// Calls `operation()`, which gives a Completion<T>: that becomes a Result<T>. Does nothing any more once
/// what runs is being ended.
template <typename T, typename Operation>
Result<T> perform(AgentState& state, Operation operation) {
  const Entry entry(state);
  if (state.agent->is_terminating()) return state.fail();
  vm::Completion<T> result = operation();
  // Code of the host that the operation has called may have let a termination pass.
  if (result.is_thrown() || state.agent->is_terminating()) return state.fail();
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return std::move(result.release());
  }
}

/// The same where it gives a value of the language.
template <typename Operation>
Result<Value> perform_for_value(AgentState& state, Operation operation) {
  const Entry entry(state);
  if (state.agent->is_terminating()) return state.fail();
  const vm::Completion<vm::Value> result = operation();
  if (result.is_thrown() || state.agent->is_terminating()) return state.fail();
  return Access::wrap(state, result.value());
}

inline std::unexpected<Error> agent_is_gone() {
  return Error::make(ErrorType::Error, "The agent is gone");
}

/// Calls `operation(state, agent, realm)`, which gives a Completion<vm::Value>, with the realm current.
template <typename Operation>
Result<Value> in_realm(const Realm& realm, Operation operation) {
  AgentState* state = Access::state(realm);
  if (state == nullptr) return agent_is_gone();
  return perform_for_value(*state, [&]() -> vm::Completion<vm::Value> {
    const CurrentRealm current(*state->agent, Access::realm(realm));
    return operation(*state, *state->agent, Access::realm(realm));
  });
}

}  // namespace orrery::detail
