// https://tc39.es/ecma262/#sec-tonumber-applied-to-the-string-type

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

#include <fast_float/fast_float.h>

#include "base/unicode/unicode_identifiers.h"
#include "vm/bigint/bigint_text.h"
#include "vm/numbers/number_conversions.h"
#include "vm/strings/string.h"

namespace orrery::vm {

bool is_white_space(char16_t unit) {
  if (unit < 0x80) return unit == ' ' || (unit >= '\t' && unit <= '\r');
  return base::is_space_separator(unit) || unit == 0xFEFF || unit == 0x2028 || unit == 0x2029;
}

namespace {

template <typename Unit>
std::span<const Unit> trim_units(std::span<const Unit> text) {
  while (!text.empty() && is_white_space(text.front())) text = text.subspan(1);
  while (!text.empty() && is_white_space(text.back())) text = text.first(text.size() - 1);
  return text;
}

bool is_digit(char16_t unit) {
  return unit >= '0' && unit <= '9';
}

/// How many of the first units are decimal digits.
template <typename Unit>
std::size_t count_digits(std::span<const Unit> text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

template <typename Unit>
bool starts_with(std::span<const Unit> text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char16_t b) { return static_cast<unsigned char>(a) == b; });
}

/// The length of the longest prefix that is a StrUnsignedDecimalLiteral other than Infinity
/// (https://tc39.es/ecma262/#prod-StrUnsignedDecimalLiteral).
template <typename Unit>
std::size_t unsigned_decimal_length(std::span<const Unit> text) {
  std::size_t length = count_digits(text);
  std::size_t digits = length;
  if (length < text.size() && text[length] == '.') {
    const std::size_t fraction = count_digits(text.subspan(length + 1));
    digits += fraction;
    if (digits != 0) length += 1 + fraction;
  }
  if (digits == 0) return 0;
  if (length < text.size() && (text[length] | 0x20) == 'e') {
    std::size_t exponent = length + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (const std::size_t count = count_digits(text.subspan(exponent))) length = exponent + count;
  }
  return length;
}

/// \param text  one whole StrUnsignedDecimalLiteral, not Infinity
double unsigned_decimal_value(std::span<const std::uint8_t> text) {
  constexpr std::size_t k_max_exact_digits = 15;
  if (text.size() <= k_max_exact_digits && std::all_of(text.begin(), text.end(), is_digit)) {
    std::uint64_t value = 0;
    for (const std::uint8_t digit : text) value = value * 10 + (digit - '0');
    return static_cast<double>(value);
  }
  const auto* begin = reinterpret_cast<const char*>(text.data());
  double value = 0;
  fast_float::from_chars(begin, begin + text.size(), value);
  return value;
}
double unsigned_decimal_value(std::span<const char16_t> text) {
  const std::string ascii(text.begin(), text.end());
  return unsigned_decimal_value(std::span(reinterpret_cast<const std::uint8_t*>(ascii.data()), ascii.size()));
}

template <typename Unit>
DecimalPrefix decimal_prefix(std::span<const Unit> text) {
  const bool has_sign = !text.empty() && (text[0] == '+' || text[0] == '-');
  const double sign = has_sign && text[0] == '-' ? -1 : 1;
  const std::size_t start = has_sign ? 1 : 0;
  const auto rest = text.subspan(start);
  constexpr std::string_view k_infinity = "Infinity";
  if (starts_with(rest, k_infinity))
    return {start + k_infinity.size(), sign * std::numeric_limits<double>::infinity()};
  const std::size_t length = unsigned_decimal_length(rest);
  if (length == 0) return {};
  return {start + length, sign * unsigned_decimal_value(rest.first(length))};
}

/// 16, 8 or 2 if `text` begins with 0x, 0o or 0b, else 10.
template <typename Unit>
unsigned radix_of_prefix(std::span<const Unit> text) {
  if (text.size() < 2 || text[0] != '0') return 10;
  switch (text[1] | 0x20) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 10;
  }
}

/// https://tc39.es/ecma262/#sec-stringtonumber
template <typename Unit>
double units_to_number(std::span<const Unit> text) {
  constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();
  text = trim_units(text);
  if (text.empty()) return 0;
  if (const unsigned radix = radix_of_prefix(text); radix != 10) {
    const auto digits = text.subspan(2);
    const auto is_digit_of_radix = [radix](char16_t unit) { return digit_value(unit) < radix; };
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit_of_radix)) return k_nan;
    return digits_to_number(std::string(digits.begin(), digits.end()), radix);
  }
  const DecimalPrefix prefix = decimal_prefix(text);
  return prefix.length == text.size() ? prefix.value : k_nan;
}

/// \param bits  of each digit
double power_of_two_digits_to_number(std::string_view digits, unsigned bits) {
  std::uint64_t significand = 0;
  bool is_inexact = false;  // a bit that was cut off is set
  int exponent = 0;
  for (const char c : digits) {
    const std::uint64_t digit = digit_value(static_cast<unsigned char>(c));
    if (significand >> (64 - bits) == 0) {
      significand = significand << bits | digit;
    } else {
      // At least 60 bits are kept: rounding looks at no more than 54 of them, and whether anything follows.
      is_inexact |= digit != 0;
      if (exponent < 2048) exponent += static_cast<int>(bits);
    }
  }
  return std::ldexp(static_cast<double>(significand | (is_inexact ? 1 : 0)), exponent);
}

}  // namespace

std::span<const std::uint8_t> trim(std::span<const std::uint8_t> text) {
  return trim_units(text);
}

std::span<const char16_t> trim(std::span<const char16_t> text) {
  return trim_units(text);
}

double string_to_number(String* string) {
  return string->is_latin1() ? units_to_number(string->latin1()) : units_to_number(string->utf16());
}

DecimalPrefix parse_decimal_prefix(std::span<const std::uint8_t> text) {
  return decimal_prefix(text);
}

DecimalPrefix parse_decimal_prefix(std::span<const char16_t> text) {
  return decimal_prefix(text);
}

double digits_to_number(std::string_view digits, unsigned radix) {
  assert(radix >= 2 && radix <= 36);
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (std::has_single_bit(radix))
    return power_of_two_digits_to_number(digits, static_cast<unsigned>(std::countr_zero(radix)));
  if (radix == 10)
    return unsigned_decimal_value(
        std::span(reinterpret_cast<const std::uint8_t*>(digits.data()), digits.size()));
  // As many digits as surely fit into 64 bits.
  constexpr std::size_t k_max_word_digits = 12;
  if (digits.size() <= k_max_word_digits) {
    std::uint64_t value = 0;
    for (const char c : digits) value = value * radix + digit_value(static_cast<unsigned char>(c));
    return static_cast<double>(value);
  }
  // So many digits of any radix are beyond the largest number.
  constexpr std::size_t k_infinite_digits = 1100;
  if (digits.size() > k_infinite_digits) return std::numeric_limits<double>::infinity();
  return integer_digits_to_double(digits, radix);
}

}  // namespace orrery::vm
