#include "syntax/lexer.h"

#include <utility>

#include <fmt/core.h>

#include "base/bytes16.h"
#include "base/unicode/unicode_identifiers.h"
#include "base/unicode/utf.h"
#include "syntax/characters.h"

namespace orrery::syntax {

using base::Bytes16;
using base::lowest_bit;

namespace {

/// `c` for a message: itself, or U+XXXX where it would not be seen.
std::string quoted_character(const char* text, std::uint32_t& length) {
  const auto decoded = base::decode_wtf8(text);
  length = decoded.length;
  const bool visible = decoded.code_point > 0x20 && decoded.code_point != 0x7F &&
                       (decoded.code_point < 0x80 || decoded.code_point > 0xA0) &&
                       !base::is_surrogate(decoded.code_point);
  const auto number = fmt::format("U+{:04X}", static_cast<std::uint32_t>(decoded.code_point));
  return visible ? fmt::format("'{}' ({})", std::string_view(text, length), number) : number;
}

Bytes16 ascii_identifier_parts(Bytes16 bytes) {
  return bytes.to_lower().between('a', 'z') | bytes.between('0', '9') | bytes.equal('_') | bytes.equal('$');
}

}  // namespace

Lexer::Lexer(const SourceText& source, NameTable& names, bool allow_html_comments)
    : cursor_(source.text().data()),
      text_(source.text().data()),
      end_(text_ + source.text().size()),
      ill_formed_(text_ + source.first_ill_formed()),
      allow_html_comments_(allow_html_comments),
      looks_like_utf_16_(source.looks_like_utf_16()),
      names_(names) {
  // https://tc39.es/ecma262/#sec-hashbang
  if (cursor_[0] == '#' && cursor_[1] == '!') skip_line_comment();
}

void Lexer::fail(SyntaxError error) {
  if (!failed_) {
    failed_ = true;
    error_ = std::move(error);
  }
  cursor_ = end_;
  token_.type = TokenType::End;
  token_.name = Name::none;
  token_.start = token_.end = offset(end_);
}

void Lexer::fail_at(const char* start, const char* end, std::string message) {
  fail({std::move(message), {offset(start), offset(end)}, {}, {}});
}

void Lexer::fail_unterminated(const char* start, const char* end, std::string message) {
  SyntaxError error{std::move(message), {offset(start), offset(end)}, {}, {}};
  error.is_at_end = true;
  fail(std::move(error));
}

void Lexer::fail_unexpected_character() {
  std::uint32_t length = 1;
  const auto character = quoted_character(cursor_, length);
  const bool is_replaced = cursor_ >= ill_formed_ && base::decode_wtf8(cursor_).code_point == 0xFFFD;
  if (is_replaced && looks_like_utf_16_)
    return fail_at(cursor_, cursor_ + length, "The text looks like UTF-16; it must be UTF-8");
  fail_at(cursor_, cursor_ + length,
          is_replaced ? "Unexpected character: the text is not valid UTF-8"
                      : "Unexpected character " + character);
}

void Lexer::restore(const State& state) {
  if (failed_) return;
  token_ = state.token;
  cursor_ = state.cursor;
  previous_end_ = state.previous_end;
}

void Lexer::seek(std::uint32_t target, std::uint32_t previous_end) {
  if (failed_) return;
  cursor_ = text_ + target;
  token_.end = previous_end;
  next();
}

void Lexer::finish(TokenType type, unsigned length) {
  token_.type = type;
  cursor_ += length;
  token_.end = offset(cursor_);
}

void Lexer::next() {
  previous_end_ = token_.end;
  token_.newline_before = false;
  token_.has_escape = false;
  token_.is_irregular = false;
  token_.name = Name::none;
  if (!skip_trivia()) return;
  token_.start = offset(cursor_);
  scan_token();
}

void Lexer::scan_token() {
  const char first = *cursor_;
  switch (leading_byte(first)) {
    case LeadingByte::IdentifierStart:
      return scan_identifier();
    case LeadingByte::Punctuator:
      return scan_punctuator(first);
    case LeadingByte::Dot:
      if (is_decimal_digit(cursor_[1])) return scan_number();
      if (cursor_[1] == '.' && cursor_[2] == '.') return finish(TokenType::Ellipsis, 3);
      return finish(TokenType::Dot, 1);
    case LeadingByte::Digit:
      return scan_number();
    case LeadingByte::Quote:
      return scan_string(first);
    case LeadingByte::Backquote:
      ++cursor_;
      return scan_template();
    case LeadingByte::NumberSign:
      return scan_private_identifier();
    case LeadingByte::Backslash:
    case LeadingByte::NonAscii:
      return scan_irregular_identifier(cursor_);
    case LeadingByte::Zero:
      if (cursor_ == end_) return finish(TokenType::End, 0);
      [[fallthrough]];
    case LeadingByte::Illegal:
      break;
  }
  fail_unexpected_character();
}

// White space and comments ----------------------------------------------------------------------------------

/// \return false after an error
bool Lexer::skip_trivia() {
  for (;;) {
    switch (*cursor_) {
      case ' ':
        // Indentation comes in runs.
        if (cursor_[1] == ' ') {
          const std::uint32_t others = ~Bytes16::load(cursor_).equal(' ').mask() & 0xFFFF;
          cursor_ += others == 0 ? Bytes16::k_size : lowest_bit(others);
          continue;
        }
        [[fallthrough]];
      case '\t':
      case '\v':
      case '\f':
        ++cursor_;
        continue;
      case '\n':
      case '\r':
        token_.newline_before = true;
        ++cursor_;
        continue;
      case '/':
        if (cursor_[1] == '/') {
          skip_line_comment();
          continue;
        }
        if (cursor_[1] == '*') {
          if (!skip_block_comment()) return false;
          continue;
        }
        return true;
      case '<':
        // https://tc39.es/ecma262/#prod-annexB-SingleLineHTMLOpenComment
        if (allow_html_comments_ && std::string_view(cursor_, 4) == "<!--") {
          skip_line_comment();
          continue;
        }
        return true;
      case '-':
        // https://tc39.es/ecma262/#prod-annexB-SingleLineHTMLCloseComment: only white space and comments
        // before it on its line
        if (allow_html_comments_ && std::string_view(cursor_, 3) == "-->" &&
            (token_.newline_before || previous_end_ == 0)) {
          skip_line_comment();
          continue;
        }
        return true;
      default:
        if (!is_non_ascii(*cursor_) || !skip_non_ascii_space()) return true;
    }
  }
}

/// Up to the line terminator, which is left.
void Lexer::skip_line_comment() {
  for (;;) {
    const auto bytes = Bytes16::load(cursor_);
    const std::uint32_t stops =
        (bytes.equal('\n') | bytes.equal('\r') | bytes.equal('\xE2') | bytes.equal('\0')).mask();
    if (stops == 0) {
      cursor_ += Bytes16::k_size;
      continue;
    }
    cursor_ += lowest_bit(stops);
    if (is_line_terminator(cursor_) || cursor_ >= end_) return;
    ++cursor_;
  }
}

bool Lexer::skip_block_comment() {
  const char* start = cursor_;
  cursor_ += 2;
  for (;;) {
    const auto bytes = Bytes16::load(cursor_);
    const std::uint32_t stops =
        (bytes.equal('*') | bytes.equal('\n') | bytes.equal('\r') | bytes.equal('\xE2') | bytes.equal('\0'))
            .mask();
    if (stops == 0) {
      cursor_ += Bytes16::k_size;
      continue;
    }
    cursor_ += lowest_bit(stops);
    if (cursor_[0] == '*' && cursor_[1] == '/') {
      cursor_ += 2;
      return true;
    }
    if (is_line_terminator(cursor_)) token_.newline_before = true;
    if (cursor_ >= end_) {
      fail_unterminated(start, start + 2, "Unterminated comment: no '*/' before the end of the text");
      return false;
    }
    ++cursor_;
  }
}

/// https://tc39.es/ecma262/#sec-white-space and #sec-line-terminators, what of them is not ASCII
bool Lexer::skip_non_ascii_space() {
  const auto decoded = base::decode_wtf8(cursor_);
  if (decoded.code_point == 0x2028 || decoded.code_point == 0x2029) {
    token_.newline_before = true;
  } else if (decoded.code_point != 0xFEFF && !base::is_space_separator(decoded.code_point)) {
    return false;
  }
  cursor_ += decoded.length;
  return true;
}

// Punctuators -----------------------------------------------------------------------------------------------

void Lexer::scan_punctuator(char first) {
  using enum TokenType;
  const char second = cursor_[1], third = cursor_[2];
  switch (first) {
    case '{':
      return finish(LeftBrace, 1);
    case '}':
      return finish(RightBrace, 1);
    case '(':
      return finish(LeftParenthesis, 1);
    case ')':
      return finish(RightParenthesis, 1);
    case '[':
      return finish(LeftBracket, 1);
    case ']':
      return finish(RightBracket, 1);
    case ';':
      return finish(Semicolon, 1);
    case ',':
      return finish(Comma, 1);
    case ':':
      return finish(Colon, 1);
    case '~':
      return finish(Tilde, 1);
    case '=':
      if (second == '=') return third == '=' ? finish(EqualsEqualsEquals, 3) : finish(EqualsEquals, 2);
      return second == '>' ? finish(Arrow, 2) : finish(Equals, 1);
    case '!':
      if (second == '=') return third == '=' ? finish(NotEqualsEquals, 3) : finish(NotEquals, 2);
      return finish(Exclamation, 1);
    case '+':
      if (second == '+') return finish(PlusPlus, 2);
      return second == '=' ? finish(PlusEquals, 2) : finish(Plus, 1);
    case '-':
      if (second == '-') return finish(MinusMinus, 2);
      return second == '=' ? finish(MinusEquals, 2) : finish(Minus, 1);
    case '*':
      if (second == '*')
        return third == '=' ? finish(AsteriskAsteriskEquals, 3) : finish(AsteriskAsterisk, 2);
      return second == '=' ? finish(AsteriskEquals, 2) : finish(Asterisk, 1);
    case '/':
      return second == '=' ? finish(SlashEquals, 2) : finish(Slash, 1);
    case '%':
      return second == '=' ? finish(PercentEquals, 2) : finish(Percent, 1);
    case '&':
      if (second == '&')
        return third == '=' ? finish(AmpersandAmpersandEquals, 3) : finish(AmpersandAmpersand, 2);
      return second == '=' ? finish(AmpersandEquals, 2) : finish(Ampersand, 1);
    case '|':
      if (second == '|') return third == '=' ? finish(BarBarEquals, 3) : finish(BarBar, 2);
      return second == '=' ? finish(BarEquals, 2) : finish(Bar, 1);
    case '^':
      return second == '=' ? finish(CaretEquals, 2) : finish(Caret, 1);
    case '<':
      if (second == '<') return third == '=' ? finish(ShiftLeftEquals, 3) : finish(ShiftLeft, 2);
      return second == '=' ? finish(LessThanEquals, 2) : finish(LessThan, 1);
    case '>':
      if (second == '>' && third == '>')
        return cursor_[3] == '=' ? finish(UnsignedShiftRightEquals, 4) : finish(UnsignedShiftRight, 3);
      if (second == '>') return third == '=' ? finish(ShiftRightEquals, 3) : finish(ShiftRight, 2);
      return second == '=' ? finish(GreaterThanEquals, 2) : finish(GreaterThan, 1);
    default:  // '?'
      if (second == '?')
        return third == '=' ? finish(QuestionQuestionEquals, 3) : finish(QuestionQuestion, 2);
      // `a?.5:b` is a conditional.
      if (second == '.' && !is_decimal_digit(third)) return finish(QuestionDot, 2);
      return finish(QuestionMark, 1);
  }
}

// Names: https://tc39.es/ecma262/#sec-names-and-keywords ----------------------------------------------------

void Lexer::scan_identifier() {
  const char* start = cursor_;
  const char* end = start;
  for (;;) {
    const std::uint32_t others = ~ascii_identifier_parts(Bytes16::load(end)).mask() & 0xFFFF;
    if (others != 0) {
      end += lowest_bit(others);
      break;
    }
    end += Bytes16::k_size;
  }
  if (*end == '\\' || is_non_ascii(*end)) [[unlikely]]
    return scan_irregular_identifier(start);
  cursor_ = end;
  token_.end = offset(end);
  token_.name = names_.intern_in_place({start, static_cast<std::size_t>(end - start)});
  token_.type = is_keyword(token_.name) ? keyword_token_type(token_.name) : TokenType::Identifier;
}

/// A name with escapes or characters beyond ASCII, from its start.
void Lexer::scan_irregular_identifier(const char* start) {
  cursor_ = start;
  std::string text;
  while (append_identifier_part(text, cursor_ == start)) {
  }
  if (failed_) return;
  if (text.empty()) {
    return fail_unexpected_character();
  }
  token_.end = offset(cursor_);
  token_.name = names_.intern(text);
  // A keyword written with escapes is never a keyword; where it may stand as a name is the parser's business.
  const bool is_keyword_token = is_keyword(token_.name) && !token_.has_escape;
  token_.type = is_keyword_token ? keyword_token_type(token_.name) : TokenType::Identifier;
}

/// \return false at the end of the name or after an error
bool Lexer::append_identifier_part(std::string& text, bool is_first) {
  const char* start = cursor_;
  char32_t code_point;
  if (*cursor_ == '\\') {
    token_.has_escape = true;
    ++cursor_;
    if (*cursor_ != 'u' || !scan_code_point_escape(code_point)) {
      if (!failed_) fail_at(start, cursor_, "Invalid Unicode escape in a name: expected \\uXXXX or \\u{X…}");
      return false;
    }
  } else {
    const auto decoded = base::decode_wtf8(cursor_);
    code_point = decoded.code_point;
    cursor_ += decoded.length;
  }
  const bool fits = code_point < 0x80 ? (is_first ? is_ascii_identifier_start(static_cast<char>(code_point))
                                                  : is_ascii_identifier_part(static_cast<char>(code_point)))
                    : is_first        ? base::is_id_start(code_point)
                                      : base::is_id_continue(code_point);
  if (fits) {
    base::append_wtf8(text, code_point);
    return true;
  }
  if (*start == '\\') {
    fail_at(start, cursor_, "A name cannot contain the character of this escape");
    return false;
  }
  cursor_ = start;
  return false;
}

void Lexer::scan_private_identifier() {
  const char* start = cursor_++;
  const auto first = leading_byte(*cursor_);
  if (first == LeadingByte::IdentifierStart) {
    scan_identifier();
  } else if (first == LeadingByte::Backslash || first == LeadingByte::NonAscii) {
    scan_irregular_identifier(cursor_);
  } else {
    return fail_at(start, cursor_,
                   "Unexpected '#': a private name is '#' and a name without a space between them");
  }
  if (!failed_) token_.type = TokenType::PrivateIdentifier;
}

}  // namespace orrery::syntax
