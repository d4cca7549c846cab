#include "builtins/dates/date_tokens.h"

#include <array>
#include <string_view>

namespace orrery::builtins {

using Kind = DateToken::Kind;

namespace {

struct Keyword {
  std::string_view text;
  Kind kind;
  std::int32_t value;
};

constexpr Keyword k_keywords[] = {
    {"jan", Kind::Month, 1},  {"feb", Kind::Month, 2},   {"mar", Kind::Month, 3},   {"apr", Kind::Month, 4},
    {"may", Kind::Month, 5},  {"jun", Kind::Month, 6},   {"jul", Kind::Month, 7},   {"aug", Kind::Month, 8},
    {"sep", Kind::Month, 9},  {"oct", Kind::Month, 10},  {"nov", Kind::Month, 11},  {"dec", Kind::Month, 12},
    {"am", Kind::HalfDay, 0}, {"pm", Kind::HalfDay, 12}, {"z", Kind::Zone, 0},      {"ut", Kind::Zone, 0},
    {"utc", Kind::Zone, 0},   {"gmt", Kind::Zone, 0},    {"est", Kind::Zone, -5},   {"edt", Kind::Zone, -4},
    {"cst", Kind::Zone, -6},  {"cdt", Kind::Zone, -5},   {"mst", Kind::Zone, -7},   {"mdt", Kind::Zone, -6},
    {"pst", Kind::Zone, -8},  {"pdt", Kind::Zone, -7},   {"t", Kind::Separator, 0},
};

bool is_digit(char16_t character) {
  return character >= '0' && character <= '9';
}

/// https://tc39.es/ecma262/#sec-white-space and https://tc39.es/ecma262/#sec-line-terminators
bool is_space(char16_t character) {
  if (character < 0x80) return character == ' ' || (character >= '\t' && character <= '\r');
  return character == 0xa0 || character == 0x1680 || (character >= 0x2000 && character <= 0x200a) ||
         character == 0x2028 || character == 0x2029 || character == 0x202f || character == 0x205f ||
         character == 0x3000 || character == 0xfeff;
}

/// Letters, and all that comes after them.
bool is_word_character(char16_t character) {
  return character >= 'A' && !is_space(character);
}

char lower_case(char16_t character) {
  if (character >= 'A' && character <= 'Z') return static_cast<char>(character + ('a' - 'A'));
  return character < 0x80 ? static_cast<char>(character) : '?';
}

}  // namespace

DateToken DateTokens::scan() {
  if (at_ >= text_.size()) return {};
  const char16_t character = text_.at(at_);
  if (is_digit(character)) return scan_number();
  if (is_word_character(character)) return scan_word();
  if (is_space(character)) {
    while (at_ < text_.size() && is_space(text_.at(at_))) at_++;
    return {.kind = Kind::Space};
  }
  if (character == '(') {
    skip_parentheses();
    return {.kind = Kind::Other};
  }
  at_++;
  switch (character) {
    case '+':
    case '-':
      return {.kind = Kind::Sign, .symbol = static_cast<char>(character)};
    case ':':
    case '.':
    case ')':
      return {.kind = Kind::Symbol, .symbol = static_cast<char>(character)};
    default:
      return {.kind = Kind::Other};
  }
}

DateToken DateTokens::scan_number() {
  const std::size_t start = at_;
  while (text_.at(at_) == '0') at_++;
  std::int32_t value = 0;
  for (std::size_t digits = 0; is_digit(text_.at(at_)); digits++, at_++) {
    if (digits < DateToken::k_significant_digits) value = value * 10 + (text_.at(at_) - '0');
  }
  return {.kind = Kind::Number, .value = value, .length = at_ - start};
}

/// Months are known by their first three letters, all others as a whole.
DateToken DateTokens::scan_word() {
  std::array<char, 3> letters{};
  std::size_t length = 0;
  for (; is_word_character(text_.at(at_)); length++, at_++) {
    if (length < letters.size()) letters[length] = lower_case(text_.at(at_));
  }
  const std::string_view start(letters.data(), std::min(length, letters.size()));
  for (const Keyword& keyword : k_keywords) {
    if (keyword.text != start || (length > start.size() && keyword.kind != Kind::Month)) continue;
    return {.kind = keyword.kind, .value = keyword.value, .length = length};
  }
  return {.kind = Kind::Word, .length = length};
}

/// They may be nested, and the last ones missing.
void DateTokens::skip_parentheses() {
  std::size_t depth = 0;
  for (; at_ < text_.size(); at_++) {
    if (text_.at(at_) == '(') depth++;
    if (text_.at(at_) == ')' && --depth == 0) {
      at_++;
      return;
    }
  }
}

}  // namespace orrery::builtins
