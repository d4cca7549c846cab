#pragma once

#include "vm/execution/execution.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::jit {

/// What the agent's functions are compiled to from now on. Where the system gives no memory for machine code,
/// none is.
void install(vm::Agent& agent, vm::MachineCodeUse use);

}  // namespace orrery::jit
