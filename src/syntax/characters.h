#pragma once

#include <array>
#include <cstdint>

namespace orrery::syntax {

/// What a token's first byte says of it.
enum class LeadingByte : std::uint8_t {
  Illegal,
  IdentifierStart,
  Punctuator,
  Digit,
  Dot,
  Quote,
  Backquote,
  NumberSign,
  Backslash,
  NonAscii,
  Zero,
};

constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_octal_digit(char c) {
  return c >= '0' && c <= '7';
}
constexpr bool is_binary_digit(char c) {
  return c == '0' || c == '1';
}
constexpr bool is_hex_digit(char c) {
  return is_decimal_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
/// \pre is_hex_digit(c)
constexpr unsigned hex_digit_value(char c) {
  return static_cast<unsigned>(is_decimal_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}
constexpr bool is_ascii_identifier_start(char c) {
  return is_ascii_letter(c) || c == '$' || c == '_';
}
constexpr bool is_ascii_identifier_part(char c) {
  return is_ascii_identifier_start(c) || is_decimal_digit(c);
}
constexpr bool is_non_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

constexpr auto k_leading_bytes = [] {
  std::array<LeadingByte, 256> table{};
  for (unsigned i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    if (i >= 0x80) {
      table[i] = LeadingByte::NonAscii;
    } else if (is_ascii_identifier_start(c)) {
      table[i] = LeadingByte::IdentifierStart;
    } else if (is_decimal_digit(c)) {
      table[i] = LeadingByte::Digit;
    }
  }
  for (char c : {'{', '}', '(', ')', '[', ']', ';', ',', ':', '~', '<', '>',
                 '=', '!', '+', '-', '*', '/', '%', '&', '|', '^', '?'})
    table[static_cast<unsigned char>(c)] = LeadingByte::Punctuator;
  table[static_cast<unsigned char>('.')] = LeadingByte::Dot;
  table[static_cast<unsigned char>('"')] = LeadingByte::Quote;
  table[static_cast<unsigned char>('\'')] = LeadingByte::Quote;
  table[static_cast<unsigned char>('`')] = LeadingByte::Backquote;
  table[static_cast<unsigned char>('#')] = LeadingByte::NumberSign;
  table[static_cast<unsigned char>('\\')] = LeadingByte::Backslash;
  table[0] = LeadingByte::Zero;
  return table;
}();

constexpr LeadingByte leading_byte(char c) {
  return k_leading_bytes[static_cast<unsigned char>(c)];
}

/// LINE SEPARATOR and PARAGRAPH SEPARATOR, E2 80 A8 and E2 80 A9. \pre three readable bytes
constexpr bool is_unicode_line_terminator(const char* text) {
  return text[0] == '\xE2' && text[1] == '\x80' && (text[2] == '\xA8' || text[2] == '\xA9');
}

/// Does a LineTerminator (https://tc39.es/ecma262/#sec-line-terminators) begin at `text`?
constexpr bool is_line_terminator(const char* text) {
  return *text == '\n' || *text == '\r' || is_unicode_line_terminator(text);
}

}  // namespace orrery::syntax
