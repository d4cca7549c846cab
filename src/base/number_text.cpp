#include "base/number_text.h"

#include <cstdint>
#include <vector>

#include <double-conversion/double-conversion.h>

namespace orrery::base {

std::string number_text(double number) {
  constexpr int k_size = 32;  // more than any result has
  char buffer[k_size];
  double_conversion::StringBuilder builder(buffer, k_size);
  double_conversion::DoubleToStringConverter::EcmaScriptConverter().ToShortest(number, &builder);
  return std::string(buffer, static_cast<std::size_t>(builder.position()));
}

namespace {

unsigned digit_value(char c) {
  return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/// An integer in pieces of 32 bits, the least significant first.
std::vector<std::uint32_t> read_digits(std::string_view digits, unsigned bits_per_digit) {
  std::vector<std::uint32_t> pieces;
  std::uint64_t bits = 0;
  unsigned count = 0;
  for (std::size_t i = digits.size(); i-- > 0;) {
    bits |= std::uint64_t{digit_value(digits[i])} << count;
    count += bits_per_digit;
    if (count < 32) continue;
    pieces.push_back(static_cast<std::uint32_t>(bits));
    bits >>= 32;
    count -= 32;
  }
  pieces.push_back(static_cast<std::uint32_t>(bits));
  return pieces;
}

/// \return the remainder
std::uint32_t divide(std::vector<std::uint32_t>& pieces, std::uint32_t divisor) {
  std::uint64_t remainder = 0;
  for (std::size_t i = pieces.size(); i-- > 0;) {
    const std::uint64_t part = remainder << 32 | pieces[i];
    pieces[i] = static_cast<std::uint32_t>(part / divisor);
    remainder = part % divisor;
  }
  while (!pieces.empty() && pieces.back() == 0) pieces.pop_back();
  return static_cast<std::uint32_t>(remainder);
}

}  // namespace

std::string decimal_text(std::string_view digits, unsigned bits_per_digit) {
  constexpr std::uint32_t k_divisor = 1'000'000'000;
  constexpr int k_digits = 9;
  std::vector<std::uint32_t> pieces = read_digits(digits, bits_per_digit);
  std::string reversed;
  while (!pieces.empty()) {
    std::uint32_t part = divide(pieces, k_divisor);
    for (int i = 0; i < k_digits; ++i, part /= 10) reversed.push_back(static_cast<char>('0' + part % 10));
  }
  while (reversed.size() > 1 && reversed.back() == '0') reversed.pop_back();
  return {reversed.rbegin(), reversed.rend()};
}

}  // namespace orrery::base
