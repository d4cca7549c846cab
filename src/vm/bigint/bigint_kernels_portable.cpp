#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <vector>

#include "vm/bigint/bigint_kernels.h"

// The algorithms of Knuth, The Art of Computer Programming, volume 2, section 4.3.1: time in proportion to
// the product of the lengths.

namespace orrery::vm::kernels {

namespace {

using TwoLimbs = unsigned __int128;

/// limbs = limbs / divisor. \return the remainder
Limb divide_in_place(std::span<Limb> limbs, Limb divisor) {
  TwoLimbs remainder = 0;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    const TwoLimbs part = remainder << k_limb_bits | limbs[i];
    limbs[i] = static_cast<Limb>(part / divisor);
    remainder = part % divisor;
  }
  return static_cast<Limb>(remainder);
}

/// limbs = limbs * factor + carry. \return the carry
Limb multiply_in_place(std::span<Limb> limbs, Limb factor, Limb carry) {
  for (Limb& limb : limbs) {
    const TwoLimbs product = TwoLimbs{limb} * factor + carry;
    limb = static_cast<Limb>(product);
    carry = static_cast<Limb>(product >> k_limb_bits);
  }
  return carry;
}

/// limbs -= factor * b, which has one limb less. \return whether the result is negative (modulo 2^64 per
/// limb)
bool subtract_multiple(Limb* limbs, Limbs b, Limb factor) {
  Limb carry = 0;
  Limb borrow = 0;
  for (std::size_t i = 0; i <= b.size(); ++i) {
    const TwoLimbs product = (i < b.size() ? TwoLimbs{b[i]} * factor : 0) + carry;
    carry = static_cast<Limb>(product >> k_limb_bits);
    const TwoLimbs difference = TwoLimbs{limbs[i]} - static_cast<Limb>(product) - borrow;
    limbs[i] = static_cast<Limb>(difference);
    borrow = static_cast<Limb>(difference >> k_limb_bits) & 1;
  }
  return borrow != 0;
}

/// Algorithm D's estimate of a quotient's limb, at most one too large, from the upper limbs of the dividend
/// and the divisor.
Limb estimate_quotient(Limb a2, Limb a1, Limb a0, Limb b1, Limb b0) {
  const TwoLimbs upper = TwoLimbs{a2} << k_limb_bits | a1;
  TwoLimbs quotient = a2 >= b1 ? ~Limb{0} : upper / b1;
  TwoLimbs rest = upper - quotient * b1;
  while (rest >> k_limb_bits == 0 && quotient * b0 > (rest << k_limb_bits | a0)) {
    --quotient;
    rest += b1;
  }
  return static_cast<Limb>(quotient);
}

}  // namespace

Limb add(Limb* result, Limbs a, Limbs b) {
  Limb carry = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const TwoLimbs sum = TwoLimbs{a[i]} + (i < b.size() ? b[i] : 0) + carry;
    result[i] = static_cast<Limb>(sum);
    carry = static_cast<Limb>(sum >> k_limb_bits);
  }
  return carry;
}

void subtract(Limb* result, Limbs a, Limbs b) {
  Limb borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const TwoLimbs difference = TwoLimbs{a[i]} - (i < b.size() ? b[i] : 0) - borrow;
    result[i] = static_cast<Limb>(difference);
    borrow = static_cast<Limb>(difference >> k_limb_bits) & 1;
  }
}

int compare(Limbs a, Limbs b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

void multiply(Limb* result, Limbs a, Limbs b) {
  assert(!a.empty() && !b.empty());
  std::fill_n(result, a.size() + b.size(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    Limb carry = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const TwoLimbs product = TwoLimbs{a[i]} * b[j] + result[i + j] + carry;
      result[i + j] = static_cast<Limb>(product);
      carry = static_cast<Limb>(product >> k_limb_bits);
    }
    result[i + b.size()] = carry;
  }
}

void divide(Limb* quotient, Limb* remainder, Limbs a, Limbs b) {
  assert(!b.empty() && a.size() >= b.size());
  if (b.size() == 1) {
    std::copy(a.begin(), a.end(), quotient);
    remainder[0] = divide_in_place({quotient, a.size()}, b[0]);
    return;
  }
  // Shifted so that the divisor's top bit is set.
  const auto shift = static_cast<unsigned>(std::countl_zero(b.back()));
  std::vector<Limb> divisor(b.begin(), b.end());
  std::vector<Limb> rest(a.begin(), a.end());
  rest.push_back(0);
  if (shift != 0) {
    shift_left(divisor.data(), b, shift);
    rest.back() = shift_left(rest.data(), a, shift);
  }
  const std::size_t n = b.size();
  for (std::size_t j = a.size() - n + 1; j-- > 0;) {
    Limb digit =
        estimate_quotient(rest[j + n], rest[j + n - 1], rest[j + n - 2], divisor[n - 1], divisor[n - 2]);
    if (subtract_multiple(rest.data() + j, divisor, digit)) {
      --digit;
      rest[j + n] += add(rest.data() + j, Limbs(rest).subspan(j, n), divisor);
    }
    quotient[j] = digit;
  }
  std::copy_n(rest.begin(), n, remainder);
  if (shift != 0) shift_right(remainder, {remainder, n}, shift);
}

Limb shift_left(Limb* result, Limbs a, unsigned bits) {
  Limb carry = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Limb limb = a[i];
    result[i] = limb << bits | carry;
    carry = limb >> (k_limb_bits - bits);
  }
  return carry;
}

void shift_right(Limb* result, Limbs a, unsigned bits) {
  Limb carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const Limb limb = a[i];
    result[i] = limb >> bits | carry;
    carry = limb << (k_limb_bits - bits);
  }
}

namespace {

Limb power(unsigned radix, std::size_t exponent) {
  Limb result = 1;
  for (; exponent > 0; --exponent) result *= radix;
  return result;
}

}  // namespace

std::size_t to_digits(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix) {
  const unsigned chunk = digits_per_limb(radix);
  const Limb divisor = power(radix, chunk);
  std::size_t count = 0;
  while (!limbs.empty()) {
    Limb part = divide_in_place(limbs, divisor);
    while (!limbs.empty() && limbs.back() == 0) limbs = limbs.first(limbs.size() - 1);
    // Of the last part not all digits: there need not be room for its zeros.
    for (unsigned i = 0; limbs.empty() ? part != 0 : i < chunk; ++i, part /= radix)
      digits[count++] = static_cast<std::uint8_t>(part % radix);
  }
  std::reverse(digits, digits + count);
  return count;
}

std::size_t from_digits(Limb* result, std::span<const std::uint8_t> digits, unsigned radix) {
  const std::size_t chunk = digits_per_limb(radix);
  std::size_t count = 0;
  while (!digits.empty()) {
    const auto part = digits.first(std::min(chunk, digits.size()));
    digits = digits.subspan(part.size());
    Limb value = 0;
    for (const std::uint8_t digit : part) value = value * radix + digit;
    const Limb carry = multiply_in_place({result, count}, power(radix, part.size()), value);
    if (carry != 0) result[count++] = carry;
  }
  return count;
}

}  // namespace orrery::vm::kernels
