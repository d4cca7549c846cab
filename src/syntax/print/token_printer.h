#pragma once

#include <cstdint>

#include "base/output_buffer.h"
#include "syntax/print/token_stream.h"

namespace orrery::syntax {

/// Prints for people, one line for each token that ends by `limit`: its place (line and column from 1, in
/// code points), its type, its text, and its value where that is not the same.
void print_tokens(TokenStream& tokens, const SourceText& source, std::uint32_t limit,
                  base::OutputBuffer& output, bool colour);

struct TokensJsonOptions {
  SourceRange range = {.start = 0, .end = UINT32_MAX};  // only tokens that lie in it
  bool has_loc = true;
};

/// Writes tokens as a JSON array of objects with `type` (as in tokens.def), `start`, `end` and, unless it is
/// not wanted, `loc` (as ESTree has them), and for names and literals `value`: a text, a number, the digits
/// of a BigInt, null for a template without a value, {pattern, flags} for a regular expression.
void write_tokens_json(TokenStream& tokens, const SourceText& source, const TokensJsonOptions& options,
                       base::OutputBuffer& output);

}  // namespace orrery::syntax
