#pragma once

#include <cstddef>

namespace orrery::vm {
class Agent;
class Value;
}  // namespace orrery::vm

namespace orrery::interpreter {

/// https://tc39.es/ecma262/#sec-preparefortailcall, put off until the stack is half full: so that
/// stacks that fit are seen whole. Drops each frame of the innermost run of the interpreter that waits for
/// nothing but to return what a proper tail call returns, and moves the frames above it down.
/// \param end  of what lies above the running frame and is to be moved with it: a call's arguments
/// \return by how many words execution.fp has moved down; 0: there was nothing to drop
std::ptrdiff_t drop_tail_callers(vm::Agent& agent, const vm::Value* end);

/// Where execution.tail_call_limit has to be behind a drop: half of what is left must be used up before the
/// next, which may bring as little.
vm::Value* next_tail_call_limit(const vm::Agent& agent);

}  // namespace orrery::interpreter
