#include "vm/binary_data/element_types.h"

#include <cmath>
#include <limits>

namespace orrery::vm {

namespace {

constexpr unsigned k_sign = 0x8000;
constexpr unsigned k_fraction_bits = 10;
constexpr unsigned k_fraction = (1u << k_fraction_bits) - 1;
constexpr unsigned k_greatest_exponent = 0x1f;  // of infinities and NaN
constexpr int k_bias = 15;

}  // namespace

double float16_to_number(Float16Bits half) {
  const unsigned exponent = (half.bits & ~k_sign) >> k_fraction_bits;
  const unsigned fraction = half.bits & k_fraction;
  double magnitude = 0;
  if (exponent == k_greatest_exponent) {
    magnitude =
        fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  } else if (exponent == 0) {
    magnitude = std::ldexp(fraction, 1 - k_bias - static_cast<int>(k_fraction_bits));
  } else {
    magnitude = std::ldexp(fraction | (1u << k_fraction_bits),
                           static_cast<int>(exponent) - k_bias - static_cast<int>(k_fraction_bits));
  }
  return (half.bits & k_sign) != 0 ? -magnitude : magnitude;
}

Float16Bits number_to_float16(double number) {
  const double rounded = round_to_float16(number);
  if (std::isnan(rounded)) return {0x7e00};
  const unsigned sign = std::signbit(rounded) ? k_sign : 0;
  const double magnitude = std::fabs(rounded);
  unsigned bits = 0;
  if (std::isinf(magnitude)) {
    bits = k_greatest_exponent << k_fraction_bits;
  } else if (magnitude < 0x1p-14) {
    bits = static_cast<unsigned>(std::ldexp(magnitude, k_bias - 1 + static_cast<int>(k_fraction_bits)));
  } else {
    const int exponent = std::ilogb(magnitude);
    const auto significand =
        static_cast<unsigned>(std::ldexp(magnitude, static_cast<int>(k_fraction_bits) - exponent));
    bits = (static_cast<unsigned>(exponent + k_bias) << k_fraction_bits) | (significand & k_fraction);
  }
  return {static_cast<std::uint16_t>(sign | bits)};
}

}  // namespace orrery::vm
