#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "syntax/lexer.h"
#include "syntax/name_table.h"
#include "syntax/parse/parser.h"
#include "syntax/source_text.h"

namespace orrery::syntax {

/// The tokens of a text, one after the other, as the parser saw them.
class TokenStream {
 public:
  /// Of a parsed text. The tree must outlive the stream.
  explicit TokenStream(const SyntaxTree& tree);
  /// Of a text that is no script or module, as well as can be known without parsing: where a `/` may divide
  /// or begin a regular expression the token before decides, which is not always right.
  TokenStream(const SourceText& source, Goal goal);
  TokenStream(const TokenStream&) = delete;

  /// Goes to the next token, at first to the first one. \return false at the end and at whatever is no token
  bool next();

  const Token& token() const { return lexer_.token(); }
  /// The offset of the flags of a regular expression token.
  std::uint32_t flags_start() const { return flags_start_; }

  /// The value of the current token as text: of names and strings, of templates if they have one. Otherwise
  /// empty.
  std::string_view text_value();
  double numeric_value() const { return lexer_.numeric_value(token()); }
  /// Has the current token, a template, no value because of an escape?
  bool is_template_without_value() const { return token().is_irregular; }

 private:
  bool is_rescanned();
  bool guess_slash() const;
  bool guess_brace();
  void note_brackets();

  const SourceText& source_;
  NameTable names_;
  Lexer lexer_;
  std::uint32_t flags_start_ = 0;

  // What a token cannot know of itself: known from the parser …
  bool is_parsed_;
  std::span<const std::uint32_t> context_dependent_tokens_;
  // … or guessed from what came before.
  enum class Bracket : std::uint8_t { Plain, Template, Condition };
  std::vector<Bracket> open_brackets_;
  TokenType previous_ = TokenType::End;
  bool ends_condition_ = false;  // the token before is the `)` of `if (…)` or the like
};

}  // namespace orrery::syntax
