#include "vm/functions/native_loop.h"

#include "vm/agent.h"

namespace orrery::vm {

NativeLoop::NativeLoop(Agent& agent) : agent_(agent), rounds_left_(agent.native_rounds_left()) {}

void count_work(Agent& agent, std::size_t bytes) {
  constexpr std::size_t k_bytes_of_poll = 4096;
  agent.execution.polls_left -= static_cast<std::int64_t>(bytes / k_bytes_of_poll);
}

Completion<void> check_interrupt(Agent& agent) {
  // One that was met where nothing could be thrown: while a value was shown, for example.
  if (agent.is_terminating()) return Thrown{};
  if (agent.take_look_request() && agent.hooks().look != nullptr) agent.hooks().look(agent);
  const Termination requested = agent.take_interrupt();
  if (requested != Termination::None) return agent.terminate(requested);
  return {};
}

}  // namespace orrery::vm
