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

Completion<Limb*> LargeArithmetic::scratch(std::size_t count) {
  for (; chunk_ < chunk_count_; ++chunk_, used_ = 0) {
    const Chunk& chunk = chunks_[chunk_];
    if (chunk.size - used_ >= count) {
      used_ += count;
      return chunk.limbs + (used_ - count);
    }
  }
  const std::size_t last = chunk_count_ == 0 ? 0 : chunks_[chunk_count_ - 1].size;
  const std::size_t size = std::max({count, std::min(2 * last, BigIntFactory::k_max_limbs), std::size_t{1}});
  assert(chunk_count_ < chunks_.size());
  chunks_[chunk_count_] = {BigIntFactory::data(TRY(BigIntFactory::make(agent_, size))), size};
  ++chunk_count_;
  used_ = count;
  return chunks_[chunk_].limbs;
}

// Products --------------------------------------------------------------------------------------------------

Completion<void> LargeArithmetic::multiply_parts(Limb* result, Limbs a, Limbs b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.size() <= sizes_.factor) return multiply_pieces(result, a, b, sizes_.factor);
  if (a.size() > b.size() + b.size() / 2) return multiply_pieces(result, a, b, b.size());
  return multiply_halves(result, a, b);
}

/// Multiplies one piece of `a` after another.
Completion<void> LargeArithmetic::multiply_pieces(Limb* result, Limbs a, Limbs b, std::size_t piece) {
  const ScratchScope scope(*this);
  Limb* product = TRY(scratch(piece + b.size()));
  std::fill_n(result, a.size() + b.size(), 0);
  for (std::size_t i = 0; i < a.size(); i += piece) {
    TRY(check_interrupt(agent_));
    const Limbs of_a = a.subspan(i, std::min(piece, a.size() - i));
    TRY(multiply(product, of_a, b));
    add_to(result + i, trimmed({product, of_a.size() + b.size()}));
  }
  return {};
}

/// Karatsuba's method: three products of halves instead of four.
Completion<void> LargeArithmetic::multiply_halves(Limb* result, Limbs a, Limbs b) {
  const ScratchScope scope(*this);
  TRY(check_interrupt(agent_));
  const std::size_t half = (a.size() + 1) / 2;
  const bool is_square = a.data() == b.data() && a.size() == b.size();
  const Limbs lower = {result, 2 * half};
  const Limbs upper = {result + 2 * half, a.size() + b.size() - 2 * half};
  TRY(multiply(result, a.first(half), b.first(half)));
  TRY(check_interrupt(agent_));
  TRY(multiply(result + 2 * half, a.subspan(half), b.subspan(half)));
  // (a0 + a1) * (b0 + b1) - a0 * b0 - a1 * b1 = a0 * b1 + a1 * b0.
  const auto add_halves = [&](Limbs number) -> Completion<Limbs> {
    Limb* sum = TRY(scratch(half + 1));
    sum[half] = kernels::add(sum, number.first(half), number.subspan(half));
    return Limbs(sum, sum[half] == 0 ? half : half + 1);
  };
  const Limbs sum_a = TRY(add_halves(a));
  const Limbs sum_b = is_square ? sum_a : TRY(add_halves(b));
  const std::size_t size = sum_a.size() + sum_b.size();
  Limb* middle = TRY(scratch(size));
  TRY(check_interrupt(agent_));
  TRY(multiply(middle, sum_a, sum_b));
  kernels::subtract(middle, {middle, size}, lower);
  kernels::subtract(middle, {middle, size}, upper);
  add_to(result + half, trimmed({middle, size}));
  return {};
}

// Quotients -------------------------------------------------------------------------------------------------

