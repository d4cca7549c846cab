#pragma once

#include "elementary/constants.h"
#include "elementary/double_double.h"

namespace orrery::elementary {

/// A positive number as 2^k z with z from 0.6875 to 1.375, and z as (1 + r + r_lo) / interval.inverse.
struct LogReduction {
  double k;
  double r;
  double r_lo;
  const LogInterval& interval;
};

/// \param bits of a positive normal number, or of what would be one if exponents went further down
inline LogReduction reduce_logarithm(std::uint64_t bits) {
  constexpr std::uint64_t k_start = std::bit_cast<std::uint64_t>(0.6875);
  const std::uint64_t above_start = bits - k_start;
  const std::int64_t k = static_cast<std::int64_t>(above_start) >> 52;
  const std::uint64_t z_bits = bits - (static_cast<std::uint64_t>(k) << 52);
  const LogInterval& interval = k_log_intervals[above_start >> 44 & 255];
  // The inverse has 21 bits, z's upper half as many, its lower half 32: both products are exact.
  const double z_hi = std::bit_cast<double>(z_bits & ~std::uint64_t{0xffff'ffff});
  const double z_lo = std::bit_cast<double>(z_bits) - z_hi;
  const double upper = z_hi * interval.inverse - 1;
  const double lower = z_lo * interval.inverse;
  const double r = upper + lower;
  return {static_cast<double>(k), r, (upper - r) + lower, interval};
}

inline constexpr std::uint64_t k_min_normal_bits = 0x0010'0000'0000'0000;
inline constexpr std::uint64_t k_infinity_bits = 0x7ff0'0000'0000'0000;

/// Of the bits of a double.
inline bool is_positive_and_normal(std::uint64_t bits) {
  return bits - k_min_normal_bits < k_infinity_bits - k_min_normal_bits;
}

/// The bits of a positive finite number, or of what a subnormal would have if exponents went further down.
inline std::uint64_t extended_bits(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  if (bits >= k_min_normal_bits) return bits;
  return std::bit_cast<std::uint64_t>(x * 0x1p52) - (std::uint64_t{52} << 52);
}

/// (log(1 + r) - r + r²/2) / r³, not by Horner's rule: halves are quicker.
inline double logarithm_polynomial(double r, double r2) {
  constexpr auto& c = k_log_polynomial;
  return (c[0] + r * c[1]) + r2 * ((c[2] + r * c[3]) + r2 * (c[4] + r * c[5]));
}

/// log x = exponent ln 2 + significand, which is off by 2^-60 of itself.
struct LogarithmParts {
  double exponent;
  DoubleDouble significand;
};

/// For a positive and finite x; what is known of log(x) is as good as what is known of log(x.hi).
LogarithmParts logarithm_parts(DoubleDouble x);

/// The two parts, added.
DoubleDouble logarithm(DoubleDouble x);

}  // namespace orrery::elementary
