#include "vm/numbers/number_conversions.h"

#include <bit>

#include <double-conversion/double-conversion.h>
#include <fmt/compile.h>

#include "vm/agent.h"
#include "vm/strings/string.h"

namespace orrery::vm {

// Numbers to integers ---------------------------------------------------------------------------------------

std::uint64_t to_integer_modulo(double number) {
  constexpr int k_significand_bits = 52;
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const int exponent = static_cast<int>(bits >> k_significand_bits & 0x7ff) - 1023;
  if (exponent < 0 || exponent == 1024) return 0;
  const std::uint64_t hidden_bit = std::uint64_t{1} << k_significand_bits;
  const std::uint64_t significand = (bits & (hidden_bit - 1)) | hidden_bit;
  const int shift = exponent - k_significand_bits;
  if (shift >= 64) return 0;
  const std::uint64_t magnitude = shift >= 0 ? significand << shift : significand >> -shift;
  return std::signbit(number) ? 0 - magnitude : magnitude;
}

double round_to_float16(double number) {
  const double magnitude = std::fabs(number);
  if (!std::isfinite(number) || number == 0) return number;
  // Half way from the largest, 65504, to what would be the next.
  if (magnitude >= 65520) return std::copysign(std::numeric_limits<double>::infinity(), number);
  // Eleven significant bits, fewer below 2^-14. Dividing by a power of two is exact.
  const double unit = std::ldexp(1, std::max(std::ilogb(magnitude), -14) - 10);
  return std::nearbyint(number / unit) * unit;
}

std::uint8_t to_uint8_clamp(double number) {
  if (!(number > 0)) return 0;
  if (number >= 255) return 255;
  const double floor = std::floor(number);
  const auto below = static_cast<unsigned>(floor);
  const double rest = number - floor;  // exact
  const bool rounds_up = rest > 0.5 || (rest == 0.5 && below % 2 == 1);
  return static_cast<std::uint8_t>(below + (rounds_up ? 1 : 0));
}

// Numbers to text -------------------------------------------------------------------------------------------

NumberText::NumberText(double number) {
  const auto integer = static_cast<std::int32_t>(number >= -0x1p31 && number < 0x1p31 ? number : 0.5);
  if (integer == number) {  // -0 is "0" too
    write_integer(integer);
    return;
  }
  // OPTIMIZATION: where neither writes an exponent, {fmt} writes the same digits as ECMAScript, in half the
  // time.
  const double magnitude = std::fabs(number);
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    length_ = static_cast<std::size_t>(fmt::format_to(buffer_, FMT_COMPILE("{}"), number) - buffer_);
    return;
  }
  double_conversion::StringBuilder builder(buffer_, static_cast<int>(k_size));
  double_conversion::DoubleToStringConverter::EcmaScriptConverter().ToShortest(number, &builder);
  length_ = static_cast<std::size_t>(builder.position());
}

void NumberText::write_integer(std::int32_t number) {
  auto rest = static_cast<std::uint32_t>(number);
  if (number < 0) rest = 0 - rest;
  char* begin = buffer_ + k_size;
  do {
    *--begin = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (number < 0) *--begin = '-';
  begin_ = begin;
  length_ = static_cast<std::size_t>(buffer_ + k_size - begin);
}

namespace {

/// \param number  as Value::number() gives it, so that equal numbers are found however they are kept
String* cached_number_text(Agent& agent, Value number) {
  if (String* found = agent.common_strings().find_number_text(number)) return found;
  String* text = make_ascii_string(agent, number.is_int32() ? NumberText(number.as_int32()).view()
                                                            : NumberText(number.as_double()).view());
  agent.common_strings().remember_number_text(number, text);
  return text;
}

}  // namespace

String* number_to_string(Agent& agent, double number) {
  return cached_number_text(agent, Value::number(number));
}

String* number_to_string(Agent& agent, std::int32_t number) {
  if (number >= 0 && number < 10) return single_character(agent, static_cast<char16_t>(u'0' + number));
  return cached_number_text(agent, Value::int32(number));
}

String* number_to_string(Agent& agent, double number, unsigned radix) {
  if (radix == 10) return number_to_string(agent, number);
  return make_ascii_string(agent, number_radix_text(number, radix));
}

bool is_canonical_numeric_string(String* string) {
  constexpr std::uint32_t k_max_length = 25;  // "-1.2345678901234567e-300" and the like
  if (string->is_empty() || string->length() > k_max_length) return false;
  const char16_t first = string->code_unit_at(0);
  const bool may_be = (first >= '0' && first <= '9') || first == '-' || first == 'I' || first == 'N';
  if (!may_be) return false;
  char16_t units[k_max_length];
  string->copy_to(units);
  const std::u16string_view text(units, string->length());
  if (text == u"-0") return true;
  const NumberText number_text(string_to_number(string));
  const std::string_view canonical = number_text.view();
  return std::equal(text.begin(), text.end(), canonical.begin(), canonical.end(),
                    [](char16_t a, char b) { return a == static_cast<unsigned char>(b); });
}

}  // namespace orrery::vm
