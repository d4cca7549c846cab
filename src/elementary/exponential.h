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

/// How many steps of ln 2 / 128 a number has, rounded to an integer.
struct ExponentialSteps {
  double count;
  std::int32_t integer;  // the same
};

inline ExponentialSteps exponential_steps(double x) {
  const double shifted = x * k_steps_per_ln2 + k_to_integer;
  const auto lower_bits = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(shifted));
  return {shifted - k_to_integer, static_cast<std::int32_t>(lower_bits)};
}

/// 2^(steps / 128) e^r.
inline ExponentialParts exponential_of_steps(const ExponentialSteps& steps, double r) {
  const PowerOfTwo& power = k_powers_of_two[static_cast<std::uint32_t>(steps.integer) % 128];
  const double r2 = r * r;
  constexpr auto& c = k_exp_polynomial;
  const double tail = (c[0] + r * c[1]) + r2 * ((c[2] + r * c[3]) + r2 * c[4]);
  return {power.value, power.relative_tail + r + r2 * tail, steps.integer >> 7};
}

/// e^x, for |x| < 2^20.
inline ExponentialParts exponential_parts(double x) {
  const ExponentialSteps steps = exponential_steps(x);
  const double upper = x - steps.count * k_ln2_step_hi;  // exact
  return exponential_of_steps(steps, upper - steps.count * k_ln2_step_lo);
}

/// e^(x + x_lo), the second much smaller than the first, but not so much as in a DoubleDouble.
inline ExponentialParts exponential_parts(double x, double x_lo) {
  const ExponentialSteps steps = exponential_steps(x + x_lo);
  const double upper = x - steps.count * k_ln2_step_hi;
  return exponential_of_steps(steps, (upper - steps.count * k_ln2_step_lo) + x_lo);
}

/// The same where the result may be subnormal, 0 or infinity.
[[gnu::noinline]] inline double round_extreme_exponential(const ExponentialParts& parts) {
  return scale(parts.value + parts.value * parts.rest, parts.exponent);
}

/// As one double, or what is nearest to it among those and 0 and infinity.
inline double round_exponential(const ExponentialParts& parts) {
  constexpr std::int64_t k_least = -960;
  constexpr std::int64_t k_most = 1022;
  if (static_cast<std::uint64_t>(parts.exponent - k_least) > k_most - k_least) [[unlikely]]
    return round_extreme_exponential(parts);
  const double value = std::bit_cast<double>(std::bit_cast<std::uint64_t>(parts.value) +
                                             (static_cast<std::uint64_t>(parts.exponent) << 52));
  return value + value * parts.rest;
}

}  // namespace orrery::elementary
