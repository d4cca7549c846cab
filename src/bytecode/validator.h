#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/code_block.h"

namespace orrery::bytecode {

/// [DOC] What sound code is
///
/// Whatever a CodeBlock holds, validate() looks at it without harm, and says all that is wrong. What it has
/// no objection to, the tiers run without checking anything again:
///
/// - Instructions follow each other without gaps, and the last one does not go on behind it. Each may stand
///   in this kind of function.
/// - Operands exist: registers of the frame, with all that a Base needs; constants of the type that the
///   operand wants; feedback sites of the kind that the opcode wants; slots of environments, where it is
///   known which one it is; values of enums.
/// - Jumps lead to instructions, and backwards only by JumpLoop: a loop cannot escape the poll.
/// - Handlers cover whole instructions, lie one inside the other or apart, inner before outer, and lead
///   forwards out of what they cover.
/// - Whatever may throw has a position. Scopes lie inside their parents.
/// - A module has a ModuleRecord, whose requests, slots and functions exist; other code has none.
/// - No path reads the accumulator or a register that nothing has been written to. At the start that is
///   `this` and the parameters; a call destroys what lies at its base and behind.
///
/// Not checked: types of values (that a register holds an environment, or a list).

struct Problem {
  static constexpr std::uint32_t k_no_offset = ~0u;

  std::uint32_t offset;  // of the instruction, or k_no_offset
  std::string message;   // begins with the offset and the instruction, or what else it is about
};

/// What is wrong with `code_block`; empty if nothing is. The list is cut after k_max_problems.
std::vector<Problem> validate(const CodeBlock& code_block);
constexpr std::size_t k_max_problems = 50;

}  // namespace orrery::bytecode
