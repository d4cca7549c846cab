#pragma once

#include <optional>
#include <string>

#include "cli/run/runtime.h"
#include "syntax/parser.h"

namespace orrery::cli {

struct RunOptions {
  std::string file;                  // or "-" for standard input
  std::optional<syntax::Goal> goal;  // unset: as the file's name says
  RuntimeOptions runtime;
};

/// Runs the program. \return the process's exit status
int run_program(const RunOptions& options);

}  // namespace orrery::cli
