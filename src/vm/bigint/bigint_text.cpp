// BigInts from text and to text.

#include "vm/bigint/bigint_text.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/bigint/bigint_factory.h"
#include "vm/bigint/bigint_large.h"
#include "vm/bigint/bigint_numbers.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/strings/string.h"
#include "vm/strings/string_factory.h"

namespace orrery::vm {

using kernels::k_limb_bits;
using kernels::Limb;
using kernels::Limbs;

// From text -------------------------------------------------------------------------------------------------

namespace {

/// A sign, a radix and digits, all of which belong to the radix.
template <typename Unit>
struct IntegerText {
  bool is_negative = false;
  unsigned radix = 10;
  std::span<const Unit> digits;
};

/// Reads a StringIntegerLiteral (https://tc39.es/ecma262/#prod-StringIntegerLiteral): only decimal ones have
/// a sign, and nothing is 0.
template <typename Unit>
Completion<std::optional<IntegerText<Unit>>> read_integer(Agent& agent, std::span<const Unit> text) {
  using Result = std::optional<IntegerText<Unit>>;
  IntegerText<Unit> result;
  text = trim(text);
  if (text.empty()) return Result(result);
  if (text[0] == '0' && text.size() > 2) {
    const unsigned letter = text[1] | 0x20u;
    result.radix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if (result.radix != 10) text = text.subspan(2);
  } else if (text[0] == '+' || text[0] == '-') {
    result.is_negative = text[0] == '-';
    text = text.subspan(1);
    if (text.empty()) return Result();
  }
  const std::size_t digits =
      TRY(find_item(agent, text, [&](Unit unit) { return digit_value(unit) >= result.radix; }));
  if (digits != text.size()) return Result();
  // Zeros in front say nothing, and the digits that are left tell the size.
  result.digits = text.subspan(TRY(find_item(agent, text, [](Unit unit) { return unit != '0'; })));
  return Result(result);
}

template <typename Unit>
Completion<BigInt*> from_power_of_two_digits(Agent& agent, const IntegerText<Unit>& text) {
  const auto bits_per_digit = static_cast<unsigned>(std::countr_zero(text.radix));
  const std::size_t count = (text.digits.size() * bits_per_digit + k_limb_bits - 1) / k_limb_bits;
  BigInt* result = TRY(BigIntFactory::make(agent, count));
  Limb* data = BigIntFactory::data(result);
  std::fill_n(data, count, 0);
  std::size_t position = 0;
  NativeLoop loop(agent);
  for (std::size_t i = text.digits.size(); i-- > 0; position += bits_per_digit) {
    TRY(loop.next_round());
    const Limb digit = digit_value(text.digits[i]);
    const std::size_t shift = position % k_limb_bits;
    data[position / k_limb_bits] |= digit << shift;
    // An octal digit may lie in two limbs.
    if (shift + bits_per_digit > k_limb_bits && digit >> (k_limb_bits - shift) != 0)
      data[position / k_limb_bits + 1] |= digit >> (k_limb_bits - shift);
  }
  return BigIntFactory::finish(agent, result, text.is_negative);
}

/// A cell for `bytes` bytes of scratch, so that they count to the heap's limit.
Completion<BigInt*> make_scratch(Agent& agent, std::size_t bytes) {
  return BigIntFactory::make(agent, (bytes + sizeof(Limb) - 1) / sizeof(Limb));
}

template <typename Unit>
Completion<BigInt*> from_digits(Agent& agent, const IntegerText<Unit>& text) {
  if (text.digits.empty()) return make_bigint_unsigned(agent, 0);
  // With fewer bits for each digit than any radix has: what is certainly too large is not even read.
  const auto least_bits = static_cast<std::size_t>(std::bit_width(text.radix) - 1);
  if ((text.digits.size() - 1) * least_bits > BigInt::k_max_bits) return BigIntFactory::throw_too_big(agent);
  if (std::has_single_bit(text.radix)) return from_power_of_two_digits(agent, text);

  BigInt* scratch = TRY(make_scratch(agent, text.digits.size()));
  auto* values = reinterpret_cast<std::uint8_t*>(BigIntFactory::data(scratch));
  TRY(in_parts(agent, 0, text.digits.size(), [&](std::size_t start, std::size_t end) {
    for (std::size_t i = start; i < end; ++i)
      values[i] = static_cast<std::uint8_t>(digit_value(text.digits[i]));
  }));
  BigInt* result = TRY(BigIntFactory::make(agent, kernels::max_limbs(text.digits.size(), text.radix)));
  const std::size_t count = TRY(LargeArithmetic(agent).from_digits(BigIntFactory::data(result),
                                                                   {values, text.digits.size()}, text.radix));
  BigIntFactory::set_count(result, count);
  return BigIntFactory::finish(agent, result, text.is_negative);
}

template <typename Unit>
Completion<std::optional<BigInt*>> units_to_bigint(Agent& agent, std::span<const Unit> units) {
  const auto text = TRY(read_integer(agent, units));
  if (!text) return std::optional<BigInt*>();
  BigInt* result = TRY(from_digits(agent, *text));
  return std::optional<BigInt*>(result);
}

template <typename Unit>
Completion<std::optional<int>> compare_to_units(Agent& agent, BigInt* big, std::span<const Unit> units) {
  using Order = std::optional<int>;
  const auto text = TRY(read_integer(agent, units));
  if (!text) return Order();
  const int text_sign = text->is_negative ? -1 : 1;
  const int big_sign = big->is_negative() ? -1 : 1;
  if (text->digits.empty()) return Order(big->is_zero() ? 0 : big_sign);
  // The text's number has at least so many bits, and at most so many.
  const auto least_bits = static_cast<std::size_t>(std::bit_width(text->radix) - 1);
  if (big->is_zero() || big_sign != text_sign ||
      (text->digits.size() - 1) * least_bits + 1 > big->bit_length())
    return Order(-text_sign);
  // It is not much longer than `big`, so this does not throw for its size.
  Completion<BigInt*> other = from_digits(agent, *text);
  if (other.is_thrown()) {
    if (agent.is_terminating()) return Thrown{};
    agent.take_exception();
    return Order(-text_sign);
  }
  return Order(bigint_compare(big, other.value()));
}

}  // namespace

Completion<std::optional<BigInt*>> string_to_bigint(Agent& agent, String* string) {
  return string->is_latin1() ? units_to_bigint(agent, string->latin1())
                             : units_to_bigint(agent, string->utf16());
}

Completion<BigInt*> parse_bigint_literal(Agent& agent, std::string_view text) {
  const auto read =
      TRY(read_integer(agent, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())));
  assert(read.has_value());
  return from_digits(agent, *read);
}