/// From the top on, some limbs of the quotient at a time: what is left of `a` stays below `b` times what is
/// still to come.
Completion<void> LargeArithmetic::divide_parts(Limb* quotient, Limb* remainder, Limbs a, Limbs b) {
  const ScratchScope scope(*this);
  const std::size_t n = b.size();
  const bool is_long = n > sizes_.quotient;
  // A long divisor is shifted, so that its top bit is set and estimates are good.
  const auto shift = is_long ? static_cast<unsigned>(std::countl_zero(b.back())) : 0;
  Limb* rest = TRY(scratch(a.size() + 1));
  std::copy(a.begin(), a.end(), rest);
  rest[a.size()] = 0;
  if (shift != 0) {
    rest[a.size()] = kernels::shift_left(rest, a, shift);
    Limb* divisor = TRY(scratch(n));
    kernels::shift_left(divisor, b, shift);
    b = {divisor, n};
  }
  // The upper n limbs are below `b`: there is a zero above those of `a`, or what was shifted out.
  const std::size_t step = is_long ? (n + 1) / 2 : sizes_.quotient;
  std::size_t position = a.size() + 1 - n;
  while (position > 0) {
    TRY(check_interrupt(agent_));
    const std::size_t count = std::min(step, position);
    position -= count;
    TRY(is_long ? divide_step_by_estimate(quotient + position, rest + position, count, b)
                : divide_step(quotient + position, rest + position, count, b));
  }
  std::copy_n(rest, n, remainder);
  if (shift != 0) kernels::shift_right(remainder, {remainder, n}, shift);
  return {};
}

/// quotient[0, count) = rest[0, count + n) / b, of n limbs; the remainder is left in rest[0, n).
Completion<void> LargeArithmetic::divide_step(Limb* quotient, Limb* rest, std::size_t count, Limbs b) {
  const ScratchScope scope(*this);
  Limb* whole_quotient = TRY(scratch(count + 1));
  Limb* remainder = TRY(scratch(b.size()));
  kernels::divide(whole_quotient, remainder, {rest, count + b.size()}, b);
  assert(whole_quotient[count] == 0);
  std::copy_n(whole_quotient, count, quotient);
  std::copy_n(remainder, b.size(), rest);
  std::fill_n(rest + b.size(), count, 0);
  return {};
}

/// The same for a divisor of more than `count` limbs whose top bit is set. An estimate from its upper `count`
/// limbs, and twice as many of `rest`, is never too small, and at most 2 too large.
Completion<void> LargeArithmetic::divide_step_by_estimate(Limb* quotient, Limb* rest, std::size_t count,
                                                          Limbs b) {
  const ScratchScope scope(*this);
  const std::size_t n = b.size();
  const std::size_t lower = n - count;
  const Limbs b_upper = b.subspan(lower);
  Limb* rest_upper = rest + lower;
  Limb* estimate = TRY(scratch(count + 1));
  Limb* upper_remainder = TRY(scratch(count + 1));
  upper_remainder[count] = 0;
  if (kernels::compare({rest_upper + count, count}, b_upper) < 0) {
    TRY(divide(estimate, upper_remainder, {rest_upper, 2 * count}, b_upper));
    assert(estimate[count] == 0);
  } else {
    // They are equal. What the quotient cannot reach is not estimated.
    std::fill_n(estimate, count, ~Limb{0});
    upper_remainder[count] = kernels::add(upper_remainder, b_upper, {rest_upper, count});
  }
  // What the estimate leaves of `rest`, but for the divisor's lower part: that is still to be subtracted.
  std::fill_n(rest_upper, 2 * count, 0);
  std::copy_n(upper_remainder, count + 1, rest_upper);
  Limb* product = TRY(scratch(n + 1));
  product[n] = 0;
  TRY(multiply(product, {estimate, count}, b.first(lower)));
  constexpr Limb k_one = 1;
  while (kernels::compare({product, n + 1}, {rest, n + 1}) > 0) {
    kernels::subtract(estimate, {estimate, count}, {&k_one, 1});
    add_to(rest, b);
  }
  kernels::subtract(rest, {rest, n + 1}, {product, n + 1});
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
    if (bound * 2 >= sizes_.text) powers.powers[powers.count++] = {power, digits};
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
  const std::size_t room = kernels::max_digits(sizes_.text, radix);
  powers.room = reinterpret_cast<std::uint8_t*>(TRY(scratch(room / sizeof(Limb) + 1)));
  return write_digits(digits, 0, limbs, powers);
}

/// \param width  how many digits to write, with zeros in front; 0: as many as there are
/// \return how many were written
Completion<std::size_t> LargeArithmetic::write_digits(std::uint8_t* digits, std::size_t width,
                                                      std::span<Limb> limbs, const Powers& powers) {
  const ScratchScope scope(*this);
  limbs = limbs.first(trimmed(limbs).size());
  if (limbs.size() <= sizes_.text) {
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
  const ScratchScope scope(*this);
  if (digits.size() / kernels::digits_per_limb(powers.radix) <= sizes_.text) {
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
