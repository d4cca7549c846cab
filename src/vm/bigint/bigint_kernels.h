#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

/// [DOC] BigInt kernels
///
/// Arithmetic on natural numbers that are arrays of limbs, the least significant first: all that BigInts need
/// and that is worth being fast. There are two implementations of this header, chosen by the build:
/// bigint_kernels.cpp on GMP's mpn functions (https://gmplib.org/manual/Low_002dlevel-Functions), and
/// bigint_kernels_portable.cpp in plain C++ for the preset `portable`.
///
/// Unless said otherwise inputs have a top limb that is not zero, results may have zeros at the top, and a
/// result may be the same array as an input but not overlap it otherwise.
namespace orrery::vm::kernels {

using Limb = std::uint64_t;
constexpr unsigned k_limb_bits = 64;

using Limbs = std::span<const Limb>;

/// result[0, a.size()) = a + b, where a is not the shorter one. \return the carry
Limb add(Limb* result, Limbs a, Limbs b);
/// result[0, a.size()) = a - b, where b is not larger.
void subtract(Limb* result, Limbs a, Limbs b);
/// \return negative, 0 or positive
int compare(Limbs a, Limbs b);
/// result[0, a.size() + b.size()) = a * b, neither of which is empty. The result overlaps no input.
void multiply(Limb* result, Limbs a, Limbs b);
/// quotient[0, a.size() - b.size() + 1) and remainder[0, b.size()) of a / b; b is not empty and not longer
/// than a. No overlaps.
void divide(Limb* quotient, Limb* remainder, Limbs a, Limbs b);
/// result[0, a.size()) = a * 2^bits, for 1 to 63 bits; a is not empty. \return what was shifted out
Limb shift_left(Limb* result, Limbs a, unsigned bits);
/// result[0, a.size()) = a / 2^bits, for 1 to 63 bits; a is not empty.
void shift_right(Limb* result, Limbs a, unsigned bits);

/// None of these operations can be interrupted: see bigint_large.h. What takes each of them a small
/// part of a second: so many limbs of both factors, of a divisor and of the quotient, and as text.
struct BlockSizes {
  std::size_t factor;
  std::size_t quotient;
  std::size_t text;
};
#ifdef ORRERY_PORTABLE
constexpr BlockSizes k_block_sizes{1 << 13, 1 << 12, 1 << 11};
#else
constexpr BlockSizes k_block_sizes{1 << 19, 1 << 18, 1 << 15};
#endif

constexpr unsigned k_max_radix = 36;
inline constexpr auto k_digits_per_limb = [] {
  std::array<std::uint8_t, k_max_radix + 1> result{};
  for (unsigned radix = 2; radix <= k_max_radix; ++radix) {
    for (Limb rest = ~Limb{0}; rest >= radix; rest /= radix) ++result[radix];
  }
  return result;
}();
/// How many digits of `radix` every limb takes: radix^digits_per_limb is below 2^64.
constexpr unsigned digits_per_limb(unsigned radix) {
  return k_digits_per_limb[radix];
}
/// An upper bound of the digits of `count` limbs.
constexpr std::size_t max_digits(std::size_t count, unsigned radix) {
  return count * (digits_per_limb(radix) + 1);
}
/// How many limbs from_digits() may write for `count` digits.
constexpr std::size_t max_limbs(std::size_t count, unsigned radix) {
  return count / digits_per_limb(radix) + 3;
}
/// Writes the digits of `limbs` (not empty; overwritten) in `radix` (2 to 36), as values, the most
/// significant first; there may be zeros in front. \return how many, up to max_digits()
std::size_t to_digits(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix);
/// The number that `digits` (values; not empty) are. \return how many limbs were written
std::size_t from_digits(Limb* result, std::span<const std::uint8_t> digits, unsigned radix);

}  // namespace orrery::vm::kernels
