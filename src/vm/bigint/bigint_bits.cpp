// Shifts and bitwise operations of BigInts, which act as if negative ones were infinite two's complement:
// https://tc39.es/ecma262/#sec-bigintbitwiseop

#include <algorithm>
#include <cassert>

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/bigint/bigint_factory.h"

namespace orrery::vm {

using kernels::k_limb_bits;
using kernels::Limb;
using kernels::Limbs;

namespace {

/// Goes through the limbs of a BigInt in two's complement, from the lowest on and without end.
class TwosComplement {
 public:
  TwosComplement(Limbs magnitude, bool is_negative)
      : magnitude_(magnitude), flip_(is_negative ? ~Limb{0} : 0), carry_(is_negative ? 1 : 0) {}
  explicit TwosComplement(const BigInt* value) : TwosComplement(value->limbs(), value->is_negative()) {}

  Limb next() {
    const Limb limb = (index_ < magnitude_.size() ? magnitude_[index_] : 0) ^ flip_;
    ++index_;
    const Limb result = limb + carry_;
    carry_ = carry_ != 0 && result == 0 ? 1 : 0;
    return result;
  }

 private:
  Limbs magnitude_;
  std::size_t index_ = 0;
  Limb flip_;
  Limb carry_;
};

/// limbs = -limbs, modulo 2^64 for each.
void negate(std::span<Limb> limbs) {
  TwosComplement negated(limbs, true);
  for (Limb& limb : limbs) limb = negated.next();  // each is read before it is written
}

template <typename Operation>
Completion<BigInt*> combine(Agent& agent, BigInt* left, BigInt* right, Operation operation) {
  // One limb more than either has: it is all sign.
  const std::size_t count = std::max(left->limbs().size(), right->limbs().size()) + 1;
  BigInt* result = TRY(BigIntFactory::make(agent, count));
  const std::span<Limb> limbs(BigIntFactory::data(result), count);
  TwosComplement a(left);
  TwosComplement b(right);
  for (Limb& limb : limbs) limb = operation(a.next(), b.next());
  const bool is_negative = limbs.back() >> (k_limb_bits - 1) != 0;
  if (is_negative) negate(limbs);
  return BigIntFactory::finish(agent, result, is_negative);
}

}  // namespace

Completion<BigInt*> bigint_and(Agent& agent, BigInt* left, BigInt* right) {
  return combine(agent, left, right, [](Limb a, Limb b) { return a & b; });
}

Completion<BigInt*> bigint_or(Agent& agent, BigInt* left, BigInt* right) {
  return combine(agent, left, right, [](Limb a, Limb b) { return a | b; });
}

Completion<BigInt*> bigint_xor(Agent& agent, BigInt* left, BigInt* right) {
  return combine(agent, left, right, [](Limb a, Limb b) { return a ^ b; });
}

// Shifts ----------------------------------------------------------------------------------------------------

namespace {

/// value * 2^distance
Completion<BigInt*> shift_left(Agent& agent, BigInt* value, std::size_t distance) {
  if (value->bit_length() + distance > BigInt::k_max_bits) return BigIntFactory::throw_too_big(agent);
  const Limbs limbs = value->limbs();
  const std::size_t zeros = distance / k_limb_bits;
  const auto bits = static_cast<unsigned>(distance % k_limb_bits);
  BigInt* result = TRY(BigIntFactory::make(agent, zeros + limbs.size() + 1));
  Limb* data = BigIntFactory::data(result);
  std::fill_n(data, zeros, 0);
  if (bits == 0) {
    std::copy(limbs.begin(), limbs.end(), data + zeros);
    data[zeros + limbs.size()] = 0;
  } else {
    data[zeros + limbs.size()] = kernels::shift_left(data + zeros, limbs, bits);
  }
  return BigIntFactory::trim(result, value->is_negative());
}

bool has_bit_below(Limbs limbs, std::size_t position) {
  const std::size_t whole = position / k_limb_bits;
  const Limb mask = (Limb{1} << position % k_limb_bits) - 1;
  return (limbs[whole] & mask) != 0 ||
         std::any_of(limbs.begin(), limbs.begin() + static_cast<std::ptrdiff_t>(whole),
                     [](Limb limb) { return limb != 0; });
}

/// floor(value / 2^distance), where distance is below the bit length
Completion<BigInt*> shift_right(Agent& agent, BigInt* value, std::size_t distance) {
  const Limbs limbs = value->limbs();
  const Limbs kept = limbs.subspan(distance / k_limb_bits);
  const auto bits = static_cast<unsigned>(distance % k_limb_bits);
  BigInt* result = TRY(BigIntFactory::make(agent, kept.size() + 1));
  Limb* data = BigIntFactory::data(result);
  if (bits == 0) {
    std::copy(kept.begin(), kept.end(), data);
  } else {
    kernels::shift_right(data, kept, bits);
  }
  data[kept.size()] = 0;
  if (value->is_negative() && has_bit_below(limbs, distance)) {
    static constexpr Limb k_one = 1;
    kernels::add(data, {data, kept.size() + 1}, {&k_one, 1});
  }
  return BigIntFactory::trim(result, value->is_negative());
}

Completion<BigInt*> shift(Agent& agent, BigInt* value, BigInt* distance, bool is_left) {
  if (value->is_zero() || distance->is_zero()) return value;
  const bool is_too_far = distance->bit_length() > 32;
  const std::size_t magnitude = is_too_far ? BigInt::k_max_bits : distance->limbs()[0];
  if (is_left) return shift_left(agent, value, magnitude);
  if (magnitude >= value->bit_length()) return make_bigint(agent, value->is_negative() ? -1 : 0);
  return shift_right(agent, value, magnitude);
}

}  // namespace

// https://tc39.es/ecma262/#sec-numeric-types-bigint-leftShift
Completion<BigInt*> bigint_shift_left(Agent& agent, BigInt* value, BigInt* distance) {
  return shift(agent, value, distance, !distance->is_negative());
}

// https://tc39.es/ecma262/#sec-numeric-types-bigint-signedRightShift
Completion<BigInt*> bigint_shift_right(Agent& agent, BigInt* value, BigInt* distance) {
  return shift(agent, value, distance, distance->is_negative());
}

// Cutting to a width ----------------------------------------------------------------------------------------

namespace {

/// value modulo 2^bits, for 1 to k_max_bits bits, not yet trimmed.
Completion<BigInt*> low_bits_of(Agent& agent, const BigInt* value, std::size_t bits) {
  const std::size_t count = (bits + k_limb_bits - 1) / k_limb_bits;
  BigInt* result = TRY(BigIntFactory::make(agent, count));
  Limb* data = BigIntFactory::data(result);
  TwosComplement limbs(value);
  for (std::size_t i = 0; i < count; ++i) data[i] = limbs.next();
  if (const std::size_t rest = bits % k_limb_bits) data[count - 1] &= (Limb{1} << rest) - 1;
  return result;
}

}  // namespace

Completion<BigInt*> bigint_as_uint_n(Agent& agent, std::uint64_t bits, BigInt* value) {
  if (bits == 0) return make_bigint_unsigned(agent, 0);
  if (!value->is_negative() && value->bit_length() <= bits) return value;
  if (bits > BigInt::k_max_bits) return BigIntFactory::throw_too_big(agent);
  BigInt* result = TRY(low_bits_of(agent, value, bits));
  return BigIntFactory::trim(result, false);
}

Completion<BigInt*> bigint_as_int_n(Agent& agent, std::uint64_t bits, BigInt* value) {
  if (bits == 0) return make_bigint_unsigned(agent, 0);
  if (value->bit_length() < bits) return value;
  BigInt* result = TRY(low_bits_of(agent, value, bits));
  const std::span<Limb> limbs(BigIntFactory::data(result), result->limbs().size());
  const std::size_t sign_bit = (bits - 1) % k_limb_bits;
  const bool is_negative = (limbs.back() >> sign_bit & 1) != 0;
  if (is_negative) {
    // Its magnitude is 2^bits less what the bits say.
    negate(limbs);
    if (sign_bit + 1 < k_limb_bits) limbs.back() &= (Limb{1} << (sign_bit + 1)) - 1;
  }
  return BigIntFactory::trim(result, is_negative);
}

}  // namespace orrery::vm
