#pragma once

#include <cstdint>

#include "base/output_buffer.h"
#include "syntax/print/token_stream.h"

namespace orrery::syntax {

/// Prints for people, one line for each token that ends by `limit`: its place (line and column from 1, in
/// code points), its type, its text, and its value where that is not the same.
void print_tokens(TokenStream& tokens, const SourceText& source, std::uint32_t limit,
                  base::OutputBuffer& output, bool colour);

/// Writes the tokens that end by `limit` as a JSON array of objects with `type` (as in tokens.def), `start`,
/// `end` and `loc` (as ESTree has them), and for names and literals `value`: a text, a number, the digits of
/// a BigInt, null for a template without a value, {pattern, flags} for a regular expression.
void write_tokens_json(TokenStream& tokens, const SourceText& source, std::uint32_t limit,
                       base::OutputBuffer& output);

}  // namespace orrery::syntax
