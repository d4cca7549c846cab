#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/name_table.h"
#include "syntax/source_text.h"
#include "syntax/syntax_error.h"
#include "syntax/token.h"

namespace orrery::syntax {

/// [DOC] Lexer
///
/// From source text to tokens, one at a time:
/// https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar
///
/// The lexical grammar has several goal symbols because a token cannot know whether `/` divides or begins a
/// regular expression, and whether `}` ends a block or goes on with a template. The lexer always reads the
/// former, and the parser, who knows, asks for the latter with `rescan_…`.
///
/// Literals are checked here, but their values are made only on request (`string_value`, `numeric_value`, …):
/// a pre-parsed function never needs them.
///
/// The first error is kept; from then on there is nothing but End tokens. The parser relies on that to stop.
class Lexer {
 public:
  /// \param allow_html_comments  `<!--` and `-->` are comments, as Annex B has it for scripts
  Lexer(const SourceText& source, NameTable& names, bool allow_html_comments);

  const Token& token() const { return token_; }
  /// The end of the token before the current one: where a node that ends there ends.
  std::uint32_t previous_end() const { return previous_end_; }

  void next();

  /// Everything needed to come back to a token. Taken for look-ahead.
  struct State {
    Token token;
    const char* cursor;
    std::uint32_t previous_end;
  };
  State save() const { return {token_, cursor_, previous_end_}; }
  void restore(const State& state);

  /// Goes on at byte `target`, and reads the token there; the token before ended at `previous_end`.
  void seek(std::uint32_t target, std::uint32_t previous_end);

  /// The current `/` or `/=` begins a regular expression literal. Its token ends behind the flags.
  /// \return the offset of its flags
  std::uint32_t rescan_as_regular_expression();
  /// The current `}` goes on with a template.
  void rescan_as_template_continuation();

  // Values of literals. The token must be the current one or one before it of the same text.
  Name string_value(const Token& token);
  double numeric_value(const Token& token) const;
  /// The cooked value of a template token, or Name::none if it has none.
  Name template_value(const Token& token);
  bool template_is_tail(const Token& token) const { return text_[token.end - 1] == '`'; }

  /// Records `error` if it is the first, and makes every further token End.
  void fail(SyntaxError error);
  bool failed() const { return failed_; }
  const SyntaxError& error() const { return error_; }

 private:
  // lexer.cpp
  void scan_token();
  bool skip_trivia();
  bool skip_block_comment();
  void skip_line_comment();
  bool skip_non_ascii_space();
  void finish(TokenType type, unsigned length);
  void scan_punctuator(char first);
  void scan_identifier();
  void scan_irregular_identifier(const char* start);
  bool append_identifier_part(std::string& text, bool is_first);
  void scan_private_identifier();

  // lexer_literals.cpp
  void scan_number();
  void scan_digits(bool (*is_digit)(char));
  bool scan_radix_literal(bool (*is_digit)(char), const char* kind);
  void scan_string(char quote);
  void scan_template();
  bool scan_escape(bool in_template, std::string* value);
  bool scan_code_point_escape(char32_t& code_point);
  Name cooked_value(const char* begin, const char* end, bool in_template);

  // `start` and `end` as pointers into the text
  void fail_unexpected_character();
  void fail_at(const char* start, const char* end, std::string message);
  /// What begins at `start` does not end.
  void fail_unterminated(const char* start, const char* end, std::string message);
  std::uint32_t offset(const char* pointer) const { return static_cast<std::uint32_t>(pointer - text_); }

  const char* cursor_;  // behind the current token
  const char* text_;
  const char* end_;
  const char* ill_formed_;  // where the file's bytes were no UTF-8 for the first time
  Token token_;
  std::uint32_t previous_end_ = 0;
  bool allow_html_comments_;
  bool looks_like_utf_16_;
  bool failed_ = false;
  NameTable& names_;
  SyntaxError error_;
};

}  // namespace orrery::syntax
