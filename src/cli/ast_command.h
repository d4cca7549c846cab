#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/terminal.h"
#include "syntax/parse/parser.h"

namespace orrery::cli {

struct AstOptions {
  std::string file;
  std::optional<syntax::Goal> goal;  // by default what the file's name asks for
  bool json = false;
  bool show_scopes = true;
  std::uint32_t max_depth = UINT32_MAX;
  Colour colour = Colour::Auto;
};

/// Prints the file's syntax tree: for people, or as ESTree JSON.
/// \return the exit status: 0, or 1 when the file cannot be read or parsed
int run_ast(const AstOptions& options);

}  // namespace orrery::cli
