#pragma once

#include <string_view>

#include "bytecode/code_block.h"

namespace orrery::bytecode {

/// What a method or accessor is called where it is written, for it gets its name only when the program runs:
/// `size` of `get size() {…}`, `#step`, `[Symbol.iterator]`, `"a b"`. \return empty: it is none of these, or
/// its text (FunctionHeader::source_start) is not that of a method. Owned by the program.
std::string_view written_name(const Program& program, const FunctionHeader& header);

}  // namespace orrery::bytecode
