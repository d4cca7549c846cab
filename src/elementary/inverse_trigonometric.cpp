#include <limits>

#include "elementary/constants.h"
#include "elementary/double_double.h"
#include "elementary/elementary.h"

// All are the arc tangent of a quotient: asin x of x / sqrt(1 - x²), acos x of its inverse.

namespace orrery::elementary {

namespace {

constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();
constexpr DoubleDouble k_pi = {k_pi_hi, k_pi_lo};
constexpr DoubleDouble k_half_pi = {k_pi_hi / 2, k_pi_lo / 2};

/// Below this, x is the nearest to asin x and atan x.
constexpr double k_tiny = 0x1p-27;

/// atan(y / x) for 0 <= y <= x, none of them near the ends of the doubles: with c, a multiple of 1/64 near y
/// / x, it is atan c + atan((y - c x) / (x + c y)).
DoubleDouble atan_of_small_quotient(DoubleDouble y, DoubleDouble x) {
  const auto step = static_cast<std::uint32_t>(y.hi / x.hi * 64 + 0.5);
  const DoubleDouble c = {static_cast<double>(step) / 64};
  const DoubleDouble t = (y - c * x) / (x + c * y);
  const double t2 = t.hi * t.hi;
  constexpr auto& p = k_atan_polynomial;
  const double tail = t.hi * t2 * (p[0] + t2 * (p[1] + t2 * p[2]));
  const TableValue& table = k_arctangents[step];
  const DoubleDouble upper = fast_two_sum(table.hi, t.hi);
  return fast_two_sum(upper.hi, upper.lo + (table.lo + (t.lo + tail)));
}

/// The angle between the x axis and (x, y), both of which are positive or 0 and not both 0.
DoubleDouble first_quadrant(DoubleDouble y, DoubleDouble x) {
  return y.hi <= x.hi ? atan_of_small_quotient(y, x) : k_half_pi - atan_of_small_quotient(x, y);
}

/// sqrt(1 - x²)
DoubleDouble other_side(double x) {
  return square_root(DoubleDouble{1} - two_product(x, x));
}

/// Of a finite number other than 0, subnormal ones included.
int exponent_of(double x) {
  return std::ilogb(x);
}

/// The angle between the x axis and (x, y), which are positive and finite.
DoubleDouble first_quadrant_of_any(double y, double x) {
  const int exponent = exponent_of(x);
  const int difference = exponent_of(y) - exponent;
  if (difference > 64) return k_half_pi;
  if (difference < -64) return {y / x};
  return first_quadrant({scale(y, -exponent)}, {scale(x, -exponent)});
}

}  // namespace

// https://tc39.es/ecma262/#sec-math.atan
double atan(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < k_tiny || std::isnan(x)) return x;
  if (magnitude > 0x1p60) return std::copysign(k_half_pi.hi, x);
  return std::copysign(first_quadrant({magnitude}, {1}).hi, x);
}

// https://tc39.es/ecma262/#sec-math.asin
double asin(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < k_tiny) return x;
  if (!(magnitude <= 1)) return k_nan;
  return std::copysign(first_quadrant({magnitude}, other_side(x)).hi, x);
}

// https://tc39.es/ecma262/#sec-math.acos
double acos(double x) {
  const double magnitude = std::fabs(x);
  if (!(magnitude <= 1)) return k_nan;
  const DoubleDouble angle = first_quadrant(other_side(x), {magnitude});
  return x < 0 ? (k_pi - angle).hi : angle.hi;
}

// https://tc39.es/ecma262/#sec-math.atan2
double atan2(double y, double x) {
  if (std::isnan(x) || std::isnan(y)) return k_nan;
  const double x_magnitude = std::fabs(x);
  const double y_magnitude = std::fabs(y);
  DoubleDouble angle;
  if (y == 0)
    angle = {0};
  else if (x == 0)
    angle = k_half_pi;
  else if (std::isinf(x) || std::isinf(y))
    angle = std::isinf(y) ? (std::isinf(x) ? DoubleDouble{k_half_pi.hi / 2, k_half_pi.lo / 2} : k_half_pi)
                          : DoubleDouble{0};
  else
    angle = first_quadrant_of_any(y_magnitude, x_magnitude);
  return std::copysign(std::signbit(x) ? (k_pi - angle).hi : angle.hi, y);
}

}  // namespace orrery::elementary
