// RegExp.escape: https://tc39.es/ecma262/#sec-regexp.escape

#include <string_view>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "builtins/text_processing/regexp_methods.h"
#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// \xHH, or \uHHHH for each code unit.
void append_hex_escape(StringBuilder& result, char32_t c) {
  if (c <= 0xFF) return result.append_ascii(fmt::format("\\x{:02x}", static_cast<unsigned>(c)));
  if (c <= 0xFFFF) return result.append_ascii(fmt::format("\\u{:04x}", static_cast<unsigned>(c)));
  append_hex_escape(result, 0xD7C0 + (c >> 10));
  append_hex_escape(result, 0xDC00 + (c & 0x3FF));
}

/// https://tc39.es/ecma262/#sec-encodeforregexpescape
void append_encoded(StringBuilder& result, char32_t c) {
  constexpr std::u32string_view k_syntax_characters = U"^$\\.*+?()[]{}|/";
  constexpr std::u32string_view k_control_characters = U"\t\n\v\f\r";
  constexpr std::string_view k_control_letters = "tnvfr";
  constexpr std::u32string_view k_other_punctuators = U",-=<>#&!%:;@~'`\"";
  // 1. 2.
  if (k_syntax_characters.contains(c)) {
    result.append(u'\\');
    return result.append_code_point(c);
  }
  if (const std::size_t control = k_control_characters.find(c); control != std::u32string_view::npos) {
    result.append(u'\\');
    return result.append(static_cast<char16_t>(k_control_letters[control]));
  }
  // 3. - 5.
  const bool is_space = c <= 0xFFFF && is_white_space(static_cast<char16_t>(c));
  if (k_other_punctuators.contains(c) || is_space || base::is_surrogate(c))
    return append_hex_escape(result, c);
  // 6.
  result.append_code_point(c);
}

bool is_ascii_alphanumeric(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

// https://tc39.es/ecma262/#sec-regexp.escape
Completion<Value> regexp_escape(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.argument(0).is_string())
    return agent.throw_type_error("The argument of RegExp.escape must be a string");
  String* string = frame.argument(0).as_string();
  // 2. - 4.
  StringBuilder result(agent);
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < string->length() && !result.has_failed();) {
    TRY(loop.next_round());
    const char32_t c = string->code_point_at(i);
    // What came before might make an escape of it, such as \0 or \c.
    if (i == 0 && is_ascii_alphanumeric(c)) {
      append_hex_escape(result, c);
    } else {
      append_encoded(result, c);
    }
    i += c > 0xFFFF ? 2 : 1;
  }
  // 5.
  return result.finish();
}

}  // namespace orrery::builtins
