#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/completion.h"

namespace orrery::vm {

/// [DOC] Large BigInts
///
/// The kernels cannot be interrupted, and a multiplication of two numbers of 2^29 bits takes them a second,
/// the decimal digits of such a number many. So what takes them long is put together here from operations on
/// *blocks*, each of which is soon done, and between two of them somebody may end the script. Whatever one
/// block holds goes to the kernels at once.
///
/// Products are put together as one learns at school, a block being a digit. Quotients, too: each block of
/// them is estimated from the upper blocks (Knuth, The Art of Computer Programming, volume 2, section 4.3.1).
/// Texts are divided in halves, down to what a block holds, by powers of the radix.
class LargeArithmetic {
 public:
  using Limb = kernels::Limb;
  using Limbs = kernels::Limbs;

  /// \param block  how many limbs the kernels are to be given; at least 2
  explicit LargeArithmetic(Agent& agent, std::size_t block = kernels::k_block)
      : agent_(agent), block_(block) {}

  // As the kernels of these names. Scratch memory counts to the heap's limit; a RangeError if it meets that.

  Completion<void> multiply(Limb* result, Limbs a, Limbs b) {
    if (a.size() > block_ || b.size() > block_) [[unlikely]]
      return multiply_blocks(result, a, b);
    kernels::multiply(result, a, b);
    return {};
  }
  Completion<void> divide(Limb* quotient, Limb* remainder, Limbs a, Limbs b) {
    if (a.size() > 2 * block_) [[unlikely]]
      return divide_blocks(quotient, remainder, a, b);
    kernels::divide(quotient, remainder, a, b);
    return {};
  }
  Completion<std::size_t> to_digits(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix) {
    if (limbs.size() > block_) [[unlikely]]
      return to_digits_in_halves(digits, limbs, radix);
    return kernels::to_digits(digits, limbs, radix);
  }
  Completion<std::size_t> from_digits(Limb* result, std::span<const std::uint8_t> digits, unsigned radix) {
    if (digits.size() / kernels::digits_per_limb(radix) > block_) [[unlikely]]
      return from_digits_in_halves(result, digits, radix);
    return kernels::from_digits(result, digits, radix);
  }

 private:
  /// radix^digits.
  struct Power {
    Limbs limbs;
    std::size_t digits;
  };
  /// The powers of a radix to digits_per_limb() * 2^i, from what is half a block on.
  struct Powers {
    static constexpr std::size_t k_max_count = 32;
    std::array<Power, k_max_count> powers;
    std::size_t count = 0;
    unsigned radix;
    std::uint8_t* room = nullptr;  // for the digits of a block
  };
  /// What each step of a division needs.
  struct Division {
    Limbs divisor;
    Limb* quotient;   // of a step: a limb more than a block
    Limb* remainder;  // as long as the divisor
    Limb* product;    // of both; not used for a divisor of a block
  };

  Completion<Limb*> scratch(std::size_t count);
  Completion<void> multiply_blocks(Limb* result, Limbs a, Limbs b);
  Completion<void> divide_blocks(Limb* quotient, Limb* remainder, Limbs a, Limbs b);
  static void divide_step(Limb* quotient, Limb* rest, std::size_t count, const Division& division);
  Completion<void> divide_step_by_estimate(Limb* quotient, Limb* rest, std::size_t count,
                                           const Division& division);
  Completion<void> find_powers(Powers& powers, std::size_t max_limbs);
  Completion<std::size_t> to_digits_in_halves(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix);
  Completion<std::size_t> write_digits(std::uint8_t* digits, std::size_t width, std::span<Limb> limbs,
                                       const Powers& powers);
  Completion<std::size_t> from_digits_in_halves(Limb* result, std::span<const std::uint8_t> digits,
                                                unsigned radix);
  Completion<std::size_t> read_digits(Limb* result, std::span<const std::uint8_t> digits,
                                      const Powers& powers);

  Agent& agent_;
  std::size_t block_;
};

}  // namespace orrery::vm
