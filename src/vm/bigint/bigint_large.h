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
/// Products are Karatsuba's (Knuth, The Art of Computer Programming, volume 2, section 4.3.3). Quotients come
/// in halves, each of which is estimated from the divisor's upper half (the same, section 4.3.1; Burnikel and
/// Ziegler, Fast Recursive Division, 1998). Texts are divided in halves by powers of the radix.
class LargeArithmetic {
 public:
  using Limb = kernels::Limb;
  using Limbs = kernels::Limbs;

  /// \param sizes  of what the kernels are given; at least 4
  explicit LargeArithmetic(Agent& agent, const kernels::BlockSizes& sizes = kernels::k_block_sizes)
      : agent_(agent), sizes_(sizes) {}

  // As the kernels of these names. Scratch memory counts to the heap's limit; a RangeError if it meets that.

  Completion<void> multiply(Limb* result, Limbs a, Limbs b) {
    if (a.size() > sizes_.factor || b.size() > sizes_.factor) [[unlikely]]
      return multiply_parts(result, a, b);
    kernels::multiply(result, a, b);
    return {};
  }
  Completion<void> divide(Limb* quotient, Limb* remainder, Limbs a, Limbs b) {
    if (a.size() > 2 * sizes_.quotient) [[unlikely]]
      return divide_parts(quotient, remainder, a, b);
    kernels::divide(quotient, remainder, a, b);
    return {};
  }
  Completion<std::size_t> to_digits(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix) {
    if (limbs.size() > sizes_.text) [[unlikely]]
      return to_digits_in_halves(digits, limbs, radix);
    return kernels::to_digits(digits, limbs, radix);
  }
  Completion<std::size_t> from_digits(Limb* result, std::span<const std::uint8_t> digits, unsigned radix) {
    if (digits.size() / kernels::digits_per_limb(radix) > sizes_.text) [[unlikely]]
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

  /// Gives back, at its end, all scratch that was taken after it.
  class ScratchScope {
   public:
    explicit ScratchScope(LargeArithmetic& arithmetic)
        : arithmetic_(arithmetic), chunk_(arithmetic.chunk_), used_(arithmetic.used_) {}
    ~ScratchScope() {
      arithmetic_.chunk_ = chunk_;
      arithmetic_.used_ = used_;
    }
    ScratchScope(const ScratchScope&) = delete;
    ScratchScope& operator=(const ScratchScope&) = delete;

   private:
    LargeArithmetic& arithmetic_;
    std::size_t chunk_;
    std::size_t used_;
  };
  /// Room for so many limbs, until the innermost ScratchScope ends.
  Completion<Limb*> scratch(std::size_t count);
  Completion<void> multiply_parts(Limb* result, Limbs a, Limbs b);
  Completion<void> multiply_pieces(Limb* result, Limbs a, Limbs b, std::size_t piece);
  Completion<void> multiply_halves(Limb* result, Limbs a, Limbs b);
  Completion<void> divide_parts(Limb* quotient, Limb* remainder, Limbs a, Limbs b);
  Completion<void> divide_step(Limb* quotient, Limb* rest, std::size_t count, Limbs b);
  Completion<void> divide_step_by_estimate(Limb* quotient, Limb* rest, std::size_t count, Limbs b);
  Completion<void> find_powers(Powers& powers, std::size_t max_limbs);
  Completion<std::size_t> to_digits_in_halves(std::uint8_t* digits, std::span<Limb> limbs, unsigned radix);
  Completion<std::size_t> write_digits(std::uint8_t* digits, std::size_t width, std::span<Limb> limbs,
                                       const Powers& powers);
  Completion<std::size_t> from_digits_in_halves(Limb* result, std::span<const std::uint8_t> digits,
                                                unsigned radix);
  Completion<std::size_t> read_digits(Limb* result, std::span<const std::uint8_t> digits,
                                      const Powers& powers);

  /// Limbs in a cell that nothing else refers to: the collector sees it because this is on the machine stack.
  struct Chunk {
    Limb* limbs;
    std::size_t size;
  };

  Agent& agent_;
  kernels::BlockSizes sizes_;
  // Each at least twice as large as the one before, or as large as a BigInt can be: there are never many.
  std::array<Chunk, 64> chunks_;  // the first chunk_count_
  std::size_t chunk_count_ = 0;
  std::size_t chunk_ = 0;  // in which scratch is taken; those behind it are free
  std::size_t used_ = 0;   // of it
};

}  // namespace orrery::vm
