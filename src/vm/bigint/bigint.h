#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/bigint/bigint_kernels.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

/// https://tc39.es/ecma262/#sec-ecmascript-language-types-bigint-type: a sign and a magnitude, whose limbs
/// lie in the cell, the least significant first. The top limb is not zero; zero has none and is not negative.
/// Immutable once made.
class BigInt final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::BigInt;
  static constexpr bool k_kind_has_finalizer = false;
  /// As in V8; a larger magnitude is a RangeError "Maximum BigInt size exceeded".
  static constexpr std::size_t k_max_bits = std::size_t{1} << 30;

  bool is_zero() const { return count_ == 0; }
  bool is_negative() const { return is_negative_; }
  kernels::Limbs limbs() const { return {data(), count_}; }
  /// How many bits the magnitude has: 0 for zero, else the position of the top bit plus one.
  std::size_t bit_length() const;
  /// The value modulo 2^64, for BigInt64Array and BigUint64Array
  /// (https://tc39.es/ecma262/#sec-tobigint64): negative ones in two's complement.
  std::uint64_t low_bits() const {
    const std::uint64_t low = count_ == 0 ? 0 : *data();
    return is_negative_ ? 0 - low : low;
  }

  void visit(gc::Visitor&) {}

 private:
  friend class BigIntFactory;
  friend class gc::Heap;

  explicit BigInt(std::uint32_t count) : Cell(static_cast<std::uint8_t>(CellKind::BigInt)), count_(count) {}

  kernels::Limb* data() { return reinterpret_cast<kernels::Limb*>(this + 1); }
  const kernels::Limb* data() const { return reinterpret_cast<const kernels::Limb*>(this + 1); }

  bool is_negative_ = false;
  std::uint32_t shape_word_ = PrimitiveShape::k_bigint;
  std::uint64_t count_;
};

// Making BigInts --------------------------------------------------------------------------------------------

BigInt* make_bigint(Agent& agent, std::int64_t value);
BigInt* make_bigint_unsigned(Agent& agent, std::uint64_t value);
/// https://tc39.es/ecma262/#sec-numbertobigint: a RangeError if `number` is not integral.
Completion<BigInt*> number_to_bigint(Agent& agent, double number);
/// https://tc39.es/ecma262/#sec-stringtobigint; nothing where that is undefined. White space and the prefixes
/// 0x, 0o and 0b are understood.
Completion<std::optional<BigInt*>> string_to_bigint(Agent& agent, String* string);
/// A literal's value: ASCII, in decimal or with a prefix, without separators and the n.
Completion<BigInt*> parse_bigint_literal(Agent& agent, std::string_view text);

// Arithmetic: https://tc39.es/ecma262/#sec-numeric-types-bigint. What may throw throws a RangeError ---------

BigInt* bigint_negate(Agent& agent, BigInt* value);
Completion<BigInt*> bigint_not(Agent& agent, BigInt* value);
Completion<BigInt*> bigint_exponentiate(Agent& agent, BigInt* base, BigInt* exponent);
Completion<BigInt*> bigint_multiply(Agent& agent, BigInt* left, BigInt* right);
Completion<BigInt*> bigint_divide(Agent& agent, BigInt* dividend, BigInt* divisor);
Completion<BigInt*> bigint_remainder(Agent& agent, BigInt* dividend, BigInt* divisor);
Completion<BigInt*> bigint_add(Agent& agent, BigInt* left, BigInt* right);
Completion<BigInt*> bigint_subtract(Agent& agent, BigInt* left, BigInt* right);
Completion<BigInt*> bigint_shift_left(Agent& agent, BigInt* value, BigInt* distance);
Completion<BigInt*> bigint_shift_right(Agent& agent, BigInt* value, BigInt* distance);
Completion<BigInt*> bigint_and(Agent& agent, BigInt* left, BigInt* right);
Completion<BigInt*> bigint_or(Agent& agent, BigInt* left, BigInt* right);
Completion<BigInt*> bigint_xor(Agent& agent, BigInt* left, BigInt* right);
/// https://tc39.es/ecma262/#sec-bigint.asintn and https://tc39.es/ecma262/#sec-bigint.asuintn.
Completion<BigInt*> bigint_as_int_n(Agent& agent, std::uint64_t bits, BigInt* value);
Completion<BigInt*> bigint_as_uint_n(Agent& agent, std::uint64_t bits, BigInt* value);

// Comparing and converting ----------------------------------------------------------------------------------

bool bigint_equal(const BigInt* left, const BigInt* right);
/// \return negative, 0 or positive
int bigint_compare(const BigInt* left, const BigInt* right);
/// \param number  not NaN \return negative, 0 or positive: how `big` stands to it
int bigint_compare_to_number(const BigInt* big, double number);
/// The same against the integer that `string` spells (see string_to_bigint()); nothing if it spells none.
/// Throws nothing, but may be ended: what is too large for a BigInt is beyond all of them.
Completion<std::optional<int>> bigint_compare_to_string(Agent& agent, BigInt* big, String* string);
/// The Number nearest to `value`, ties to even; infinities if it is too large
/// (https://tc39.es/ecma262/#sec-number-constructor-number-value, step 1.b.iii).
double bigint_to_number(const BigInt* value);
/// https://tc39.es/ecma262/#sec-numeric-types-bigint-tostring
Completion<String*> bigint_to_string(Agent& agent, BigInt* value, unsigned radix = 10);

}  // namespace orrery::vm
