#include <algorithm>
#include <bit>
#include <cassert>

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/bigint/bigint_factory.h"
#include "vm/bigint/bigint_large.h"

namespace orrery::vm {

using kernels::k_limb_bits;
using kernels::Limb;
using kernels::Limbs;

std::size_t BigInt::bit_length() const {
  if (is_zero()) return 0;
  return count_ * std::size_t{k_limb_bits} - static_cast<std::size_t>(std::countl_zero(limbs().back()));
}

BigInt* make_bigint_unsigned(Agent& agent, std::uint64_t value) {
  BigInt* result = BigIntFactory::make_always(agent, 1);
  *BigIntFactory::data(result) = value;
  return BigIntFactory::trim(result, false);
}

BigInt* make_bigint(Agent& agent, std::int64_t value) {
  BigInt* result = BigIntFactory::make_always(agent, 1);
  const auto bits = static_cast<std::uint64_t>(value);
  *BigIntFactory::data(result) = value < 0 ? 0 - bits : bits;
  return BigIntFactory::trim(result, value < 0);
}

namespace {

/// The sum of magnitudes.
Completion<BigInt*> add_magnitudes(Agent& agent, Limbs a, Limbs b, bool is_negative) {
  if (a.size() < b.size()) std::swap(a, b);
  BigInt* result = TRY(BigIntFactory::make(agent, a.size() + 1));
  Limb* data = BigIntFactory::data(result);
  data[a.size()] = kernels::add(data, a, b);
  return BigIntFactory::finish(agent, result, is_negative);
}

/// The difference of magnitudes; `is_negative` is what the result is if `a` is the larger.
Completion<BigInt*> subtract_magnitudes(Agent& agent, Limbs a, Limbs b, bool is_negative) {
  if (kernels::compare(a, b) < 0) {
    std::swap(a, b);
    is_negative = !is_negative;
  }
  BigInt* result = TRY(BigIntFactory::make(agent, a.size()));
  kernels::subtract(BigIntFactory::data(result), a, b);
  return BigIntFactory::finish(agent, result, is_negative);
}

/// left + right, the latter with another sign.
Completion<BigInt*> add_signed(Agent& agent, BigInt* left, Limbs right, bool is_right_negative) {
  return left->is_negative() == is_right_negative
             ? add_magnitudes(agent, left->limbs(), right, is_right_negative)
             : subtract_magnitudes(agent, left->limbs(), right, left->is_negative());
}

}  // namespace

// https://tc39.es/ecma262/#sec-numeric-types-bigint-unaryMinus
BigInt* bigint_negate(Agent& agent, BigInt* value) {
  if (value->is_zero()) return value;
  const Limbs limbs = value->limbs();
  BigInt* result = BigIntFactory::make_always(agent, limbs.size());
  std::copy(limbs.begin(), limbs.end(), BigIntFactory::data(result));
  return BigIntFactory::trim(result, !value->is_negative());
}

// https://tc39.es/ecma262/#sec-numeric-types-bigint-bitwiseNOT: -value - 1
Completion<BigInt*> bigint_not(Agent& agent, BigInt* value) {
  static constexpr Limb k_one = 1;
  return value->is_negative() ? subtract_magnitudes(agent, value->limbs(), {&k_one, 1}, false)
                              : add_magnitudes(agent, value->limbs(), {&k_one, 1}, true);
}

// https://tc39.es/ecma262/#sec-numeric-types-bigint-add
Completion<BigInt*> bigint_add(Agent& agent, BigInt* left, BigInt* right) {
  return add_signed(agent, left, right->limbs(), right->is_negative());
}

// https://tc39.es/ecma262/#sec-numeric-types-bigint-subtract
Completion<BigInt*> bigint_subtract(Agent& agent, BigInt* left, BigInt* right) {
  return add_signed(agent, left, right->limbs(), !right->is_negative());
}

// https://tc39.es/ecma262/#sec-numeric-types-bigint-multiply
Completion<BigInt*> bigint_multiply(Agent& agent, BigInt* left, BigInt* right) {
  if (left->is_zero()) return left;
  if (right->is_zero()) return right;
  // Before the work is done: the product has this many bits, or one less.
  if (left->bit_length() + right->bit_length() > BigInt::k_max_bits + 1)
    return BigIntFactory::throw_too_big(agent);
  BigInt* result = TRY(BigIntFactory::make(agent, left->limbs().size() + right->limbs().size()));
  TRY(LargeArithmetic(agent).multiply(BigIntFactory::data(result), left->limbs(), right->limbs()));
  return BigIntFactory::finish(agent, result, left->is_negative() != right->is_negative());
}

namespace {

struct Division {
  BigInt* quotient;
  BigInt* remainder;
};

/// Of magnitudes, the first of which is not smaller; the results are still to be trimmed.
Completion<Division> divide_magnitudes(Agent& agent, BigInt* dividend, BigInt* divisor) {
  const Limbs a = dividend->limbs();
  const Limbs b = divisor->limbs();
  BigInt* quotient = TRY(BigIntFactory::make(agent, a.size() - b.size() + 1));
  BigInt* remainder = TRY(BigIntFactory::make(agent, b.size()));
  TRY(LargeArithmetic(agent).divide(BigIntFactory::data(quotient), BigIntFactory::data(remainder), a, b));
  return Division{quotient, remainder};
}

}  // namespace

// https://tc39.es/ecma262/#sec-numeric-types-bigint-divide: rounds to zero
Completion<BigInt*> bigint_divide(Agent& agent, BigInt* dividend, BigInt* divisor) {
  if (divisor->is_zero()) return agent.throw_range_error("Division by zero");
  if (kernels::compare(dividend->limbs(), divisor->limbs()) < 0) return make_bigint_unsigned(agent, 0);
  const Division division = TRY(divide_magnitudes(agent, dividend, divisor));
  return BigIntFactory::trim(division.quotient, dividend->is_negative() != divisor->is_negative());
}

// https://tc39.es/ecma262/#sec-numeric-types-bigint-remainder: has the dividend's sign
Completion<BigInt*> bigint_remainder(Agent& agent, BigInt* dividend, BigInt* divisor) {
  if (divisor->is_zero()) return agent.throw_range_error("Division by zero");
  if (kernels::compare(dividend->limbs(), divisor->limbs()) < 0) return dividend;
  const Division division = TRY(divide_magnitudes(agent, dividend, divisor));
  return BigIntFactory::trim(division.remainder, dividend->is_negative());
}

namespace {

using FixedPoint = unsigned __int128;
constexpr unsigned k_fraction_bits = 32;

/// The binary logarithm of what `limbs` are, with k_fraction_bits bits behind the point; hardly too small,
/// and never too large.
FixedPoint log2_lower_bound(Limbs limbs) {
  const auto zeros = static_cast<unsigned>(std::countl_zero(limbs.back()));
  FixedPoint logarithm = limbs.size() * std::size_t{k_limb_bits} - zeros - 1;
  // The number's upper bits, as 1.xxx with 63 bits behind the point.
  Limb upper = limbs.back() << zeros;
  if (zeros != 0 && limbs.size() > 1) upper |= limbs[limbs.size() - 2] >> (k_limb_bits - zeros);
  for (unsigned i = 0; i < k_fraction_bits; ++i) {
    // Squaring doubles the logarithm: its next bit is whether that reaches 2.
    const FixedPoint square = FixedPoint{upper} * upper >> (k_limb_bits - 1);
    const bool bit = square >> k_limb_bits != 0;
    upper = static_cast<Limb>(bit ? square >> 1 : square);
    logarithm = logarithm << 1 | (bit ? 1 : 0);
  }
  return logarithm;
}

/// base^exponent, where the result is known to be not much longer than allowed.
Completion<BigInt*> power(Agent& agent, BigInt* base, std::uint64_t exponent) {
  BigInt* result = base;
  for (int bit = static_cast<int>(std::bit_width(exponent)) - 2; bit >= 0; --bit) {
    result = TRY(bigint_multiply(agent, result, result));
    if ((exponent >> bit & 1) != 0) result = TRY(bigint_multiply(agent, result, base));
  }
  return result;
}

}  // namespace

// https://tc39.es/ecma262/#sec-numeric-types-bigint-exponentiate
Completion<BigInt*> bigint_exponentiate(Agent& agent, BigInt* base, BigInt* exponent) {
  if (exponent->is_negative()) return agent.throw_range_error("Exponent must be non-negative");
  if (exponent->is_zero()) return make_bigint_unsigned(agent, 1);
  const std::size_t bits = base->bit_length();
  const std::uint64_t low = exponent->low_bits();
  if (bits <= 1) {  // 0, 1 or -1
    const bool is_sign_lost = base->is_negative() && low % 2 == 0;
    return is_sign_lost ? bigint_negate(agent, base) : base;
  }
  // Before the work is done.
  if (exponent->limbs().size() > 1 || low >= BigInt::k_max_bits ||
      (FixedPoint{low} * log2_lower_bound(base->limbs()) >> k_fraction_bits) >= BigInt::k_max_bits)
    return BigIntFactory::throw_too_big(agent);

  const Limbs limbs = base->limbs();
  const bool is_power_of_two =
      std::has_single_bit(limbs.back()) &&
      std::all_of(limbs.begin(), limbs.end() - 1, [](Limb limb) { return limb == 0; });
  if (!is_power_of_two) return power(agent, base, low);
  const std::size_t shift = (bits - 1) * low;
  BigInt* result = TRY(BigIntFactory::make(agent, shift / k_limb_bits + 1));
  std::fill_n(BigIntFactory::data(result), shift / k_limb_bits, 0);
  BigIntFactory::data(result)[shift / k_limb_bits] = Limb{1} << shift % k_limb_bits;
  return BigIntFactory::trim(result, base->is_negative() && low % 2 == 1);
}

// Comparing -------------------------------------------------------------------------------------------------

bool bigint_equal(const BigInt* left, const BigInt* right) {
  return left->is_negative() == right->is_negative() && kernels::compare(left->limbs(), right->limbs()) == 0;
}

int bigint_compare(const BigInt* left, const BigInt* right) {
  if (left->is_negative() != right->is_negative()) return left->is_negative() ? -1 : 1;
  const int order = kernels::compare(left->limbs(), right->limbs());
  return left->is_negative() ? -order : order;
}

}  // namespace orrery::vm
