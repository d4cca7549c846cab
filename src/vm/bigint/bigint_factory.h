#pragma once

#include "vm/agent.h"
#include "vm/bigint/bigint.h"

namespace orrery::vm {

/// The only maker of BigInt cells; for the files that implement BigInts.
class BigIntFactory {
 public:
  static constexpr std::size_t k_max_limbs = BigInt::k_max_bits / kernels::k_limb_bits;
  /// Intermediate results may be this much longer than final ones.
  static constexpr std::size_t k_slack = 4;
  /// Up to here make() does not throw.
  static constexpr std::size_t k_always_granted = 32;

  /// A cell whose `count` limbs the caller writes, before it gives it to finish(). A RangeError if there are
  /// too many, or no room for them.
  static Completion<BigInt*> make(Agent& agent, std::size_t count) {
    if (count > k_max_limbs + k_slack) return throw_too_big(agent);
    if (count <= k_always_granted) return make_always(agent, count);
    auto* result =
        agent.heap().try_make<BigInt>(count * sizeof(kernels::Limb), static_cast<std::uint32_t>(count));
    if (result == nullptr) return agent.throw_range_error("Out of memory: there is no room for this BigInt");
    return result;
  }
  /// The same for what is small, or no longer than what is there already.
  static BigInt* make_always(Agent& agent, std::size_t count) {
    return agent.heap().make<BigInt>(count * sizeof(kernels::Limb), static_cast<std::uint32_t>(count));
  }
  static kernels::Limb* data(BigInt* result) { return result->data(); }
  /// Drops zeros at the top and sets the sign.
  static Completion<BigInt*> finish(Agent& agent, BigInt* result, bool is_negative) {
    trim(result, is_negative);
    if (result->count_ > k_max_limbs) return throw_too_big(agent);
    return result;
  }
  /// The same for what cannot be too large.
  static BigInt* trim(BigInt* result, bool is_negative) {
    while (result->count_ > 0 && result->data()[result->count_ - 1] == 0) --result->count_;
    result->is_negative_ = is_negative && result->count_ > 0;
    return result;
  }
  static void set_count(BigInt* result, std::size_t count) { result->count_ = count; }

  static Thrown throw_too_big(Agent& agent) {
    return agent.throw_range_error("Maximum BigInt size exceeded");
  }
};

}  // namespace orrery::vm
