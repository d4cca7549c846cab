// Number::toString in any radix: https://tc39.es/ecma262/#sec-numeric-types-number-tostring
//
// Fractions go through the free-format algorithm of Burger and Dybvig, "Printing Floating-Point Numbers
// Quickly and Accurately" (PLDI 1996), section 3.1, in exact integers: it gives the shortest digits that read
// back as the number, and of those the closest to it.

#include <bit>
#include <cassert>
#include <cmath>

#include "vm/numbers/number_conversions.h"

namespace orrery::vm {

namespace {

/// A natural number with room for what the algorithm needs: the largest is below 2^1074 (the smallest
/// number's denominator) times a significand and a digit.
class Natural {
 public:
  explicit Natural(std::uint64_t value) : count_(value != 0 ? 1 : 0) { limbs_[0] = value; }
  Natural(const Natural& other) : count_(other.count_) { std::copy_n(other.limbs_, count_, limbs_); }
  Natural& operator=(const Natural&) = delete;

  void multiply(std::uint64_t factor) {
    unsigned __int128 carry = 0;
    for (unsigned i = 0; i < count_; ++i) {
      carry += static_cast<unsigned __int128>(limbs_[i]) * factor;
      limbs_[i] = static_cast<std::uint64_t>(carry);
      carry >>= 64;
    }
    if (carry != 0) push(static_cast<std::uint64_t>(carry));
  }
  void shift_left(unsigned bits) {
    for (; bits >= 32; bits -= 32) multiply(std::uint64_t{1} << 32);
    multiply(std::uint64_t{1} << bits);
  }
  void add(const Natural& other) {
    std::uint64_t carry = 0;
    for (unsigned i = 0; i < other.count_ || carry != 0; ++i) {
      if (i == count_) push(0);
      const unsigned __int128 sum =
          static_cast<unsigned __int128>(limbs_[i]) + (i < other.count_ ? other.limbs_[i] : 0) + carry;
      limbs_[i] = static_cast<std::uint64_t>(sum);
      carry = static_cast<std::uint64_t>(sum >> 64);
    }
  }
  /// \param other  not larger
  void subtract(const Natural& other) {
    std::uint64_t borrow = 0;
    for (unsigned i = 0; i < count_; ++i) {
      const std::uint64_t subtrahend = i < other.count_ ? other.limbs_[i] : 0;
      const std::uint64_t difference = limbs_[i] - subtrahend - borrow;
      borrow = limbs_[i] < subtrahend || (limbs_[i] == subtrahend && borrow != 0) ? 1 : 0;
      limbs_[i] = difference;
    }
    while (count_ > 0 && limbs_[count_ - 1] == 0) --count_;
  }
  int compare(const Natural& other) const {
    if (count_ != other.count_) return count_ < other.count_ ? -1 : 1;
    for (unsigned i = count_; i-- > 0;) {
      if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
    }
    return 0;
  }
  /// Leaves the remainder. \return the quotient, which is small
  unsigned divide(const Natural& divisor) {
    unsigned quotient = 0;
    for (; compare(divisor) >= 0; ++quotient) subtract(divisor);
    return quotient;
  }

 private:
  static constexpr unsigned k_capacity = 20;

  void push(std::uint64_t limb) {
    assert(count_ < k_capacity);
    limbs_[count_++] = limb;
  }

  unsigned count_;
  std::uint64_t limbs_[k_capacity];
};

int compare_sum(const Natural& a, const Natural& b, const Natural& other) {
  Natural sum(a);
  sum.add(b);
  return sum.compare(other);
}

char digit_character(unsigned digit) {
  return "0123456789abcdefghijklmnopqrstuvwxyz"[digit];
}

/// Digits and where the point stands: 0.d1d2d3… times radix^point.
struct ShortestDigits {
  std::string digits;
  int point = 0;
};

/// A positive number as r / s, and half the distances to its neighbours as high / s and low / s.
struct Scaled {
  Natural r{0};
  Natural s{0};
  Natural high{0};
  Natural low{0};
  bool includes_ends = false;  // whether what lies half-way to a neighbour reads as this number

