#pragma once

#include <string>
#include <string_view>

#include "syntax/syntax_tree.h"

namespace orrery::syntax {

/// What stands between the first and the last character of a literal: strings, and templates without holes.
inline std::string_view without_quotes(std::string_view literal) {
  return literal.substr(1, literal.size() - 2);
}

/// The decimal digits of a BigInt literal such as `1_000n` or `0xFFn`.
std::string bigint_digits(std::string_view literal);

struct RegExpText {
  std::string_view pattern;
  std::string_view flags;
};
RegExpText regexp_text(const SyntaxTree& tree, const RegExpLiteral& literal);

/// The text of a template element with its line ends normalised, as String.raw gives it
/// (https://tc39.es/ecma262/#sec-static-semantics-trv).
std::string raw_template_text(std::string_view text);

}  // namespace orrery::syntax
