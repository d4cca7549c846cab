// libFuzzer target: texts become the numbers, and numbers the texts, that the C library and MPFR make of
// them. The first byte picks what is tried: a text, a number of eight bytes, digits of a radix, or many
// numbers to be added.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/fuzz_engine.h"
#include "tests/fuzz/number_reference.h"

namespace {

using namespace orrery::fuzz;
using orrery::Value;

/// Calls a function of a script, which does not throw.
class Script {
 public:
  explicit Script(std::string_view text) : function_(evaluate(text)) {}

  template <typename... Arguments>
  Value operator()(const Arguments&... arguments) const {
    const auto result = function_.call(Value::undefined(), {Value(arguments)...});
    require(result.has_value());
    return *result;
  }
  template <typename... Arguments>
  double number(const Arguments&... arguments) const {
    return (*this)(arguments...).as_number().value();
  }
  template <typename... Arguments>
  std::string text(const Arguments&... arguments) const {
    return (*this)(arguments...).as_string().value();
  }

 private:
  Value function_;
};

void try_text(std::string_view bytes) {
  static const Script k_wide("text => ('\\u0100' + text).slice(1)");
  static const Script k_number("Number");
  static const Script k_float("parseFloat");
  // NUL ends a text in C.
  if (bytes.contains('\0')) return;
  const Value text = latin1_string(bytes);
  for (const Value& string : {text, k_wide(text)}) {
    require(is_same(k_number.number(string), read_number(bytes)));
    require(is_same(k_float.number(string), read_decimal_prefix(bytes)));
  }
}

/// Digits and where the point is, of "12.5", "1e+21" or "1.5e-7".
int count_significant(std::string_view text) {
  std::string digits;
  for (const char character : text.substr(0, text.find('e')))
    if (character >= '0' && character <= '9') digits += character;
  const std::size_t first = digits.find_first_not_of('0');
  const std::size_t last = digits.find_last_not_of('0');
  return first == digits.npos ? 1 : static_cast<int>(last - first) + 1;
}

void try_shortest_text(double number) {
  static const Script k_string("x => String(x)");
  const std::string text = k_string.text(number);
  if (!std::isfinite(number)) {
    require(text == (std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity"));
    return;
  }
  const double again = std::strtod(text.c_str(), nullptr);
  require(is_same(again, number + 0.0));  // -0 is "0"
  require(count_significant(text) <= shortest_precision(number));
  const bool is_exponential = number != 0 && !(std::fabs(number) < 1e21 && std::fabs(number) >= 1e-6);
  require(text.contains('e') == is_exponential);
}

void try_digits(double number, int digits) {
  static const Script k_fixed("(x, digits) => x.toFixed(digits)");
  static const Script k_exponential("(x, digits) => x.toExponential(digits)");
  static const Script k_precision("(x, digits) => x.toPrecision(digits)");
  if (!std::isfinite(number)) return;
  if (std::fabs(number) < 1e21) require(k_fixed.text(number, digits) == write_fixed(number, digits));
  require(k_exponential.text(number, digits) == write_exponential(number, digits));
  if (digits > 0) require(k_precision.text(number, digits) == write_precision(number, digits));
}

void try_radix_text(double number, int radix) {
  static const Script k_string("(x, radix) => x.toString(radix)");
  if (!std::isfinite(number)) return;
  require(is_same(read_digits(k_string.text(number, radix), radix), number + 0.0));
}

void try_float16(double number) {
  static const Script k_round("Math.f16round");
  require(is_same(k_round.number(number), static_cast<double>(static_cast<_Float16>(number))));
}

/// \param bytes  eight of a number, then a count of digits and a radix
void try_number(std::string_view bytes) {
  if (bytes.size() < 10) return;
  double number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  try_shortest_text(number);
  try_digits(number, static_cast<unsigned char>(bytes[8]) % 101);
  try_radix_text(number, 2 + static_cast<unsigned char>(bytes[9]) % 35);
  try_float16(number);
}

/// \param bytes  a radix, then what becomes digits
void try_radix_digits(std::string_view bytes) {
  static const Script k_parse("parseInt");
  if (bytes.size() < 2) return;
  const unsigned radix = 2 + static_cast<unsigned char>(bytes[0]) % 35;
  std::string digits;
  for (const char byte : bytes.substr(1))
    digits += "0123456789abcdefghijklmnopqrstuvwxyz"[static_cast<unsigned char>(byte) % radix];
  require(
      is_same(k_parse.number(latin1_string(digits), radix), read_digits(digits, static_cast<int>(radix))));
}

void try_sum(std::string_view bytes) {
  static const Script k_sum("Math.sumPrecise");
  std::vector<double> numbers;
  std::vector<Value> values;
  for (; bytes.size() >= sizeof(double) && numbers.size() < 200; bytes.remove_prefix(sizeof(double))) {
    double number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    numbers.push_back(number);
    values.emplace_back(number);
  }
  const double sum = k_sum.number(agent().realm().array(values).value());
  const double expected = exact_sum(numbers);
  require(std::isnan(expected) ? std::isnan(sum) : is_same(sum, expected));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      try_text(bytes);
      break;
    case 1:
      try_number(bytes);
      break;
    case 2:
      try_radix_digits(bytes);
      break;
    default:
      try_sum(bytes);
  }
  return 0;
}
