#pragma once

#include <optional>
#include <string>

#include "syntax/parse/parser.h"

namespace orrery::cli {

struct BenchParseOptions {
  std::string file;
  std::optional<syntax::Goal> goal;  // by default what the file's name asks for
  bool lazy_functions = false;
  unsigned rounds = 10;
  bool json = false;
  /// Instead of `rounds` in a row: one round for each line on standard input, answered by a line with its
  /// milliseconds. So a driver can alternate between several programs (bench/README.md).
  bool on_demand = false;
};

/// Times parsing of a file again and again in one process. A round begins with the file's bytes in memory and
/// ends with the finished tree: decoding, interning of names, early errors and scopes are in it; reading the
/// file and giving back the tree's memory are not.
/// \return the exit status: 0, or 1 when the file cannot be read or parsed
int run_bench_parse(const BenchParseOptions& options);

}  // namespace orrery::cli
