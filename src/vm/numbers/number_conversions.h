#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "vm/value.h"

namespace orrery::vm {

class Agent;

// Numbers to integers ---------------------------------------------------------------------------------------

constexpr double k_max_safe_integer = 9007199254740991;

/// The 64 bits of https://tc39.es/ecma262/#sec-touint32 and its kin before the upper ones are cut off: the
/// integral part of `number` modulo 2^64. NaN and infinities are 0.
std::uint64_t to_integer_modulo(double number);

/// https://tc39.es/ecma262/#sec-toint32, of a Number.
inline std::int32_t to_int32(double number) {
  // OPTIMIZATION: one instruction where the result can be relied on.
  if (number > -0x1p63 && number < 0x1p63) [[likely]]
    return static_cast<std::int32_t>(static_cast<std::int64_t>(number));
  return static_cast<std::int32_t>(to_integer_modulo(number));
}
/// https://tc39.es/ecma262/#sec-touint32, of a Number. ToInt16 and its kin are casts of it.
inline std::uint32_t to_uint32(double number) {
  return static_cast<std::uint32_t>(to_int32(number));
}
/// https://tc39.es/ecma262/#sec-touint8clamp, of a Number: ties go to even.
std::uint8_t to_uint8_clamp(double number);
/// The nearest number that 16 bits can hold (IEEE 754 binary16), ties to even: for Math.f16round and
/// Float16Array.
double round_to_float16(double number);
/// https://tc39.es/ecma262/#sec-tointegerorinfinity, of a Number; never NaN, never -0.
inline double to_integer_or_infinity(double number) {
  return number != number ? 0 : std::trunc(number) + 0.0;
}
/// https://tc39.es/ecma262/#sec-tolength, of a Number: from 0 to 2^53 - 1.
inline double to_length(double number) {
  const double integer = to_integer_or_infinity(number);
  return integer <= 0 ? 0 : integer < k_max_safe_integer ? integer : k_max_safe_integer;
}
/// https://tc39.es/ecma262/#sec-toindex, of a Number. \return nothing where a RangeError is due
inline std::optional<std::uint64_t> to_index(double number) {
  const double integer = to_integer_or_infinity(number);
  if (integer < 0 || integer > k_max_safe_integer) return std::nullopt;
  return static_cast<std::uint64_t>(integer);
}
/// https://tc39.es/ecma262/#sec-isintegralnumber, of a Number.
inline bool is_integral_number(double number) {
  return std::isfinite(number) && std::trunc(number) == number;
}

// Text to numbers -------------------------------------------------------------------------------------------

/// Is `unit` WhiteSpace or LineTerminator (https://tc39.es/ecma262/#prod-StrWhiteSpaceChar)?
bool is_white_space(char16_t unit);
/// `text` without white space at its ends.
std::span<const std::uint8_t> trim(std::span<const std::uint8_t> text);
std::span<const char16_t> trim(std::span<const char16_t> text);

/// https://tc39.es/ecma262/#sec-stringtonumber
double string_to_number(String* string);

/// The length of the longest prefix of `text` that is a StrDecimalLiteral, for parseFloat
/// (https://tc39.es/ecma262/#sec-parsefloat-string), 0 if there is none, and its value.
struct DecimalPrefix {
  std::size_t length = 0;
  double value = 0;
};
DecimalPrefix parse_decimal_prefix(std::span<const std::uint8_t> text);
DecimalPrefix parse_decimal_prefix(std::span<const char16_t> text);

/// The value of `digit` in radix 36 ("z" is 35), or 36 if it is none.
inline unsigned digit_value(char16_t digit) {
  if (digit >= '0' && digit <= '9') return digit - u'0';
  const unsigned letter = (digit | 0x20u) - 'a';
  return digit < 0x80 && letter < 26 ? letter + 10 : 36;
}
/// The number, correctly rounded, that `digits` (ASCII, all below `radix`, which is 2 to 36) stand for.
double digits_to_number(std::string_view digits, unsigned radix);

// Numbers to text -------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-numeric-types-number-tostring, radix 10.
String* number_to_string(Agent& agent, double number);
String* number_to_string(Agent& agent, std::int32_t number);
/// The same of any radix from 2 to 36: the shortest digits that read back as `number`, of those the closest.
String* number_to_string(Agent& agent, double number, unsigned radix);

/// The text of number_to_string() without making a string.
class NumberText {
 public:
  explicit NumberText(double number);
  explicit NumberText(std::int32_t number) { write_integer(number); }
  std::string_view view() const [[clang::lifetimebound]] { return {begin_, length_}; }
  std::span<const std::uint8_t> latin1() const [[clang::lifetimebound]] {
    return {reinterpret_cast<const std::uint8_t*>(begin_), length_};
  }
  NumberText(const NumberText&) = delete;
  NumberText& operator=(const NumberText&) = delete;

 private:
  static constexpr std::size_t k_size = 32;  // more than any number needs

  void write_integer(std::int32_t number);

  char buffer_[k_size];
  const char* begin_ = buffer_;
  std::size_t length_ = 0;
};
/// The text of number_to_string() with a radix.
std::string number_radix_text(double number, unsigned radix);

/// Whether https://tc39.es/ecma262/#sec-canonicalnumericindexstring gives a number for `string`.
bool is_canonical_numeric_string(String* string);

}  // namespace orrery::vm
