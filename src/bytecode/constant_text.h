#pragma once

#include <string>

#include "bytecode/code_block.h"

// Parts of code blocks as short texts for people, fit for a terminal. Any code block will do, sound or not.

namespace orrery::bytecode {

/// A string of the program in quotes, cut when it is long.
std::string quoted_string(const CodeBlock& code_block, StringId id);
/// The same without quotes: a name.
std::string name_text(const CodeBlock& code_block, StringId id);
/// `function add`, or what kind of function it is if it has no name.
std::string function_text(const CodeBlock& code_block, const FunctionHeader& header);
/// A constant: a literal as it would be written, or what it describes.
std::string constant_text(const CodeBlock& code_block, const Constant& constant);

}  // namespace orrery::bytecode
