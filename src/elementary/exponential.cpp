#include "elementary/exponential.h"

#include <limits>

#include "elementary/elementary.h"

namespace orrery::elementary {

namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();

/// Beyond these, e^x is no double any more, and half of it neither.
constexpr double k_overflow = 712;
constexpr double k_underflow = -746;

/// For |x| < 1/8. The square of x's upper half is exact.
double small_expm1(double x) {
  const double upper = upper_half(x);
  const DoubleDouble sum = fast_two_sum(x, 0.5 * upper * upper);
  const double square_lo = 0.5 * (x - upper) * (x + upper);
  return sum.hi + (sum.lo + (square_lo + x * x * x * evaluate(k_expm1_polynomial, x)));
}

/// x + x³ p(x²).
template <std::size_t count>
double odd_polynomial(const double (&coefficients)[count], double x) {
  const double x2 = x * x;
  return x + x * x2 * evaluate(coefficients, x2);
}

/// (e^x + sign e^-x) / 2, for 0 <= x < 40.
double half_of_both(double x, double sign) {
  const ExponentialParts growing = exponential_parts(x);
  const ExponentialParts shrinking = exponential_parts(-x);
  const double growing_scale = power_of_two(growing.exponent - 1);
  const double shrinking_scale = sign * power_of_two(shrinking.exponent - 1);
  const DoubleDouble upper = two_sum(growing_scale * growing.value, shrinking_scale * shrinking.value);
  return upper.hi + (upper.lo + (growing_scale * growing.significand().lo +
                                 shrinking_scale * shrinking.significand().lo));
}

/// e^x / 2, for x >= 40.
double half_of_exponential(double x) {
  if (x > k_overflow) return k_infinity;
  ExponentialParts parts = exponential_parts(x);
  parts.exponent--;
  return round_exponential(parts);
}

}  // namespace

// https://tc39.es/ecma262/#sec-math.exp
double exp(double x) {
  if (!(std::fabs(x) < 700)) {
    if (std::isnan(x)) return x;
    if (x > k_overflow) return k_infinity;
    if (x < k_underflow) return 0;
  }
  return round_exponential(exponential_parts(x));
}

// https://tc39.es/ecma262/#sec-math.expm1
double expm1(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < 0.125) return magnitude < 0x1p-54 ? x : small_expm1(x);
  if (std::isnan(x)) return x;
  if (x > 40) return exp(x);  // less than an ulp's 1,000th above
  if (x < -40) return -1;
  const ExponentialParts parts = exponential_parts(x);
  const double unit = power_of_two(parts.exponent);
  const DoubleDouble upper = two_sum(unit * parts.value, -1);
  return upper.hi + (upper.lo + unit * parts.significand().lo);
}

// https://tc39.es/ecma262/#sec-math.sinh
double sinh(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < 0.25) return magnitude < 0x1p-28 ? x : odd_polynomial(k_sinh_polynomial, x);
  if (std::isnan(x)) return x;
  return std::copysign(magnitude < 40 ? half_of_both(magnitude, -1) : half_of_exponential(magnitude), x);
}

// https://tc39.es/ecma262/#sec-math.cosh
double cosh(double x) {
  if (std::isnan(x)) return x;
  const double magnitude = std::fabs(x);
  return magnitude < 40 ? half_of_both(magnitude, 1) : half_of_exponential(magnitude);
}

// https://tc39.es/ecma262/#sec-math.tanh: with e = e^2x it is (e - 1) / (e + 1).
double tanh(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < 0.125) return magnitude < 0x1p-28 ? x : odd_polynomial(k_tanh_polynomial, x);
  if (std::isnan(x)) return x;
  if (magnitude > 22) return std::copysign(1, x);
  const ExponentialParts parts = exponential_parts(2 * magnitude);
  const double unit = power_of_two(parts.exponent);
  const DoubleDouble power = fast_two_sum(unit * parts.value, unit * parts.significand().lo);
  const DoubleDouble quotient = (power - DoubleDouble{1}) / (power + DoubleDouble{1});
  return std::copysign(quotient.hi, x);
}

}  // namespace orrery::elementary
