#include "tests/fuzz/number_reference.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include <mpfr.h>

namespace orrery::fuzz {

namespace {

constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

std::string_view trim(std::string_view text) {
  constexpr std::string_view k_space = " \t\n\v\f\r\xa0";
  const std::size_t start = text.find_first_not_of(k_space);
  if (start == text.npos) return {};
  return text.substr(start, text.find_last_not_of(k_space) - start + 1);
}

std::size_t digits_at(std::string_view text, std::size_t start) {
  return std::min(text.find_first_not_of("0123456789", start), text.size()) - std::min(start, text.size());
}

/// The length of the longest StrDecimalLiteral at the start.
std::size_t decimal_length(std::string_view text) {
  std::size_t start = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  if (text.substr(start).starts_with("Infinity")) return start + 8;
  const std::size_t whole = digits_at(text, start);
  std::size_t end = start + whole;
  std::size_t fraction = 0;
  if (end < text.size() && text[end] == '.') {
    fraction = digits_at(text, end + 1);
    if (whole + fraction > 0) end += 1 + fraction;
  }
  if (whole + fraction == 0) return 0;
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) exponent++;
    const std::size_t digits = digits_at(text, exponent);
    if (digits > 0) end = exponent + digits;
  }
  return end;
}

double decimal_value(std::string_view literal) {
  return std::strtod(std::string(literal).c_str(), nullptr);
}

/// All the digits of a finite number that is not negative: 1074 behind the point are enough for any.
std::string all_digits(double number) {
  std::string text(1500, '\0');
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.1100f", number)));
  return text;
}

/// `digits` (without a point) cut to so many, halves rounded up. It may become one longer.
std::string round_digits(std::string digits, std::size_t count) {
  const bool is_up = count < digits.size() && digits[count] >= '5';
  digits.resize(count, '0');
  if (!is_up) return digits;
  for (std::size_t i = count; i-- > 0;) {
    if (digits[i] != '9') {
      digits[i]++;
      return digits;
    }
    digits[i] = '0';
  }
  return "1" + digits;
}

struct Significant {
  std::string digits;  // without zeros at the start, except for 0
  int exponent;        // of the first digit
};

Significant significant_digits(double number, int count) {
  std::string digits = all_digits(number);
  const auto point = static_cast<int>(digits.find('.'));
  digits.erase(static_cast<std::size_t>(point), 1);
  const std::size_t first = digits.find_first_not_of('0');
  if (first == digits.npos) return {std::string(static_cast<std::size_t>(count), '0'), 0};
  int exponent = point - 1 - static_cast<int>(first);
  digits = round_digits(digits.substr(first), static_cast<std::size_t>(count));
  if (digits.size() > static_cast<std::size_t>(count)) {
    digits.pop_back();
    exponent++;
  }
  return {digits, exponent};
}

std::string with_point(std::string digits, std::size_t place) {
  if (place < digits.size()) digits.insert(place, ".");
  return digits;
}

std::string exponential(const Significant& number) {
  return with_point(number.digits, 1) + (number.exponent < 0 ? "e-" : "e+") +
         std::to_string(std::abs(number.exponent));
}

std::string sign_of(double number) {
  return number < 0 ? "-" : "";
}

}  // namespace

double read_number(std::string_view text) {
  text = trim(text);
  if (text.empty()) return 0;
  if (text.size() > 2 && text[0] == '0') {
    const char letter = static_cast<char>(text[1] | 0x20);
    const int radix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (radix != 0 && text[1] >= 'A') {
      const std::string digits(text.substr(2));
      const std::string_view allowed = radix == 16  ? "0123456789abcdefABCDEF"
                                       : radix == 8 ? "01234567"
                                                    : "01";
      return digits.find_first_not_of(allowed) == digits.npos ? read_digits(digits, radix) : k_nan;
    }
  }
  return decimal_length(text) == text.size() ? decimal_value(text) : k_nan;
}

double read_decimal_prefix(std::string_view text) {
  constexpr std::string_view k_space = " \t\n\v\f\r\xa0";
  text.remove_prefix(std::min(text.find_first_not_of(k_space), text.size()));
  const std::size_t length = decimal_length(text);
  return length == 0 ? k_nan : decimal_value(text.substr(0, length));
}

double read_digits(const std::string& digits, int radix) {
  mpfr_t number;
  mpfr_init2(number, 10'000);
  mpfr_strtofr(number, digits.c_str(), nullptr, radix, MPFR_RNDN);
  const double result = mpfr_get_d(number, MPFR_RNDN);
  mpfr_clear(number);
  return result;
}

std::string write_fixed(double number, int digits) {
  std::string all = all_digits(std::fabs(number));
  const std::size_t point = all.find('.');
  all.erase(point, 1);
  const std::string rounded = round_digits(all, point + static_cast<std::size_t>(digits));
  return sign_of(number) + with_point(rounded, rounded.size() - static_cast<std::size_t>(digits));
}

std::string write_exponential(double number, int digits) {
  return sign_of(number) + exponential(significant_digits(std::fabs(number), digits + 1));
}

std::string write_precision(double number, int digits) {
  const Significant significant = significant_digits(std::fabs(number), digits);
  const int exponent = significant.exponent;
  if (exponent < -6 || exponent >= digits) return sign_of(number) + exponential(significant);
  if (exponent >= 0)
    return sign_of(number) + with_point(significant.digits, static_cast<std::size_t>(exponent) + 1);
  return sign_of(number) + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') +
         significant.digits;
}

int shortest_precision(double number) {
  for (int digits = 1;; digits++) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*e", digits - 1, number);
    if (std::strtod(text, nullptr) == number) return digits;
  }
}

double exact_sum(std::span<const double> numbers) {
  mpfr_t sum;
  mpfr_init2(sum, 2300);
  mpfr_set_zero(sum, -1);
  for (const double number : numbers) mpfr_add_d(sum, sum, number, MPFR_RNDN);
  const double result = mpfr_get_d(sum, MPFR_RNDN);
  mpfr_clear(sum);
  return result;
}

}  // namespace orrery::fuzz
