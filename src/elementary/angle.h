#pragma once

#include "elementary/constants.h"
#include "elementary/double_double.h"

namespace orrery::elementary {

/// An angle: `step` 128ths of a turn, of which whole turns do not matter, and a rest of at most half a step.
struct Angle {
  std::uint64_t step;
  DoubleDouble rest;
};

/// Reduces any finite number by 2 pi with integers (M. H. Payne and R. N. Hanek, "Radian reduction for
/// trigonometric functions", 1983). For |x| >= 2^-6.
Angle reduce_large_angle(double x);

/// Reduces any finite number.
inline Angle reduce_angle(double x) {
  // Up to here k has 20 bits, and its products with the first two parts of a step are exact (W. J. Cody and
  // W. Waite, Software Manual for the Elementary Functions, 1980).
  constexpr double k_small = 0x1p15;
  if (!(std::fabs(x) < k_small)) return reduce_large_angle(x);
  constexpr double k_to_integer = 0x1.8p52;
  const double shifted = x * k_steps_per_radian + k_to_integer;
  const double k = shifted - k_to_integer;
  const double first = x - k * k_angle_step_1;  // exact
  const DoubleDouble second = two_sum(first, -(k * k_angle_step_2));
  const double third = k * k_angle_step_3;
  const DoubleDouble rest = fast_two_sum(second.hi, second.lo - third);
  // So near a multiple of a step the parts' bits do not suffice: `third` is off by 2^-107.
  if (std::fabs(rest.hi) < 0x1p-30 && k != 0) return reduce_large_angle(x);
  return {std::bit_cast<std::uint64_t>(shifted), rest};
}

/// A quarter of a turn, in steps: what lies between cos and sin.
inline constexpr std::uint64_t k_quarter = 32;

/// The sine of an angle that is so many steps further on, as two doubles not yet added, the second of which
/// is below 2^-11 of the first or so, and both together off by 2^-61 of their sum.
inline DoubleDouble sine_parts(const Angle& angle, std::uint64_t further) {
  // sin(step) cos(rest) + cos(step) sin(rest). The tables' upper parts and rest's have 26 bits: the main
  // product is exact.
  const TableValue& sine = k_sines[(angle.step + further) % 128];
  const TableValue& cosine = k_sines[(angle.step + further + k_quarter) % 128];
  const double r = angle.rest.hi;
  const double r_hi = upper_half(r);
  const double r_lo = (r - r_hi) + angle.rest.lo;
  const double r2 = r * r;
  constexpr auto& s = k_sin_polynomial;
  constexpr auto& c = k_cos_polynomial;
  const double sin_tail = r * r2 * (s[0] + r2 * (s[1] + r2 * s[2]));  // sin r - r
  const double cos_tail = r2 * (c[0] + r2 * (c[1] + r2 * c[2]));      // cos r - 1
  const DoubleDouble upper = fast_two_sum(sine.hi, cosine.hi * r_hi);
  const double lower = ((sine.hi + sine.lo) * cos_tail + (cosine.hi + cosine.lo) * sin_tail) +
                       (cosine.hi * r_lo + (sine.lo + cosine.lo * r));
  return {upper.hi, upper.lo + lower};
}

}  // namespace orrery::elementary
