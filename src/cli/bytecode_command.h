#pragma once

#include <optional>
#include <string>

#include "cli/terminal.h"
#include "syntax/parse/parser.h"

namespace orrery::cli {

struct BytecodeOptions {
  std::string file;
  std::optional<syntax::Goal> goal;     // by default what the file's name asks for
  std::optional<std::string> function;  // only functions of this name, or the one of this number
  bool machine_code = false;            // below each instruction, what is made of it
  bool json = false;
  Colour colour = Colour::Auto;
};

/// Compiles the file with all its functions and prints their bytecode: for people, or as a JSON array. An
/// outer function comes before those in it.
/// \return the exit status: 0, or 1 when the file cannot be read or parsed, when it has no such function,
/// when the validator objects to what the compiler has made, or when machine code is asked for and cannot be
/// shown
int run_bytecode(const BytecodeOptions& options);

}  // namespace orrery::cli
