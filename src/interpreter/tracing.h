#pragma once

#include "vm/execution/execution.h"

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::interpreter {

/// From the next instruction on, `observer` is told of each one; null: nobody is. At any time, in mid-run
/// too: by native functions, and by the observer itself. The dispatch table is replaced by one whose handlers
/// tell and then go on with the plain ones, so nothing is slower while nobody watches.
void set_instruction_observer(vm::Agent& agent, vm::InstructionObserver* observer);

}  // namespace orrery::interpreter
