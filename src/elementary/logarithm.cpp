#include "elementary/logarithm.h"

#include <limits>

#include "elementary/elementary.h"

namespace orrery::elementary {

namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();
constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

/// The logarithm of all arguments that are not positive and finite.
double special_logarithm(double x) {
  if (x == 0) return -k_infinity;
  return x > 0 ? x : k_nan;  // infinity is the only one left
}

bool is_positive_and_finite(double x) {
  return x > 0 && x < k_infinity;
}

/// log(1 + r) - r.
double logarithm_tail(double r) {
  const double r2 = r * r;
  return r2 * (-0.5 + r * logarithm_polynomial(r, r2));
}

}  // namespace

LogarithmParts logarithm_parts(DoubleDouble x) {
  LogReduction reduction = reduce_logarithm(extended_bits(x.hi));
  if (x.lo != 0 && std::fabs(reduction.k) < 1000) {
    const double lo = x.lo * power_of_two(-static_cast<std::int64_t>(reduction.k));
    // Near 1, r is as small as that.
    const DoubleDouble r = two_sum(reduction.r, reduction.r_lo + lo * reduction.interval.inverse);
    reduction.r = r.hi;
    reduction.r_lo = r.lo;
  }
  const LogInterval& interval = reduction.interval;
  const DoubleDouble upper = fast_two_sum(interval.log_hi, reduction.r);
  const double lower = upper.lo + (interval.log_lo + (reduction.r_lo + logarithm_tail(reduction.r)));
  return {reduction.k, fast_two_sum(upper.hi, lower)};
}

DoubleDouble logarithm(DoubleDouble x) {
  const LogarithmParts parts = logarithm_parts(x);
  const DoubleDouble upper = two_sum(parts.exponent * k_ln2_hi, parts.significand.hi);
  return fast_two_sum(upper.hi, upper.lo + (parts.exponent * k_ln2_lo + parts.significand.lo));
}

// https://tc39.es/ecma262/#sec-math.log
double log(double x) {
  auto bits = std::bit_cast<std::uint64_t>(x);
  if (!is_positive_and_normal(bits)) {
    if (!is_positive_and_finite(x)) return special_logarithm(x);
    bits = extended_bits(x);
  }
  const LogReduction reduction = reduce_logarithm(bits);
  const LogInterval& interval = reduction.interval;
  const double table = reduction.k * k_ln2_hi + interval.log_hi;  // exact
  const DoubleDouble upper = fast_two_sum(table, reduction.r);
  const double lower = upper.lo + (reduction.k * k_ln2_lo + interval.log_lo + reduction.r_lo);
  return upper.hi + (lower + logarithm_tail(reduction.r));
}

// https://tc39.es/ecma262/#sec-math.log2
double log2(double x) {
  if (!is_positive_and_finite(x)) return special_logarithm(x);
  const LogarithmParts parts = logarithm_parts({x});
  const DoubleDouble significand = parts.significand * DoubleDouble{k_log2_e_hi, k_log2_e_lo};
  const DoubleDouble upper = two_sum(parts.exponent, significand.hi);
  return upper.hi + (upper.lo + significand.lo);
}

// https://tc39.es/ecma262/#sec-math.log10
double log10(double x) {
  if (!is_positive_and_finite(x)) return special_logarithm(x);
  return (logarithm({x}) * DoubleDouble{k_log10_e_hi, k_log10_e_lo}).hi;
}

// https://tc39.es/ecma262/#sec-math.log1p
double log1p(double x) {
  if (std::fabs(x) < 0x1p-54) return x;
  if (!(x > -1 && x < k_infinity)) return x == -1 ? -k_infinity : special_logarithm(x);
  return logarithm(two_sum(1, x)).hi;
}

// https://tc39.es/ecma262/#sec-math.asinh: log(x + sqrt(x² + 1))
double asinh(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < 0x1p-27 || !std::isfinite(x)) return x;
  DoubleDouble result;
  if (magnitude > 0x1p30) {
    result = logarithm({magnitude}) + DoubleDouble{k_ln2_hi, k_ln2_lo};
  } else {
    const DoubleDouble root = square_root(two_product(magnitude, magnitude) + DoubleDouble{1});
    result = logarithm(root + DoubleDouble{magnitude});
  }
  return std::copysign(result.hi, x);
}

// https://tc39.es/ecma262/#sec-math.acosh: log(x + sqrt(x² - 1))
double acosh(double x) {
  if (!(x >= 1)) return k_nan;
  if (x == k_infinity) return x;
  if (x > 0x1p30) return (logarithm({x}) + DoubleDouble{k_ln2_hi, k_ln2_lo}).hi;
  const DoubleDouble root = square_root(two_product(x, x) - DoubleDouble{1});
  return logarithm(root + DoubleDouble{x}).hi;
}

// https://tc39.es/ecma262/#sec-math.atanh: log((1 + x) / (1 - x)) / 2
double atanh(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < 0x1p-27) return x;
  if (!(magnitude < 1)) return magnitude == 1 ? std::copysign(k_infinity, x) : k_nan;
  const DoubleDouble result = logarithm(two_sum(1, magnitude) / two_sum(1, -magnitude));
  return std::copysign(result.hi / 2, x);
}

}  // namespace orrery::elementary
