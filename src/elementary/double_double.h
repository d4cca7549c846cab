#pragma once

#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>

// Sums of two doubles, for the few steps of a function that need more than 53 bits (T. J. Dekker, "A
// floating-point technique for extending the available precision", 1971). Without fused multiply-add, a
// product's error comes from the products of halves.

namespace orrery::elementary {

static_assert(FLT_EVAL_METHOD == 0, "doubles must be rounded after each operation");

/// hi + lo; unless it is said otherwise, |lo| is at most half an ulp of hi.
struct DoubleDouble {
  double hi;
  double lo = 0;

  constexpr DoubleDouble operator-() const { return {-hi, -lo}; }
};

/// Exact, for |a| >= |b| or a = 0.
constexpr DoubleDouble fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, (a - sum) + b};
}

/// Exact (D. E. Knuth, The Art of Computer Programming, 4.2.2).
constexpr DoubleDouble two_sum(double a, double b) {
  const double sum = a + b;
  const double b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// The first 26 bits of `x`: the product of two such numbers is exact.
///
/// OPTIMIZATION: masked as one of a vector, because compilers would take a scalar to an integer register and
/// back.
inline double upper_half(double x) {
  using Doubles = double __attribute__((vector_size(16)));
  using Integers = std::uint64_t __attribute__((vector_size(16)));
  const Doubles doubles = {x, 0};
  const Integers masked = std::bit_cast<Integers>(doubles) & Integers{~std::uint64_t{0x7ff'ffff}, 0};
  return std::bit_cast<Doubles>(masked)[0];
}

/// Off by 2^-105 of the product, if that is neither huge nor tiny.
inline DoubleDouble two_product(double a, double b) {
  const double product = a * b;
  const double a_hi = upper_half(a);
  const double a_lo = a - a_hi;
  const double b_hi = upper_half(b);
  const double b_lo = b - b_hi;
  return {product, ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble sum = two_sum(a.hi, b.hi);
  return fast_two_sum(sum.hi, sum.lo + (a.lo + b.lo));
}

constexpr DoubleDouble operator-(DoubleDouble a, DoubleDouble b) {
  return a + -b;
}

inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = two_product(a.hi, b.hi);
  return fast_two_sum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

inline DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double quotient = a.hi / b.hi;
  const DoubleDouble back = two_product(quotient, b.hi);
  const double rest = ((a.hi - back.hi) - back.lo) + (a.lo - quotient * b.lo);
  return fast_two_sum(quotient, rest / b.hi);
}

inline DoubleDouble square_root(DoubleDouble x) {
  if (x.hi == 0) return {0};
  const double root = std::sqrt(x.hi);
  const DoubleDouble back = two_product(root, root);
  return fast_two_sum(root, (((x.hi - back.hi) - back.lo) + x.lo) / (2 * root));
}

/// 2^exponent, for -1022 to 1023.
constexpr double power_of_two(std::int64_t exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// x * 2^exponent, for -2044 to 2046 and an |x| of about 1, rounded at most once more.
constexpr double scale(double x, std::int64_t exponent) {
  const std::int64_t half = exponent / 2;
  return x * power_of_two(half) * power_of_two(exponent - half);
}

/// c[0] + c[1] x + c[2] x² …: the compiler unrolls it.
template <std::size_t count>
constexpr double evaluate(const double (&coefficients)[count], double x) {
  double value = coefficients[count - 1];
  for (std::size_t i = count - 1; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

}  // namespace orrery::elementary
