#pragma once

#include <cstdint>
#include <string_view>

namespace orrery::regexp {

// The character sets of the pattern grammar's terminals (https://tc39.es/ecma262/#sec-patterns).

/// A set of ASCII characters, as two words of bits.
class AsciiSet {
 public:
  constexpr explicit AsciiSet(std::string_view members) {
    for (const char member : members) words_[member >> 6] |= std::uint64_t{1} << (member & 63);
  }
  constexpr bool contains(char32_t character) const {
    return character < 0x80 && ((words_[character >> 6] >> (character & 63)) & 1) != 0;
  }

 private:
  std::uint64_t words_[2] = {0, 0};
};

inline constexpr AsciiSet k_syntax_characters("^$\\.*+?()[]{}|");
inline constexpr AsciiSet k_class_set_syntax_characters("()[]{}/-\\|");
inline constexpr AsciiSet k_class_set_reserved_punctuators("&-!#%,:;<=>@`~");
/// The characters that form a ClassSetReservedDoublePunctuator when doubled.
inline constexpr AsciiSet k_class_set_reserved_doubles("&!#$%*+,.:;<=>?@^`~");

constexpr bool is_decimal_digit(char32_t character) {
  return character >= '0' && character <= '9';
}
constexpr bool is_octal_digit(char32_t character) {
  return character >= '0' && character <= '7';
}
constexpr bool is_ascii_letter(char32_t character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/// The value of a hexadecimal digit, -1 for any other character.
constexpr int hex_digit_value(char32_t character) {
  if (is_decimal_digit(character)) return static_cast<int>(character - '0');
  if (character >= 'a' && character <= 'f') return static_cast<int>(character - 'a' + 10);
  if (character >= 'A' && character <= 'F') return static_cast<int>(character - 'A' + 10);
  return -1;
}

}  // namespace orrery::regexp
