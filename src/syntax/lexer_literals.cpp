// Numbers, strings, templates and regular expressions:
// https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar-literals

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fast_float/fast_float.h>
#include <fmt/core.h>

#include "base/bytes16.h"
#include "base/unicode/unicode_identifiers.h"
#include "base/unicode/utf.h"
#include "regexp/pattern_syntax.h"
#include "syntax/characters.h"
#include "syntax/lexer.h"

namespace orrery::syntax {

using base::Bytes16;
using base::lowest_bit;

// Numbers: https://tc39.es/ecma262/#sec-literals-numeric-literals -------------------------------------------

namespace {

/// The number that `digits` (separators allowed) are in a radix of 2 to the power of `bits`, correctly
/// rounded.
double value_in_power_of_two_radix(std::string_view digits, unsigned bits) {
  std::uint64_t significand = 0;
  int exponent = 0;
  bool sticky = false;  // a bit below the significand is set
  for (char c : digits) {
    if (c == '_') continue;
    const unsigned digit = hex_digit_value(c);
    for (unsigned i = bits; i-- > 0;) {
      const bool bit = (digit >> i & 1) != 0;
      if (significand >> 62 == 0) {
        significand = significand << 1 | (bit ? 1 : 0);
      } else {
        ++exponent;
        sticky |= bit;
      }
    }
  }
  // 63 bits and a sticky one below them round like the exact number.
  significand |= sticky ? 1 : 0;
  return std::ldexp(static_cast<double>(significand), exponent);
}

double decimal_value(std::string_view digits) {
  constexpr std::size_t k_exact_digits = 15;
  if (digits.size() <= k_exact_digits) {
    std::uint64_t value = 0;
    std::size_t i = 0;
    for (; i < digits.size() && is_decimal_digit(digits[i]); ++i)
      value = value * 10 + static_cast<unsigned>(digits[i] - '0');
    if (i == digits.size()) return static_cast<double>(value);
  }
  std::string plain;
  if (digits.find('_') != std::string_view::npos) {
    std::copy_if(digits.begin(), digits.end(), std::back_inserter(plain), [](char c) { return c != '_'; });
    digits = plain;
  }
  double value = 0;
  fast_float::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

double Lexer::numeric_value(const Token& token) const {
  if (token.type != TokenType::NumericLiteral) return 0;  // after an error
  const std::string_view text(text_ + token.start, token.end - token.start);
  if (text[0] == '0' && text.size() > 1) {
    switch (text[1] | 0x20) {
      case 'x':
        return value_in_power_of_two_radix(text.substr(2), 4);
      case 'o':
        return value_in_power_of_two_radix(text.substr(2), 3);
      case 'b':
        return value_in_power_of_two_radix(text.substr(2), 1);
      default:
        // https://tc39.es/ecma262/#prod-LegacyOctalIntegerLiteral
        if (token.is_irregular && text.find_first_of("89.eE") == std::string_view::npos)
          return value_in_power_of_two_radix(text.substr(1), 3);
    }
  }
  return decimal_value(text);
}

/// Digits with single separators between them, from a place where one must stand.
void Lexer::scan_digits(bool (*is_digit)(char)) {
  const char* start = cursor_;
  for (;; ++cursor_) {
    if (is_digit(*cursor_)) continue;
    if (*cursor_ != '_') break;
    if (cursor_ == start || !is_digit(cursor_[-1]) || !is_digit(cursor_[1]))
      return fail_at(cursor_, cursor_ + 1, "A numeric separator is allowed only between two digits");
  }
}

/// Behind a `0x`, `0o` or `0b`.
bool Lexer::scan_radix_literal(bool (*is_digit)(char), const char* kind) {
  const char* start = cursor_;
  cursor_ += 2;
  scan_digits(is_digit);
  if (failed_) return false;
  if (cursor_ == start + 2) {
    fail_at(start, cursor_ + (cursor_ < end_ ? 1 : 0), fmt::format("Expected a {} digit", kind));
    return false;
  }
  return true;
}

void Lexer::scan_number() {
  const char* start = cursor_;
  bool may_be_bigint = true;
  bool is_decimal = true;
  if (*cursor_ == '0' && cursor_[1] != '.') {
    const char prefix = static_cast<char>(cursor_[1] | 0x20);
    if (prefix == 'x' || prefix == 'o' || prefix == 'b') {
      is_decimal = false;
      const bool scanned = prefix == 'x'   ? scan_radix_literal(is_hex_digit, "hexadecimal")
                           : prefix == 'o' ? scan_radix_literal(is_octal_digit, "octal")
                                           : scan_radix_literal(is_binary_digit, "binary");
      if (!scanned) return;
    } else if (is_decimal_digit(cursor_[1]) || cursor_[1] == '_') {
      // Legacy octal (017) or a decimal with a leading zero (018): no separators, no BigInt.
      token_.is_irregular = true;
      may_be_bigint = false;
      is_decimal = false;
      for (++cursor_; is_decimal_digit(*cursor_); ++cursor_) is_decimal |= !is_octal_digit(*cursor_);
      if (*cursor_ == '_')
        return fail_at(cursor_, cursor_ + 1, "A numeric separator is not allowed after a leading zero");
    }
  }
  if (is_decimal) {
    if (!token_.is_irregular) scan_digits(is_decimal_digit);
    if (*cursor_ == '.') {
      may_be_bigint = false;
      ++cursor_;
      scan_digits(is_decimal_digit);
    }
    if ((*cursor_ | 0x20) == 'e') {
      may_be_bigint = false;
      ++cursor_;
      if (*cursor_ == '+' || *cursor_ == '-') ++cursor_;
      if (!is_decimal_digit(*cursor_)) {
        const char* at = std::min(cursor_, end_);
        return fail_at(start, at, "Expected the digits of an exponent");
      }
      scan_digits(is_decimal_digit);
    }
    if (failed_) return;
  }
  const bool is_bigint = *cursor_ == 'n';
  if (is_bigint) ++cursor_;
  if (is_bigint && !may_be_bigint)
    return fail_at(start, cursor_, "A BigInt has no fraction, no exponent and no leading zero");
  finish(is_bigint ? TokenType::BigIntLiteral : TokenType::NumericLiteral, 0);
  // The character behind a number must not be an IdentifierStart or a digit.
  const auto next = leading_byte(*cursor_);
  if (next == LeadingByte::IdentifierStart || next == LeadingByte::Digit || next == LeadingByte::Backslash ||
      (next == LeadingByte::NonAscii && base::is_id_start(base::decode_wtf8(cursor_).code_point)))
    fail_at(start, cursor_ + 1, "A number must not be followed directly by a name or a digit");
}

// Escapes ---------------------------------------------------------------------------------------------------

/// From the `u` of `\uXXXX` or `\u{X…}`. \return false if it is not one; `cursor_` then stands where it broke
/// off
bool Lexer::scan_code_point_escape(char32_t& code_point) {
  ++cursor_;
  code_point = 0;
  if (*cursor_ == '{') {
    const char* start = ++cursor_;
    for (; is_hex_digit(*cursor_); ++cursor_) {
      code_point = code_point << 4 | hex_digit_value(*cursor_);
      if (code_point > 0x10FFFF) return false;
    }
    if (cursor_ == start || *cursor_ != '}') return false;
    ++cursor_;
    return true;
  }
  for (unsigned i = 0; i < 4; ++i, ++cursor_) {
    if (!is_hex_digit(*cursor_)) return false;
    code_point = code_point << 4 | hex_digit_value(*cursor_);
  }
  return true;
}

/// https://tc39.es/ecma262/#prod-EscapeSequence from its backslash; also LineContinuation. What it stands for
/// is appended to `value` unless that is null. \return false if it stands for nothing; in a string that is an
/// error
bool Lexer::scan_escape(bool in_template, std::string* value) {
  const char* start = cursor_++;
  char32_t code_point = 0;
  const char c = *cursor_;
  switch (c) {
    case 'n':
      code_point = '\n';
      break;
    case 't':
      code_point = '\t';
      break;
    case 'r':
      code_point = '\r';
      break;
    case 'b':
      code_point = '\b';
      break;
    case 'f':
      code_point = '\f';
      break;
    case 'v':
      code_point = '\v';
      break;
    case '\r':
      cursor_ += cursor_[1] == '\n' ? 2 : 1;
      return true;
    case '\n':
      ++cursor_;
      return true;
    case 'u':
      if (!scan_code_point_escape(code_point)) {
        if (!in_template)
          fail_at(start, std::min(cursor_ + 1, end_),
                  "Invalid Unicode escape: expected \\uXXXX or \\u{X…} up to 10FFFF");
        return false;
      }
      if (value != nullptr) base::append_wtf8(*value, code_point);
      return true;
    case 'x':
      if (!is_hex_digit(cursor_[1]) || !is_hex_digit(cursor_[2])) {
        ++cursor_;
        if (!in_template)
          fail_at(start, std::min(cursor_ + 1, end_), "Invalid hexadecimal escape: expected \\xXX");
        return false;
      }
      code_point = hex_digit_value(cursor_[1]) << 4 | hex_digit_value(cursor_[2]);
      cursor_ += 2;
      break;
    default:
      if (is_decimal_digit(c)) {
        if (c == '0' && !is_decimal_digit(cursor_[1])) break;
        ++cursor_;
        if (in_template) return false;
        token_.is_irregular = true;
        code_point = static_cast<char32_t>(c - '0');
        if (c >= '8') {
          code_point = static_cast<char32_t>(c);
        } else {
          // https://tc39.es/ecma262/#prod-LegacyOctalEscapeSequence: up to \377
          for (unsigned i = c <= '3' ? 2 : 1; i > 0 && is_octal_digit(*cursor_); --i, ++cursor_)
            code_point = code_point << 3 | static_cast<char32_t>(*cursor_ - '0');
        }
        if (value != nullptr) base::append_wtf8(*value, code_point);
        return true;
      }
      if (cursor_ >= end_) return true;  // the caller finds the end of the text
      const auto decoded = base::decode_wtf8(cursor_);
      cursor_ += decoded.length;
      if (value != nullptr && decoded.code_point != 0x2028 && decoded.code_point != 0x2029)
        base::append_wtf8(*value, decoded.code_point);
      return true;
  }
  ++cursor_;
  if (value != nullptr) base::append_wtf8(*value, code_point);
  return true;
}

/// The value of checked text with escapes.
Name Lexer::cooked_value(const char* begin, const char* end, bool in_template) {
  const char* const saved_cursor = cursor_;
  const bool saved_irregular = token_.is_irregular;
  std::string value;
  for (cursor_ = begin; cursor_ < end;) {
    const char* run = cursor_;
    while (cursor_ < end && *cursor_ != '\\' && *cursor_ != '\r') ++cursor_;
    value.append(run, cursor_);
    if (cursor_ >= end) break;
    if (*cursor_ == '\\') {
      scan_escape(in_template, &value);
    } else {
      // Only templates hold carriage returns: https://tc39.es/ecma262/#sec-static-semantics-tv
      cursor_ += cursor_[1] == '\n' ? 2 : 1;
      value.push_back('\n');
    }
  }
  cursor_ = saved_cursor;
  token_.is_irregular = saved_irregular;
  return names_.intern(value);
}

// Strings: https://tc39.es/ecma262/#sec-literals-string-literals --------------------------------------------

void Lexer::scan_string(char quote) {
  const char* start = cursor_++;
  for (;;) {
    const auto bytes = Bytes16::load(cursor_);
    const std::uint32_t stops =
        (bytes.equal(quote) | bytes.equal('\\') | bytes.equal('\n') | bytes.equal('\r') | bytes.equal('\0'))
            .mask();
    if (stops == 0) {
      cursor_ += Bytes16::k_size;
      continue;
    }
    cursor_ += lowest_bit(stops);
    if (*cursor_ == quote) return finish(TokenType::StringLiteral, 1);
    if (*cursor_ == '\\') {
      token_.has_escape = true;
      scan_escape(false, nullptr);
      if (failed_) return;
    } else if (*cursor_ == '\0' && cursor_ < end_) {
      ++cursor_;
    } else {
      std::string message = fmt::format("Unterminated string: no {} before the end of the line", quote);
      // A string whose last line was continued may go on.
      if (cursor_ >= end_ && (end_[-1] == '\n' || end_[-1] == '\r'))
        return fail_unterminated(start, end_, std::move(message));
      return fail_at(start, std::min(cursor_, end_), std::move(message));
    }
  }
}

Name Lexer::string_value(const Token& token) {
  if (token.type != TokenType::StringLiteral) return Name::none;  // after an error
  const char* begin = text_ + token.start + 1;
  const char* end = text_ + token.end - 1;
  if (!token.has_escape) return names_.intern_in_place({begin, static_cast<std::size_t>(end - begin)});
  return cooked_value(begin, end, false);
}

// Templates: https://tc39.es/ecma262/#sec-template-literal-lexical-components -------------------------------

/// From behind a ` or }.
void Lexer::scan_template() {
  for (;;) {
    const auto bytes = Bytes16::load(cursor_);
    const std::uint32_t stops =
        (bytes.equal('`') | bytes.equal('$') | bytes.equal('\\') | bytes.equal('\r') | bytes.equal('\0'))
            .mask();
    if (stops == 0) {
      cursor_ += Bytes16::k_size;
      continue;
    }
    cursor_ += lowest_bit(stops);
    switch (*cursor_) {
      case '`':
        return finish(TokenType::Template, 1);
      case '$':
        if (cursor_[1] == '{') return finish(TokenType::Template, 2);
        ++cursor_;
        break;
      case '\\':
        token_.has_escape = true;
        if (!scan_escape(true, nullptr)) token_.is_irregular = true;
        break;
      case '\r':
        token_.has_escape = true;  // its value is a line feed
        ++cursor_;
        break;
      default:
        if (cursor_ >= end_) {
          const char* start = text_ + token_.start;
          return fail_unterminated(start, start + 1, "Unterminated template literal");
        }
        ++cursor_;
    }
  }
}

void Lexer::rescan_as_template_continuation() {
  if (failed_) return;
  cursor_ = text_ + token_.start + 1;
  token_.has_escape = false;
  token_.is_irregular = false;
  scan_template();
}

Name Lexer::template_value(const Token& token) {
  if (token.is_irregular || token.type != TokenType::Template) return Name::none;
  const char* begin = text_ + token.start + 1;
  const char* end = text_ + token.end - (template_is_tail(token) ? 1 : 2);
  if (!token.has_escape) return names_.intern_in_place({begin, static_cast<std::size_t>(end - begin)});
  return cooked_value(begin, end, true);
}

// Regular expressions: https://tc39.es/ecma262/#sec-literals-regular-expression-literals --------------------

std::uint32_t Lexer::rescan_as_regular_expression() {
  if (failed_) return 0;
  const char* start = text_ + token_.start;
  const char* body = start + 1;
  bool in_class = false;
  for (cursor_ = body;; ++cursor_) {
    if (is_line_terminator(cursor_) || cursor_ >= end_) {
      fail_at(start, std::min(cursor_, end_), "Unterminated regular expression");
      return 0;
    }
    const char c = *cursor_;
    if (c == '/' && !in_class) break;
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    if (c == '\\' && cursor_ + 1 < end_ && !is_line_terminator(cursor_ + 1)) ++cursor_;
  }
  const char* flags = cursor_ + 1;
  for (cursor_ = flags; is_ascii_identifier_part(*cursor_) || is_non_ascii(*cursor_) || *cursor_ == '\\';
       ++cursor_) {
    // Flags are IdentifierParts, but a line separator is none.
    if (is_non_ascii(*cursor_)) {
      const auto decoded = base::decode_wtf8(cursor_);
      if (!base::is_id_continue(decoded.code_point)) break;
      cursor_ += decoded.length - 1;
    }
  }
  finish(TokenType::RegularExpressionLiteral, 0);

  const auto parsed = regexp::parse_flags({flags, static_cast<std::size_t>(cursor_ - flags)});
  if (!parsed) {
    const auto& error = parsed.error();
    fail_at(flags + error.start, flags + error.end,
            fmt::format("Invalid regular expression flags: {}", error.message));
    return 0;
  }
  const std::string_view pattern(body, static_cast<std::size_t>(flags - 1 - body));
  if (const auto error = regexp::validate_pattern(pattern, *parsed)) {
    fail_at(body + error->start, body + error->end,
            fmt::format("Invalid regular expression: {}", error->message));
    return 0;
  }
  return offset(flags);
}

}  // namespace orrery::syntax
