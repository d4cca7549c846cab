// Between BigInts and Numbers.

#include "vm/bigint/bigint_numbers.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/bigint/bigint_factory.h"
#include "vm/numbers/number_conversions.h"

namespace orrery::vm {

using kernels::k_limb_bits;
using kernels::Limb;
using kernels::Limbs;

namespace {

/// The upper 64 bits of a number, the first of which is set, and whether any bit below is.
struct UpperBits {
  Limb bits;
  bool has_more;
};

/// \param limbs  not empty, with a top limb that is not zero
UpperBits upper_bits(Limbs limbs) {
  const auto shift = static_cast<unsigned>(std::countl_zero(limbs.back()));
  UpperBits upper{limbs.back() << shift, false};
  Limbs rest = limbs.first(limbs.size() - 1);
  if (shift != 0 && !rest.empty()) {
    upper.bits |= rest.back() >> (k_limb_bits - shift);
    upper.has_more = rest.back() << shift != 0;
    rest = rest.first(rest.size() - 1);
  }
  upper.has_more |= std::any_of(rest.begin(), rest.end(), [](Limb limb) { return limb != 0; });
  return upper;
}

/// A finite number that is not 0, as significand * 2^exponent with the significand's first bit set.
struct Decomposed {
  std::uint64_t significand;
  int exponent;
};

Decomposed decompose(double magnitude) {
  int exponent = 0;
  const double fraction = std::frexp(magnitude, &exponent);
  return {static_cast<std::uint64_t>(std::ldexp(fraction, 64)), exponent - 64};
}

}  // namespace

double limbs_to_number(Limbs limbs) {
  while (!limbs.empty() && limbs.back() == 0) limbs = limbs.first(limbs.size() - 1);
  if (limbs.empty()) return 0;
  constexpr std::size_t k_max_finite_limbs = 1024 / k_limb_bits;
  if (limbs.size() > k_max_finite_limbs) return std::numeric_limits<double>::infinity();
  const UpperBits upper = upper_bits(limbs);
  const int bit_length = static_cast<int>(limbs.size() * k_limb_bits) - std::countl_zero(limbs.back());
  // The conversion rounds to 53 bits; that something follows matters only at a tie.
  return std::ldexp(static_cast<double>(upper.bits | (upper.has_more ? 1 : 0)), bit_length - 64);
}

double bigint_to_number(const BigInt* value) {
  const double magnitude = limbs_to_number(value->limbs());
  return value->is_negative() ? -magnitude : magnitude;
}

Completion<BigInt*> number_to_bigint(Agent& agent, double number) {
  if (!is_integral_number(number)) {
    return agent.throw_range_error(
        fmt::format("The number {} cannot be converted to a BigInt because it is not an integer",
                    NumberText(number).view()));
  }
  if (std::fabs(number) < 0x1p63) return make_bigint(agent, static_cast<std::int64_t>(number));
  const Decomposed decomposed = decompose(std::fabs(number));
  const auto exponent = static_cast<unsigned>(decomposed.exponent);  // not negative: |number| >= 2^63
  const unsigned zeros = exponent / k_limb_bits;
  const unsigned bits = exponent % k_limb_bits;
  BigInt* result = TRY(BigIntFactory::make(agent, zeros + 2));
  Limb* data = BigIntFactory::data(result);
  std::fill_n(data, zeros, 0);
  data[zeros] = decomposed.significand << bits;
  data[zeros + 1] = bits == 0 ? 0 : decomposed.significand >> (k_limb_bits - bits);
  return BigIntFactory::trim(result, number < 0);
}

int bigint_compare_to_number(const BigInt* big, double number) {
  assert(number == number);
  const int number_sign = number < 0 ? -1 : number > 0 ? 1 : 0;
  const int big_sign = big->is_negative() ? -1 : big->is_zero() ? 0 : 1;
  if (big_sign != number_sign) return big_sign < number_sign ? -1 : 1;
  if (big_sign == 0) return 0;
  // Both have this sign; now their magnitudes.
  if (std::isinf(number)) return -number_sign;
  const Decomposed decomposed = decompose(std::fabs(number));
  const auto number_bits = static_cast<std::int64_t>(decomposed.exponent) + 64;
  const auto big_bits = static_cast<std::int64_t>(big->bit_length());
  if (big_bits != number_bits) return big_bits < number_bits ? -big_sign : big_sign;
  const UpperBits upper = upper_bits(big->limbs());
  if (upper.bits != decomposed.significand) return upper.bits < decomposed.significand ? -big_sign : big_sign;
  return upper.has_more ? big_sign : 0;
}

}  // namespace orrery::vm