  static Scaled of(double number) {
    constexpr int k_min_exponent = -1074;
    constexpr std::uint64_t k_hidden_bit = std::uint64_t{1} << 52;
    const auto bits = std::bit_cast<std::uint64_t>(number);
    const int biased = static_cast<int>(bits >> 52);
    const std::uint64_t significand = (bits & (k_hidden_bit - 1)) | (biased != 0 ? k_hidden_bit : 0);
    const int exponent = (biased != 0 ? biased - 1 : 0) + k_min_exponent;
    // The neighbour below a power of two is half as far away as the one above.
    const unsigned uneven = significand == k_hidden_bit && exponent > k_min_exponent ? 1 : 0;

    Scaled scaled{Natural(significand), Natural(1), Natural(1), Natural(1), significand % 2 == 0};
    scaled.r.shift_left(1 + uneven);
    scaled.s.shift_left(1 + uneven);
    scaled.high.shift_left(uneven);
    if (exponent >= 0) {
      for (Natural* natural : {&scaled.r, &scaled.high, &scaled.low})
        natural->shift_left(static_cast<unsigned>(exponent));
    } else {
      scaled.s.shift_left(static_cast<unsigned>(-exponent));
    }
    return scaled;
  }

  bool high_end_reaches(const Natural& bound) const {
    const int order = compare_sum(r, high, bound);
    return includes_ends ? order >= 0 : order > 0;
  }
  bool low_end_reaches_zero() const {
    const int order = r.compare(low);
    return includes_ends ? order <= 0 : order < 0;
  }
  void multiply(unsigned radix) {
    for (Natural* natural : {&r, &high, &low}) natural->multiply(radix);
  }
};

ShortestDigits shortest_digits(double number, unsigned radix) {
  Scaled scaled = Scaled::of(number);
  ShortestDigits result;
  // Until the number with its upper end lies between 1 / radix and 1.
  while (scaled.high_end_reaches(scaled.s)) {
    scaled.s.multiply(radix);
    ++result.point;
  }
  while (true) {
    Scaled next(scaled);
    next.multiply(radix);
    if (next.high_end_reaches(next.s)) break;
    scaled.multiply(radix);
    --result.point;
  }
  while (true) {
    scaled.multiply(radix);
    const unsigned digit = scaled.r.divide(scaled.s);
    const bool may_end_below = scaled.low_end_reaches_zero();
    const bool may_end_above = scaled.high_end_reaches(scaled.s);
    if (!may_end_below && !may_end_above) {
      result.digits.push_back(digit_character(digit));
      continue;
    }
    const bool is_above =
        may_end_below && may_end_above ? compare_sum(scaled.r, scaled.r, scaled.s) >= 0 : may_end_above;
    result.digits.push_back(digit_character(digit + (is_above ? 1 : 0)));
    return result;
  }
}

std::string integer_text(std::uint64_t integer, unsigned radix) {
  std::string text;
  do {
    text.push_back(digit_character(static_cast<unsigned>(integer % radix)));
    integer /= radix;
  } while (integer != 0);
  return {text.rbegin(), text.rend()};
}

std::string positive_text(double number, unsigned radix) {
  if (number <= k_max_safe_integer && std::trunc(number) == number)
    return integer_text(static_cast<std::uint64_t>(number), radix);
  auto [digits, point] = shortest_digits(number, radix);
  const int count = static_cast<int>(digits.size());
  if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  if (point >= count) return digits + std::string(static_cast<std::size_t>(point - count), '0');
  return digits.insert(static_cast<std::size_t>(point), 1, '.');
}

}  // namespace

std::string number_radix_text(double number, unsigned radix) {
  assert(radix >= 2 && radix <= 36);
  if (radix == 10 || !std::isfinite(number)) return std::string(NumberText(number).view());
  return number < 0 ? "-" + positive_text(-number, radix) : positive_text(std::fabs(number), radix);
}

}  // namespace orrery::vm
