#pragma once

#include "vm/execution/execution.h"
#include "vm/functions/machine_code.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::jit {

/// What the agent's functions are compiled to from now on. Where the system gives no memory for machine code,
/// none is.
void install(vm::Agent& agent, vm::MachineCodeUse use);

/// What all agents of the process share.
vm::MachineCodeRoom room();

}  // namespace orrery::jit
