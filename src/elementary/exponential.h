#pragma once

#include "elementary/constants.h"
#include "elementary/double_double.h"

namespace orrery::elementary {

/// Added to a number below 2^51, rounds it to an integer, which is then in the lower bits.
inline constexpr double k_to_integer = 0x1.8p52;

/// A power of e: 2^exponent (value + value * rest), off by 2^-62. `value` is from 1 to 2, and `rest` below
/// 2^-8.
struct ExponentialParts {
  double value;
  double rest;
  std::int64_t exponent;

  DoubleDouble significand() const { return {value, value * rest}; }
};

/// e^(x + x_lo), for |x| < 2^20 and a small x_lo: x is k ln 2 / 128 + r, so that the power is 2^(k/128) e^r.
inline ExponentialParts exponential_parts(double x, double x_lo) {
  const double shifted = x * k_steps_per_ln2 + k_to_integer;
  const double k = shifted - k_to_integer;
  const auto steps =
      static_cast<std::int32_t>(static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(shifted)));
  const double r = ((x - k * k_ln2_step_hi) - k * k_ln2_step_lo) + x_lo;  // the first difference is exact
  const PowerOfTwo& power = k_powers_of_two[static_cast<std::uint32_t>(steps) % 128];
  const double r2 = r * r;
  constexpr auto& c = k_exp_polynomial;
  const double tail = (c[0] + r * c[1]) + r2 * ((c[2] + r * c[3]) + r2 * c[4]);
  return {power.value, power.relative_tail + r + r2 * tail, steps >> 7};
}

/// As one double, or what is nearest to it among those and 0 and infinity.
inline double round_exponential(const ExponentialParts& parts) {
  if (parts.exponent > -960 && parts.exponent < 1023) {
    const double value = std::bit_cast<double>(std::bit_cast<std::uint64_t>(parts.value) +
                                               (static_cast<std::uint64_t>(parts.exponent) << 52));
    return value + value * parts.rest;
  }
  return scale(parts.value + parts.value * parts.rest, parts.exponent);
}

}  // namespace orrery::elementary
