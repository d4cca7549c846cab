#include "vm/bigint/bigint_large.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "vm/bigint/bigint_factory.h"
#include "vm/functions/native_loop.h"

namespace orrery::vm {

namespace {

using Limb = kernels::Limb;
using Limbs = kernels::Limbs;

Limbs trimmed(Limbs limbs) {
  while (!limbs.empty() && limbs.back() == 0) limbs = limbs.first(limbs.size() - 1);
  return limbs;
}

/// to[0, ...) += added, where the carry stays within what follows.
void add_to(Limb* to, Limbs added) {
  Limb carry = kernels::add(to, {to, added.size()}, added);
  for (std::size_t i = added.size(); carry != 0; ++i) carry = ++to[i] == 0 ? 1 : 0;
}

}  // namespace

/// Limbs in a cell that nothing else refers to: the collector sees it as long as somebody points into it.
Completion<Limb*> LargeArithmetic::scratch(std::size_t count) {
  return BigIntFactory::data(TRY(BigIntFactory::make(agent_, std::max<std::size_t>(count, 1))));
}

// Products --------------------------------------------------------------------------------------------------

Completion<void> LargeArithmetic::multiply_blocks(Limb* result, Limbs a, Limbs b) {
  const bool is_square = a.data() == b.data() && a.size() == b.size();
  Limb* product = TRY(scratch(2 * block_));
  std::fill_n(result, a.size() + b.size(), 0);
  for (std::size_t i = 0; i < a.size(); i += block_) {
    const Limbs of_a = a.subspan(i, std::min(block_, a.size() - i));
    for (std::size_t j = is_square ? i : 0; j < b.size(); j += block_) {
      TRY(check_interrupt(agent_));
      const Limbs of_b = b.subspan(j, std::min(block_, b.size() - j));
      kernels::multiply(product, of_a, of_b);
      const Limbs added = trimmed({product, of_a.size() + of_b.size()});
      add_to(result + i + j, added);
      // The same with i and j exchanged.
      if (is_square && i != j) add_to(result + i + j, added);
    }
  }
  return {};
}

// Quotients -------------------------------------------------------------------------------------------------

/// From the top on, as many limbs of the quotient at a time as a block has: what is left of `a` stays below
/// `b` times what is still to come.
Completion<void> LargeArithmetic::divide_blocks(Limb* quotient, Limb* remainder, Limbs a, Limbs b) {
  const std::size_t n = b.size();
  // A divisor of more than a block is shifted, so that its top bit is set and estimates are good.
  const auto shift = n > block_ ? static_cast<unsigned>(std::countl_zero(b.back())) : 0;
  Limb* rest = TRY(scratch(a.size() + 1));
  std::copy(a.begin(), a.end(), rest);
  rest[a.size()] = 0;
  if (shift != 0) {
    rest[a.size()] = kernels::shift_left(rest, a, shift);
    Limb* divisor = TRY(scratch(n));
    kernels::shift_left(divisor, b, shift);
    b = {divisor, n};
  }
  const Division division{b, TRY(scratch(block_ + 1)), TRY(scratch(n)),
                          n > block_ ? TRY(scratch(n + block_)) : nullptr};
  // The upper n limbs are below `b`: there is a zero above those of `a`, or what was shifted out.
  std::size_t position = a.size() + 1 - n;
  while (position > 0) {
    TRY(check_interrupt(agent_));
    const std::size_t count = std::min(block_, position);
    position -= count;
    if (n > block_) {
      TRY(divide_step_by_estimate(quotient + position, rest + position, count, division));
    } else {
      divide_step(quotient + position, rest + position, count, division);
    }
  }
  std::copy_n(rest, n, remainder);
  if (shift != 0) kernels::shift_right(remainder, {remainder, n}, shift);
  return {};
}

/// quotient[0, count) = rest[0, count + n) / divisor, of n limbs; the remainder is left in rest[0, n).
void LargeArithmetic::divide_step(Limb* quotient, Limb* rest, std::size_t count, const Division& division) {
  const std::size_t n = division.divisor.size();
  kernels::divide(division.quotient, division.remainder, {rest, count + n}, division.divisor);
  assert(division.quotient[count] == 0);
  std::copy_n(division.quotient, count, quotient);
  std::copy_n(division.remainder, n, rest);
  std::fill_n(rest + n, count, 0);
}

/// The same for a divisor of more than `count` limbs whose top bit is set. An estimate from its upper `count`
/// limbs, and twice as many of `rest`, is never too small, and at most 2 too large.
Completion<void> LargeArithmetic::divide_step_by_estimate(Limb* quotient, Limb* rest, std::size_t count,
                                                          const Division& division) {
  const Limbs b = division.divisor;
  const std::size_t lower = b.size() - count;
  const std::size_t size = count + b.size();
  Limb* estimate = division.quotient;
  kernels::divide(estimate, division.remainder, {rest + lower, 2 * count}, b.subspan(lower));
  // What the quotient cannot reach is not estimated.
  if (estimate[count] != 0) std::fill_n(estimate, count, ~Limb{0});

  Limb* product = division.product;
  TRY(multiply(product, {estimate, count}, b));
  constexpr Limb k_one = 1;
  while (kernels::compare({product, size}, {rest, size}) > 0) {
    kernels::subtract(estimate, {estimate, count}, {&k_one, 1});
    kernels::subtract(product, {product, size}, b);
  }
  kernels::subtract(rest, {rest, size}, {product, size});
  std::copy_n(estimate, count, quotient);
  return {};
}

// Texts -----------------------------------------------------------------------------------------------------

/// Those of up to `max_limbs` limbs, and the first in any case.
Completion<void> LargeArithmetic::find_powers(Powers& powers, std::size_t max_limbs) {
  std::size_t digits = kernels::digits_per_limb(powers.radix);
  Limb* limb = TRY(scratch(1));
  *limb = 1;
  for (std::size_t i = 0; i < digits; ++i) *limb *= powers.radix;
  Limbs power(limb, 1);
  for (std::size_t bound = 1;; bound *= 2, digits *= 2) {
    if (bound * 2 >= block_) powers.powers[powers.count++] = {power, digits};
    if (powers.count > 0 && 2 * power.size() > max_limbs) return {};
    Limb* square = TRY(scratch(2 * power.size()));
    TRY(multiply(square, power, power));
    power = trimmed({square, 2 * power.size()});
  }
}

Completion<std::size_t> LargeArithmetic::to_digits_in_halves(std::uint8_t* digits, std::span<Limb> limbs,
                                                             unsigned radix) {
  Powers powers{.powers = {}, .radix = radix};
  TRY(find_powers(powers, limbs.size() / 2 + 1));
  const std::size_t room = kernels::max_digits(block_, radix);
  powers.room = reinterpret_cast<std::uint8_t*>(TRY(scratch(room / sizeof(Limb) + 1)));
  return write_digits(digits, 0, limbs, powers);
}

/// \param width  how many digits to write, with zeros in front; 0: as many as there are
/// \return how many were written
Completion<std::size_t> LargeArithmetic::write_digits(std::uint8_t* digits, std::size_t width,
                                                      std::span<Limb> limbs, const Powers& powers) {
  limbs = limbs.first(trimmed(limbs).size());
  if (limbs.size() <= block_) {
    TRY(check_interrupt(agent_));
    std::size_t count = 0;
    if (!limbs.empty()) count = kernels::to_digits(powers.room, limbs, powers.radix);
    const std::uint8_t* first =
        std::find_if(powers.room, powers.room + count, [](std::uint8_t digit) { return digit != 0; });
    count -= static_cast<std::size_t>(first - powers.room);
    const std::size_t zeros = width > count ? width - count : 0;
    std::fill_n(digits, zeros, 0);
    std::copy_n(first, count, digits + zeros);
    return zeros + count;
  }
  std::size_t i = powers.count - 1;
  while (i > 0 && powers.powers[i].limbs.size() > limbs.size() / 2 + 1) --i;
  const Power& power = powers.powers[i];
  const std::size_t quotient_size = limbs.size() - power.limbs.size() + 1;
  Limb* quotient = TRY(scratch(quotient_size));
  Limb* remainder = TRY(scratch(power.limbs.size()));
  TRY(divide(quotient, remainder, limbs, power.limbs));
  const std::size_t upper =
      TRY(write_digits(digits, width == 0 ? 0 : width - power.digits, {quotient, quotient_size}, powers));
  const std::size_t lower =
      TRY(write_digits(digits + upper, power.digits, {remainder, power.limbs.size()}, powers));
  return upper + lower;
}

Completion<std::size_t> LargeArithmetic::from_digits_in_halves(Limb* result,
                                                               std::span<const std::uint8_t> digits,
                                                               unsigned radix) {
  Powers powers{.powers = {}, .radix = radix};
  TRY(find_powers(powers, kernels::max_limbs(digits.size(), radix) / 2));
  return read_digits(result, digits, powers);
}

/// \return how many limbs were written, the uppermost not zero
Completion<std::size_t> LargeArithmetic::read_digits(Limb* result, std::span<const std::uint8_t> digits,
                                                     const Powers& powers) {
  if (digits.size() / kernels::digits_per_limb(powers.radix) <= block_) {
    TRY(check_interrupt(agent_));
    return trimmed({result, kernels::from_digits(result, digits, powers.radix)}).size();
  }
  std::size_t i = powers.count - 1;
  while (i > 0 && powers.powers[i].digits >= digits.size()) --i;
  const Power& power = powers.powers[i];
  const auto upper_digits = digits.first(digits.size() - power.digits);
  const auto lower_digits = digits.subspan(upper_digits.size());
  Limb* upper = TRY(scratch(kernels::max_limbs(upper_digits.size(), powers.radix)));
  Limb* lower = TRY(scratch(kernels::max_limbs(lower_digits.size(), powers.radix)));
  const std::size_t upper_count = TRY(read_digits(upper, upper_digits, powers));
  const std::size_t lower_count = TRY(read_digits(lower, lower_digits, powers));
  if (upper_count == 0) {
    std::copy_n(lower, lower_count, result);
    return lower_count;
  }
  TRY(multiply(result, {upper, upper_count}, power.limbs));
  const std::size_t size = upper_count + power.limbs.size();
  const Limb carry = kernels::add(result, {result, size}, {lower, lower_count});
  assert(carry == 0);
  (void)carry;
  return trimmed({result, size}).size();
}

}  // namespace orrery::vm
