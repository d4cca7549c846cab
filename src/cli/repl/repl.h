#pragma once

#include <string>

#include "cli/run/runtime.h"

namespace orrery::cli {

struct ReplOptions {
  RunSettings settings;
  Colour colour = Colour::Auto;
  RuntimeOptions runtime;
  std::string history_file;  // empty: none
};

/// Reads programs from standard input, a statement or more at a time, runs each and shows its value, until
/// the input ends. \return the process's exit status
int run_repl(const ReplOptions& options);

}  // namespace orrery::cli
