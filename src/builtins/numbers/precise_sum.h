#pragma once

#include <array>
#include <cstdint>

namespace orrery::builtins {

/// The exact sum of any number of finite doubles, rounded once, at the end.
///
/// A fixed-point number wide enough for every double (multiples of 2^-1074 below 2^1024) and for 2^64 of the
/// largest: digits of 32 bits, the least significant first, each in a signed word with room for the carries
/// of k_until_carry additions. Known as a superaccumulator: U. Kulisch, Computer Arithmetic and Validity,
/// 2008.
class PreciseSum {
 public:
  /// \param number  finite
  void add(double number);
  /// The double nearest to the sum, ties to even; +0 if it is zero.
  double round();

 private:
  static constexpr int k_digit_bits = 32;
  static constexpr int k_lowest_exponent = -1074;  // of the least bit
  static constexpr std::size_t k_digits = (1024 + 1074 + 64) / k_digit_bits + 2;
  static constexpr std::uint32_t k_until_carry = 1u << 29;

  /// Makes all digits but the topmost 0 to 2^32 - 1; that has the sign.
  void carry();
  void negate();
  bool bit(std::size_t index) const {
    return (digits_[index / k_digit_bits] >> (index % k_digit_bits) & 1) != 0;
  }

  std::array<std::int64_t, k_digits> digits_{};
  std::uint32_t additions_ = 0;
};

}  // namespace orrery::builtins
