#pragma once

#include <cstddef>

#include "bytecode/instruction.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::interpreter {

/// The slow path of an instruction as machine code runs it: a handler that gets the address of the opcode,
/// and finds in Execution::next_machine_code where the code goes on behind the instruction.
void* slow_path_of_machine_code(bytecode::Opcode opcode, bool is_wide);

/// Heap::allocate_if_room(), which is inline, as a function.
void* allocate_if_room(vm::Agent& agent, std::size_t size);

}  // namespace orrery::interpreter
