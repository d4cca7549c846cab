#include <algorithm>
#include <limits>

#include "elementary/constants.h"
#include "elementary/double_double.h"
#include "elementary/elementary.h"

namespace orrery::elementary {

// https://tc39.es/ecma262/#sec-math.cbrt
double cbrt(double x) {
  if (x == 0 || !std::isfinite(x)) return x;
  // |x| = 2^(3 thirds) 2^rest z, with z from 1 to 2 and a rest of 0, 1 or 2.
  const int exponent = std::ilogb(x);
  const double z = scale(std::fabs(x), -exponent);
  const int thirds = (exponent + 3 * 1000) / 3 - 1000;  // rounds down
  const int rest = exponent - 3 * thirds;
  constexpr double k_roots[] = {1, k_cbrt_2, k_cbrt_4};
  const double cube = z * power_of_two(rest);

  // A step of Halley's method trebles the bits, one of Newton's with the exact cube doubles them.
  double root = evaluate(k_cbrt_polynomial, z) * k_roots[rest];
  const double its_cube = root * root * root;
  root *= (its_cube + 2 * cube) / (2 * its_cube + cube);
  const DoubleDouble square = two_product(root, root);
  const DoubleDouble exact_cube = square * DoubleDouble{root};
  root += ((cube - exact_cube.hi) - exact_cube.lo) / (3 * square.hi);
  return std::copysign(root * power_of_two(thirds), x);
}

RootOfSquares::RootOfSquares(double largest)
    : scale_(largest > 0x1p300    ? 0x1p-600
             : largest < 0x1p-300 ? 0x1p600
                                  : 1) {}

void RootOfSquares::add(double x) {
  const double scaled = x * scale_;
  const DoubleDouble sum = DoubleDouble{sum_hi_, sum_lo_} + two_product(scaled, scaled);
  sum_hi_ = sum.hi;
  sum_lo_ = sum.lo;
}

double RootOfSquares::root() const {
  return square_root({sum_hi_, sum_lo_}).hi / scale_;
}

// https://tc39.es/ecma262/#sec-math.hypot
double hypot(double x, double y) {
  if (std::isinf(x) || std::isinf(y)) return std::numeric_limits<double>::infinity();
  if (std::isnan(x) || std::isnan(y)) return std::numeric_limits<double>::quiet_NaN();
  const double largest = std::max(std::fabs(x), std::fabs(y));
  if (largest == 0) return 0;
  RootOfSquares squares(largest);
  squares.add(x);
  squares.add(y);
  return squares.root();
}

}  // namespace orrery::elementary
