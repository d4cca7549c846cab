#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "display/value_text.h"
#include "vm/agent.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"
#include "vm/strings/symbol.h"

namespace orrery::display {

namespace {

/// The mark that is not in `text`; `'` if all are.
char quotation_mark(std::string_view text) {
  if (!text.contains('\'')) return '\'';
  if (!text.contains('"')) return '"';
  if (!text.contains('`') && !text.contains("${")) return '`';
  return '\'';
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

void append_escaped(std::string& result, char32_t c) {
  switch (c) {
    case '\b':
      result += "\\b";
      break;
    case '\t':
      result += "\\t";
      break;
    case '\n':
      result += "\\n";
      break;
    case '\f':
      result += "\\f";
      break;
    case '\r':
      result += "\\r";
      break;
    default:
      result += c < 0x100 ? fmt::format("\\x{:02X}", static_cast<unsigned>(c))
                          : fmt::format("\\u{:x}", static_cast<unsigned>(c));
  }
}

}  // namespace

std::string escaped_text(std::string_view text, char mark) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const base::DecodedCodePoint decoded = base::decode_wtf8(text.data() + i);
    const char32_t c = decoded.code_point;
    if (is_control(c) || base::is_surrogate(c)) {
      append_escaped(result, c);
    } else {
      if (c == '\\' || c == static_cast<char32_t>(mark)) result += '\\';
      result.append(text, i, decoded.length);
    }
    i += decoded.length;
  }
  return result;
}

std::string quoted_text(std::string_view text) {
  const char mark = quotation_mark(text);
  return mark + escaped_text(text, mark) + mark;
}

std::string primitive_text(vm::Agent& agent, vm::Value value) {
  if (value.is_string()) return quoted_text(value.as_string()->to_wtf8());
  if (value.is_symbol()) {
    vm::String* description = value.as_symbol()->description();
    return fmt::format("Symbol({})", description == nullptr ? "" : description->to_wtf8());
  }
  if (value.is_int32()) return std::string(vm::NumberText(value.as_int32()).view());
  if (value.is_number()) return number_text(value.as_double());
  if (value.is_bigint()) {
    const vm::Completion<vm::String*> digits = vm::primitive_to_string(agent, value);
    if (!digits.is_thrown()) return digits.value()->to_utf8() + "n";
    // Too long for a string.
    if (!agent.is_terminating()) agent.take_exception();
    return "[BigInt]";
  }
  if (value.is_boolean()) return value.as_boolean() ? "true" : "false";
  return value.is_null() ? "null" : "undefined";
}

}  // namespace orrery::display
