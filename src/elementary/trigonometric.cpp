#include <limits>

#include "elementary/angle.h"
#include "elementary/elementary.h"

namespace orrery::elementary {

namespace {

constexpr double k_nan = std::numeric_limits<double>::quiet_NaN();

/// Below this, x and 1 are the nearest to sin x, tan x and cos x.
constexpr double k_tiny = 0x1p-27;

double sum(DoubleDouble parts) {
  return parts.hi + parts.lo;
}

}  // namespace

// https://tc39.es/ecma262/#sec-math.sin
double sin(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < k_tiny) return x;
  if (!(magnitude < std::numeric_limits<double>::infinity())) return k_nan;
  return sum(sine_parts(reduce_angle(x), 0));
}

// https://tc39.es/ecma262/#sec-math.cos
double cos(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < k_tiny) return 1;
  if (!(magnitude < std::numeric_limits<double>::infinity())) return k_nan;
  return sum(sine_parts(reduce_angle(x), k_quarter));
}

// https://tc39.es/ecma262/#sec-math.tan
double tan(double x) {
  const double magnitude = std::fabs(x);
  if (magnitude < k_tiny) return x;
  if (!(magnitude < std::numeric_limits<double>::infinity())) return k_nan;
  const Angle angle = reduce_angle(x);
  const DoubleDouble sine = sine_parts(angle, 0);
  const DoubleDouble cosine = sine_parts(angle, k_quarter);
  return (fast_two_sum(sine.hi, sine.lo) / fast_two_sum(cosine.hi, cosine.lo)).hi;
}

}  // namespace orrery::elementary
