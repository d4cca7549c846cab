#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "syntax/parse/parser.h"

namespace orrery::cli {

struct CheckOptions {
  std::vector<std::string> files;
  /// What to parse the files as; by default .mjs files are modules and all others scripts.
  std::optional<syntax::Goal> goal;
  bool lazy_functions = false;
  Colour colour = Colour::Auto;
};

/// Parses the files and shows their errors on standard error.
/// \return the exit status: 0 when all are scripts or modules, 1 when one is not or cannot be read
int run_check(const CheckOptions& options);

/// Parses the sources on standard input, each of which ends in a zero byte, and prints one line for each:
/// `ok`, or `error LINE:COLUMN MESSAGE` (both from 1, columns in code points). For tools with thousands of
/// small sources. `options.files` is not used.
/// \return the exit status: 0 whatever the verdicts, 1 when standard input cannot be read
int run_check_batch(const CheckOptions& options);

/// One source's line of the batch: without the line's end.
std::string batch_verdict(std::string_view bytes, const syntax::ParseOptions& options);

}  // namespace orrery::cli
