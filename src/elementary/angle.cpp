#include "elementary/angle.h"

namespace orrery::elementary {

namespace {

/// A fraction of a turn, below 1, as an integer of 192 bits: what is beyond whole turns falls off.
struct TurnFraction {
  std::uint64_t words[3];  // the lowest first
};

/// 64 bits of 1 / (2 pi), from bit `start` behind the point, counted from -64.
std::uint64_t inverse_turn_bits(std::uint32_t start) {
  const std::uint32_t word = start / 64;
  const std::uint32_t shift = start % 64;
  if (shift == 0) return k_inverse_turn[word];
  return k_inverse_turn[word] << shift | k_inverse_turn[word + 1] >> (64 - shift);
}

/// significand * 2^exponent / (2 pi) without whole turns, off by 2^-138.
TurnFraction turn_fraction(std::uint64_t significand, int exponent) {
  // Bits of 1 / (2 pi) whose product is a whole number of turns need not be looked at.
  const auto start = static_cast<std::uint32_t>(exponent + 64);
  using Wide = unsigned __int128;
  const Wide low = Wide{significand} * inverse_turn_bits(start + 128);
  const Wide middle =
      Wide{significand} * inverse_turn_bits(start + 64) + static_cast<std::uint64_t>(low >> 64);
  const std::uint64_t high =
      significand * inverse_turn_bits(start) + static_cast<std::uint64_t>(middle >> 64);
  return {{static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(middle), high}};
}

/// fraction / 2^128 steps in radians.
DoubleDouble radians(unsigned __int128 fraction) {
  const auto upper = static_cast<std::uint64_t>(fraction >> 64);
  const auto lower = static_cast<std::uint64_t>(fraction);
  if (upper == 0 && lower == 0) return {0};
  // 64 significant bits, times pi: 64 again.
  const int zeros = upper != 0 ? std::countl_zero(upper) : 64 + std::countl_zero(lower);
  const auto significant = static_cast<std::uint64_t>((fraction << zeros) >> 64);
  const auto product =
      static_cast<std::uint64_t>(static_cast<unsigned __int128>(significant) * k_pi_bits >> 64);
  // pi has two bits before the point, and a step is pi / 64.
  const double unit = power_of_two(2 - 6 - 64 - zeros);
  constexpr std::uint64_t k_lower_bits = 0x7ff;
  return {static_cast<double>(product & ~k_lower_bits) * unit,
          static_cast<double>(product & k_lower_bits) * unit};
}

}  // namespace

Angle reduce_large_angle(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const int exponent = static_cast<int>(bits >> 52 & 0x7ff) - 1075;
  const std::uint64_t significand = (bits & 0x000f'ffff'ffff'ffff) | 0x0010'0000'0000'0000;
  TurnFraction turn = turn_fraction(significand, exponent);

  // The first seven bits, rounded, are the step, and the next 128 the rest, in two's complement.
  const std::uint64_t high = turn.words[2] + (std::uint64_t{1} << 56);
  std::uint64_t step = high >> 57;
  const std::uint64_t rest_hi = (turn.words[2] << 7 | turn.words[1] >> 57);
  const std::uint64_t rest_lo = (turn.words[1] << 7 | turn.words[0] >> 57);
  const auto rest = static_cast<unsigned __int128>(rest_hi) << 64 | rest_lo;
  const bool is_below = rest_hi >> 63 != 0;
  DoubleDouble angle = radians(is_below ? -rest : rest);
  if (is_below) angle = -angle;
  if (x < 0) {
    step = -step;
    angle = -angle;
  }
  return {step, angle};
}

}  // namespace orrery::elementary
