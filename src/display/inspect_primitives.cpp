// Values that are no objects.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "display/inspector.h"
#include "display/value_text.h"
#include "vm/agent.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"
#include "vm/strings/symbol.h"

namespace orrery::display {

using vm::Value;

namespace {

/// Strings of no more code units stay in one line.
constexpr std::size_t k_least_line = 16;

/// `-1234567` → `-1_234_567`
std::string with_separators(std::string_view digits) {
  std::string result;
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  for (std::size_t i = 0; i < digits.size(); i++) {
    if (i > start && (digits.size() - i) % 3 == 0) result += '_';
    result += digits[i];
  }
  return result;
}

/// `123456` → `123_456`, of the digits behind the point
std::string with_separators_behind(std::string_view digits) {
  std::string result;
  for (std::size_t i = 0; i < digits.size(); i++) {
    if (i > 0 && i % 3 == 0) result += '_';
    result += digits[i];
  }
  return result;
}

}  // namespace

std::string number_text(double number, bool has_separators) {
  if (number == 0 && std::signbit(number)) return "-0";
  const vm::NumberText text(number);
  const std::string_view digits = text.view();
  if (!has_separators || !std::isfinite(number) || digits.contains('e')) return std::string(digits);
  const std::size_t point = digits.find('.');
  if (point == std::string_view::npos) return with_separators(digits);
  return with_separators(digits.substr(0, point)) + "." + with_separators_behind(digits.substr(point + 1));
}

std::string bigint_text(vm::Agent& agent, Value value, bool has_separators) {
  std::string digits = primitive_text(agent, value);  // with an n
  if (!has_separators || !digits.ends_with('n')) return digits;
  return with_separators(std::string_view(digits).substr(0, digits.size() - 1)) + "n";
}

std::string Inspector::number(double number) const {
  return styled(Style::Number, number_text(number, options_.has_numeric_separator));
}

/// \param is_plain  without colours
std::string Inspector::primitive(Value value, bool is_plain) {
  if (value.is_string()) return string(value.as_string(), is_plain);
  const auto in_style = [&](Style style, std::string text) {
    return is_plain ? std::move(text) : styled(style, text);
  };
  if (value.is_number())
    return in_style(Style::Number, number_text(value.as_number(), options_.has_numeric_separator));
  if (value.is_bigint())
    return in_style(Style::BigInt, bigint_text(agent_, value, options_.has_numeric_separator));
  const Style style = value.is_symbol()    ? Style::Symbol
                      : value.is_boolean() ? Style::Boolean
                      : value.is_null()    ? Style::Null
                                           : Style::Undefined;
  return in_style(style, primitive_text(agent_, value));
}

std::string Inspector::string(vm::String* string, bool is_plain) {
  const double most = options_.max_string_length;
  const std::uint32_t shown =
      most > 0 ? static_cast<std::uint32_t>(std::min<double>(most, string->length())) : 0;
  std::string more;
  if (const std::uint32_t rest = string->length() - shown; rest > 0) {
    string = vm::substring(agent_, string, 0, shown);
    more = fmt::format("... {} more character{}", rest, rest > 1 ? "s" : "");
  }
  const auto one_line = [&](std::string_view text) {
    std::string quoted = quoted_text(text);
    return is_plain ? quoted : styled(Style::String, quoted);
  };
  const std::string text = string->to_wtf8();
  const bool is_long =
      shown > k_least_line &&
      static_cast<double>(shown) > options_.break_length - static_cast<double>(indentation_) - 4;
  if (options_.compact == InspectOptions::k_compact || !is_long || !text.contains('\n'))
    return one_line(text) + more;
  std::string lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    if (start > 0) lines += " +\n" + std::string(indentation_ + 2, ' ');
    lines += one_line(std::string_view(text).substr(start, end - start));
    start = end;
  }
  return lines + more;
}

}  // namespace orrery::display
