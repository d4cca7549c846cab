#include <limits>

#include "elementary/elementary.h"
#include "elementary/exponential.h"
#include "elementary/logarithm.h"

// x^y is e^(y log x). The error of y log x becomes the power's, relative to it: with y log x up to 745, log x
// must be good to 2^-66 of itself for the 2^-56 that are wanted.

namespace orrery::elementary {

namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();
constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

/// Two doubles whose bits may overlap: the second is below 2^-17 of the first.
/// \param bits as reduce_logarithm() takes them
DoubleDouble precise_logarithm(std::uint64_t bits) {
  const LogReduction reduction = reduce_logarithm(bits);
  const LogInterval& interval = reduction.interval;
  const double r = reduction.r;
  const double r_lo = reduction.r_lo;
  // r²/2: the upper half's square is exact.
  const double r_upper = upper_half(r);
  const double square_hi = 0.5 * r_upper * r_upper;
  const double square_lo = 0.5 * (r - r_upper) * (r + r_upper) + r * r_lo;
  const double r2 = r * r;
  const double table = reduction.k * k_ln2_hi + interval.log_hi;  // exact
  const DoubleDouble first = fast_two_sum(table, r);
  const DoubleDouble second = fast_two_sum(first.hi, -square_hi);
  const double lower = (first.lo + second.lo) + (reduction.k * k_ln2_lo + interval.log_lo + r_lo) +
                       (r * r2 * logarithm_polynomial(r, r2) - square_lo);
  return {second.hi, lower};
}

enum class Parity { NoInteger, Even, Odd };

/// Of a finite number other than 0.
Parity parity_of(double y) {
  const auto bits = std::bit_cast<std::uint64_t>(y);
  const int exponent = static_cast<int>(bits >> 52 & 0x7ff) - 1023;
  if (exponent < 0) return Parity::NoInteger;
  if (exponent > 52) return Parity::Even;
  const std::uint64_t unit = std::uint64_t{1} << (52 - exponent);
  if ((bits & (unit - 1)) != 0) return Parity::NoInteger;
  const std::uint64_t significand = (bits & 0x000f'ffff'ffff'ffff) | 0x0010'0000'0000'0000;
  return (significand & unit) != 0 ? Parity::Odd : Parity::Even;
}

/// Of bases that are 0, infinite or NaN, and exponents that are infinite or NaN; no exponent is 0, and no
/// base 1.
double special_power(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return k_nan;
  const double magnitude = std::fabs(x);
  if (std::isinf(y)) {
    if (magnitude == 1) return 1;
    return (magnitude > 1) == (y > 0) ? k_infinity : 0;
  }
  const double result = (magnitude > 1) == (y > 0) ? k_infinity : 0;
  return parity_of(y) == Parity::Odd ? std::copysign(result, x) : result;
}

/// e^(y log).
[[gnu::always_inline]] inline double exponential_of_product(double y, DoubleDouble log) {
  const double y_hi = upper_half(y);
  const double log_hi = upper_half(log.hi);
  const double product = y * log.hi;
  if (std::fabs(product) > 1000) return product > 0 ? k_infinity : 0;
  const double error =
      ((y_hi * log_hi - product) + y_hi * (log.hi - log_hi)) + ((y - y_hi) * log.hi + y * log.lo);
  return round_exponential(exponential_parts(product, error));
}

/// Rounded correctly, so that 10 ** 23 is 1e23, which lies half way between two doubles.
[[gnu::noinline]] double power_of_ten(double y) {
  if (y < k_least_power_of_ten) return 0;
  if (y > 308) return k_infinity;
  return k_powers_of_ten[static_cast<int>(y) - k_least_power_of_ten];
}

/// The power of a base that is not positive and normal, or with an exponent that is not finite.
[[gnu::noinline]] double unusual_power(double x, double y) {
  if (y == 0 || x == 1) return 1;
  const double magnitude = std::fabs(x);
  if (!(magnitude > 0 && magnitude < k_infinity) || !std::isfinite(y)) return special_power(x, y);
  double sign = 1;
  if (x < 0) {
    const Parity parity = parity_of(y);
    if (parity == Parity::NoInteger) return k_nan;
    if (parity == Parity::Odd) sign = -1;
  }
  return sign * exponential_of_product(y, precise_logarithm(extended_bits(magnitude)));
}

}  // namespace

double pow(double x, double y) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  // OPTIMIZATION: the most usual exponent, and correctly rounded. Bits are compared quicker than doubles.
  if (std::bit_cast<std::uint64_t>(y) == std::bit_cast<std::uint64_t>(2.0)) return x * x;
  if (bits == std::bit_cast<std::uint64_t>(10.0) && y == std::trunc(y)) return power_of_ten(y);
  if (!is_positive_and_normal(bits) || !std::isfinite(y)) return unusual_power(x, y);
  return exponential_of_product(y, precise_logarithm(bits));
}

}  // namespace orrery::elementary
