#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/line_map.h"
#include "base/output_buffer.h"
#include "bytecode/code_block.h"

// What these print is made of any code block that has a program, sound or not: what does not exist is shown
// as such. `lines` is of the program's source.

namespace orrery::bytecode {

/// An instruction of the machine code that was made of an instruction.
struct MachineCodeLine {
  std::string_view part;  // what it is there for; empty: it is in the line of the program
  std::uint32_t offset;   // from the function's first
  std::string text;
};

/// By the offset of the instruction.
using MachineCodeLines = std::map<std::uint32_t, std::vector<MachineCodeLine>>;

struct ListingOptions {
  bool colour = false;
  const MachineCodeLines* machine_code = nullptr;  // null: is not shown
};

/// Prints the code for people: what function it is; its instructions, a line for each, under the lines of
/// the source that they come from; then its constants, handlers and scopes.
///
///      3 │ return list.length
///        0004  GetNamed               r1, k0, f0        ; object list, key "length"
///
/// Operands are registers (r), constants (k), feedback (f, by its first word), numbers with their names, and
/// jumps. What they stand for is said behind the semicolon. L1, L2 … are the places that something jumps to.
/// Machine code stands below its instruction.
void print_listing(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                   const ListingOptions& options);

/// Writes the same, and all else that is in the code block, as a JSON object without a final newline. Places
/// in the source are as in ESTree (`orrery ast --json`): `start` and `end` in UTF-16 code units, `loc` in
/// lines from 1 and columns from 0.
/// \param machine_code  null: is not shown
void write_listing_json(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                        const MachineCodeLines* machine_code = nullptr);

}  // namespace orrery::bytecode
