#pragma once

#include "base/line_map.h"
#include "base/output_buffer.h"
#include "bytecode/code_block.h"

// What these print is made of any code block that has a program, sound or not: what does not exist is shown
// as such. `lines` is of the program's source.

namespace orrery::bytecode {

struct ListingOptions {
  bool colour = false;
};

/// Prints the code for people: what function it is; its instructions, a line for each, under the lines of
/// the source that they come from; then its constants, handlers and scopes.
///
///      3 │ return list.length
///        0004  GetNamed               r1, k0, f0        ; object list, key "length"
///
/// Operands are registers (r), constants (k), feedback (f, by its first word), numbers with their names, and
/// jumps. What they stand for is said behind the semicolon. L1, L2 … are the places that something jumps to.
void print_listing(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                   const ListingOptions& options);

/// Writes the same, and all else that is in the code block, as a JSON object without a final newline. Places
/// in the source are as in ESTree (`orrery ast --json`): `start` and `end` in UTF-16 code units, `loc` in
/// lines from 1 and columns from 0.
void write_listing_json(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output);

}  // namespace orrery::bytecode
