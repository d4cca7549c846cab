#pragma once

#include <optional>
#include <string>

#include "cli/terminal.h"
#include "syntax/parse/parser.h"

namespace orrery::cli {

struct TokensOptions {
  std::string file;
  std::optional<syntax::Goal> goal;  // by default what the file's name asks for
  bool json = false;
  Colour colour = Colour::Auto;
};

/// Prints the file's tokens: for people, or as JSON. When it has a syntax error, those before the error.
/// \return the exit status: 0, or 1 when the file cannot be read or parsed
int run_tokens(const TokensOptions& options);

}  // namespace orrery::cli
