#include "vm/functions/native_loop.h"

#include "vm/agent.h"

namespace orrery::vm {

Completion<void> check_interrupt(Agent& agent) {
  // One that was met where nothing could be thrown: while a value was shown, for example.
  if (agent.is_terminating()) return Thrown{};
  const Termination requested = agent.take_interrupt();
  if (requested != Termination::None) return agent.terminate(requested);
  return {};
}

}  // namespace orrery::vm
