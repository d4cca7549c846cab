#include "builtins/dates/date_tokens.h"

#include <string_view>

#include "vm/numbers/number_conversions.h"

namespace orrery::builtins {

using Kind = DateToken::Kind;

namespace {

/// Up to three letters as one number.
constexpr std::uint32_t packed(std::string_view letters) {
  std::uint32_t word = 0;
  for (const char letter : letters) word = word << 8 | static_cast<unsigned char>(letter);
  return word;
}

struct Keyword {
  std::uint32_t letters;
  Kind kind;
  std::int8_t value;
};

constexpr Keyword k_keywords[] = {
    {packed("t"), Kind::Separator, 0}, {packed("z"), Kind::Zone, 0},     {packed("jan"), Kind::Month, 1},
    {packed("feb"), Kind::Month, 2},   {packed("mar"), Kind::Month, 3},  {packed("apr"), Kind::Month, 4},
    {packed("may"), Kind::Month, 5},   {packed("jun"), Kind::Month, 6},  {packed("jul"), Kind::Month, 7},
    {packed("aug"), Kind::Month, 8},   {packed("sep"), Kind::Month, 9},  {packed("oct"), Kind::Month, 10},
    {packed("nov"), Kind::Month, 11},  {packed("dec"), Kind::Month, 12}, {packed("am"), Kind::HalfDay, 0},
    {packed("pm"), Kind::HalfDay, 12}, {packed("ut"), Kind::Zone, 0},    {packed("utc"), Kind::Zone, 0},
    {packed("gmt"), Kind::Zone, 0},    {packed("est"), Kind::Zone, -5},  {packed("edt"), Kind::Zone, -4},
    {packed("cst"), Kind::Zone, -6},   {packed("cdt"), Kind::Zone, -5},  {packed("mst"), Kind::Zone, -7},
    {packed("mdt"), Kind::Zone, -6},   {packed("pst"), Kind::Zone, -8},  {packed("pdt"), Kind::Zone, -7},
};

bool is_digit(char16_t character) {
  return character >= '0' && character <= '9';
}

/// Letters, and all that comes after them.
bool is_word_character(char16_t character) {
  return character >= 'A' && !vm::is_white_space(character);
}

std::uint32_t lower_case(char16_t character) {
  if (character >= 'A' && character <= 'Z') return character + ('a' - 'A');
  return character < 0x80 ? character : '?';
}

}  // namespace

DateToken DateTokens::scan() {
  if (at_ >= text_.size()) return {};
  const char16_t character = text_.at(at_);
  if (is_digit(character)) return scan_number();
  if (is_word_character(character)) return scan_word();
  if (vm::is_white_space(character)) {
    while (at_ < text_.size() && vm::is_white_space(text_.at(at_))) at_++;
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
  for (std::uint32_t digits = 0; is_digit(text_.at(at_)); digits++, at_++) {
    if (digits < DateToken::k_significant_digits) value = value * 10 + (text_.at(at_) - '0');
  }
  return {.kind = Kind::Number, .value = value, .length = static_cast<std::uint32_t>(at_ - start)};
}

/// Months are known by their first three letters, all others as a whole.
DateToken DateTokens::scan_word() {
  constexpr std::uint32_t k_known_letters = 3;
  std::uint32_t letters = 0;
  std::uint32_t length = 0;
  for (; is_word_character(text_.at(at_)); length++, at_++) {
    if (length < k_known_letters) letters = letters << 8 | lower_case(text_.at(at_));
  }
  for (const Keyword& keyword : k_keywords) {
    if (keyword.letters != letters || (length > k_known_letters && keyword.kind != Kind::Month)) continue;
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
