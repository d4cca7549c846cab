#pragma once

#include <cstdint>
#include <expected>

#include "syntax/ast.h"
#include "syntax/source_text.h"
#include "syntax/syntax_error.h"

namespace orrery::syntax {

/// What a text is parsed as: the grammar's goal symbol (https://tc39.es/ecma262/#sec-syntactic-grammar).
enum class Goal : std::uint8_t { Script, Module };

struct ParseOptions {
  Goal goal = Goal::Script;
  /// Function bodies are checked and their captures recorded, but their trees are not kept: see lazy_function.h.
  bool lazy_functions = false;
};

/// Parses all of `source`, which must outlive the result, and finds every early error.
std::expected<Program, SyntaxError> parse(const SourceText& source, const ParseOptions& options);

}  // namespace orrery::syntax
