#include "builtins/numbers/precise_sum.h"

#include <bit>
#include <cmath>

namespace orrery::builtins {

namespace {

constexpr int k_mantissa_bits = 53;

}  // namespace

void PreciseSum::add(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const auto biased = static_cast<int>(bits >> 52 & 0x7ff);
  std::uint64_t mantissa = bits & 0xf'ffff'ffff'ffff;
  // Of the mantissa's least bit, from that of the smallest double.
  int shift = 0;
  if (biased != 0) {
    mantissa |= std::uint64_t{1} << 52;
    shift = biased - 1;
  }
  const bool is_negative = bits >> 63 != 0;
  auto place = static_cast<std::size_t>(shift / k_digit_bits);
  for (auto rest = static_cast<unsigned __int128>(mantissa) << shift % k_digit_bits; rest != 0;
       rest >>= k_digit_bits) {
    const auto digit = static_cast<std::int64_t>(static_cast<std::uint32_t>(rest));
    digits_[place++] += is_negative ? -digit : digit;
  }
  if (++additions_ == k_until_carry) carry();
}

void PreciseSum::carry() {
  additions_ = 0;
  for (std::size_t i = 0; i + 1 < k_digits; i++) {
    digits_[i + 1] += digits_[i] >> k_digit_bits;  // rounds down, so that what stays is not negative
    digits_[i] &= 0xffff'ffff;
  }
}

void PreciseSum::negate() {
  for (std::int64_t& digit : digits_) digit = -digit;
  carry();
}

double PreciseSum::round() {
  carry();
  const bool is_negative = digits_.back() < 0;
  if (is_negative) negate();
  std::size_t top = k_digits;
  while (top > 0 && digits_[top - 1] == 0) top--;
  if (top == 0) return 0;
  const auto highest = static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(digits_[top - 1])));
  const std::size_t length = (top - 1) * k_digit_bits + highest;  // in bits

  // The uppermost 53 bits, and how what is below them rounds.
  const std::size_t dropped = length > k_mantissa_bits ? length - k_mantissa_bits : 0;
  std::uint64_t mantissa = 0;
  for (std::size_t i = length; i > dropped; i--) mantissa = mantissa << 1 | (bit(i - 1) ? 1 : 0);
  if (dropped > 0 && bit(dropped - 1)) {
    bool is_above_half = false;
    for (std::size_t i = 0; i + 1 < dropped && !is_above_half; i++) is_above_half = bit(i);
    if (is_above_half || (mantissa & 1) != 0) mantissa++;
  }
  const double magnitude =
      std::ldexp(static_cast<double>(mantissa), static_cast<int>(dropped) + k_lowest_exponent);
  return is_negative ? -magnitude : magnitude;
}

}  // namespace orrery::builtins