Completion<std::optional<int>> bigint_compare_to_string(Agent& agent, BigInt* big, String* string) {
  return string->is_latin1() ? compare_to_units(agent, big, string->latin1())
                             : compare_to_units(agent, big, string->utf16());
}

double integer_digits_to_double(std::string_view digits, unsigned radix) {
  constexpr std::size_t k_max_digits = 1100;
  constexpr std::size_t k_max_limbs = kernels::max_limbs(k_max_digits, kernels::k_max_radix);
  assert(digits.size() <= k_max_digits && !digits.empty());
  std::uint8_t values[k_max_digits];
  std::transform(digits.begin(), digits.end(), values, [](char digit) {
    return static_cast<std::uint8_t>(digit_value(static_cast<unsigned char>(digit)));
  });
  Limb limbs[k_max_limbs];
  const std::size_t count = kernels::from_digits(limbs, {values, digits.size()}, radix);
  return limbs_to_number({limbs, count});
}

// To text ---------------------------------------------------------------------------------------------------

namespace {

constexpr char k_digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

String* small_to_string(Agent& agent, Limb magnitude, bool is_negative, unsigned radix) {
  constexpr std::size_t k_size = k_limb_bits + 1;
  char buffer[k_size];
  char* begin = buffer + k_size;
  do {
    *--begin = k_digits[magnitude % radix];
    magnitude /= radix;
  } while (magnitude != 0);
  if (is_negative) *--begin = '-';
  return make_ascii_string(agent, {begin, static_cast<std::size_t>(buffer + k_size - begin)});
}

/// Digits of a power of two are groups of bits.
Completion<String*> power_of_two_to_string(Agent& agent, BigInt* value, unsigned radix) {
  const auto bits_per_digit = static_cast<std::size_t>(std::countr_zero(radix));
  const std::size_t count = (value->bit_length() + bits_per_digit - 1) / bits_per_digit;
  const std::size_t sign = value->is_negative() ? 1 : 0;
  const auto made = TRY(make_unfilled_latin1(agent, sign + count));
  const Limbs limbs = value->limbs();
  std::size_t position = 0;
  NativeLoop loop(agent);
  for (std::size_t i = made.characters.size(); i-- > sign; position += bits_per_digit) {
    TRY(loop.next_round());
    const std::size_t limb = position / k_limb_bits;
    const std::size_t shift = position % k_limb_bits;
    Limb bits = limbs[limb] >> shift;
    if (shift + bits_per_digit > k_limb_bits && limb + 1 < limbs.size())
      bits |= limbs[limb + 1] << (k_limb_bits - shift);
    made.characters[i] = static_cast<std::uint8_t>(k_digits[bits & (radix - 1)]);
  }
  if (sign != 0) made.characters[0] = '-';
  return made.string;
}

}  // namespace

Completion<String*> bigint_to_string(Agent& agent, BigInt* value, unsigned radix) {
  assert(radix >= 2 && radix <= kernels::k_max_radix);
  const Limbs limbs = value->limbs();
  if (limbs.size() <= 1)
    return small_to_string(agent, limbs.empty() ? 0 : limbs[0], value->is_negative(), radix);
  if (std::has_single_bit(radix)) return power_of_two_to_string(agent, value, radix);

  const std::size_t sign = value->is_negative() ? 1 : 0;
  const auto made = TRY(make_unfilled_latin1(agent, sign + kernels::max_digits(limbs.size(), radix)));
  BigInt* scratch = TRY(BigIntFactory::make(agent, limbs.size()));
  Limb* copy = BigIntFactory::data(scratch);
  std::copy(limbs.begin(), limbs.end(), copy);
  std::uint8_t* characters = made.characters.data();
  std::uint8_t* digits = characters + sign;
  std::size_t count = TRY(LargeArithmetic(agent).to_digits(digits, {copy, limbs.size()}, radix));
  const auto zeros = static_cast<std::size_t>(
      std::find_if(digits, digits + count, [](std::uint8_t digit) { return digit != 0; }) - digits);
  count -= zeros;
  if (sign != 0) *characters = '-';
  std::transform(digits + zeros, digits + zeros + count, digits,
                 [](std::uint8_t digit) { return static_cast<std::uint8_t>(k_digits[digit]); });
  StringFactory::truncate(made.string, sign + count);
  return made.string;
}

}  // namespace orrery::vm
