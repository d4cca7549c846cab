#include "base/json_text.h"

#include "base/unicode/utf.h"

namespace orrery::base {

namespace {

constexpr bool may_need_escape(char c) {
  // Only surrogates begin with ED and go on with A0 or more; the second byte is looked at later.
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == '\xED';
}

std::size_t plain_prefix_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && !may_need_escape(text[length])) ++length;
  return length;
}

void append_unicode_escape(OutputBuffer& output, char32_t code_unit) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  char* end = output.reserve(6);
  *end++ = '\\';
  *end++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *end++ = k_digits[code_unit >> shift & 0xF];
  output.commit(end);
}

/// \return how many bytes were dealt with
std::size_t append_special(OutputBuffer& output, std::string_view text) {
  switch (text.front()) {
    case '"':
      output.append("\\\"");
      return 1;
    case '\\':
      output.append("\\\\");
      return 1;
    case '\b':
      output.append("\\b");
      return 1;
    case '\t':
      output.append("\\t");
      return 1;
    case '\n':
      output.append("\\n");
      return 1;
    case '\f':
      output.append("\\f");
      return 1;
    case '\r':
      output.append("\\r");
      return 1;
    default:
      break;
  }
  const auto decoded = decode_wtf8(text.data());
  if (decoded.length == 1 || is_surrogate(decoded.code_point)) {
    append_unicode_escape(output, decoded.code_point);
  } else {
    output.append(text.substr(0, decoded.length));
  }
  return decoded.length;
}

}  // namespace

void append_json_string_part(OutputBuffer& output, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = plain_prefix_length(text);
    output.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) text.remove_prefix(append_special(output, text));
  }
}

void append_json_string(OutputBuffer& output, std::string_view text) {
  output.append('"');
  append_json_string_part(output, text);
  output.append('"');
}

}  // namespace orrery::base
