#include "builtins/structured_data/json_errors.h"

#include <string>

namespace orrery::builtins {

using namespace vm;

namespace {

std::string quoted_part(Agent& agent, String* text, std::uint32_t start, std::uint32_t end) {
  return '"' + substring(agent, text, start, end)->to_utf8() + '"';
}

/// Values that are no JSON text when they are made strings: nobody wants to hear of their first character.
bool is_special(String* text) {
  if (text->length() > 15) return false;
  const std::string value = text->to_utf8();
  return value == "undefined" || value == "NaN" || value == "Infinity" || value == "[object Object]";
}

/// The text around `position`, if it is too long to be shown as a whole.
std::string context(Agent& agent, String* text, std::uint32_t position) {
  constexpr std::uint32_t k_around = 10;
  const std::uint32_t length = text->length();
  if (length <= 2 * k_around) return quoted_part(agent, text, 0, length);
  if (position < k_around) return quoted_part(agent, text, 0, position + k_around) + "...";
  if (position >= length - k_around) return "..." + quoted_part(agent, text, position - k_around, length);
  return "..." + quoted_part(agent, text, position - k_around, position + k_around) + "...";
}

}  // namespace

Thrown throw_json_error(Agent& agent, String* text, std::size_t position, std::string_view what,
                        std::string_view where) {
  std::size_t line = 1;
  std::size_t line_start = 0;
  for (std::uint32_t i = 0; i < position; i++) {
    const char16_t unit = text->code_unit_at(i);
    const bool is_return = unit == u'\r' && (i + 1 == text->length() || text->code_unit_at(i + 1) != u'\n');
    if (unit != u'\n' && !is_return) continue;
    line++;
    line_start = i + 1;
  }
  return agent.throw_syntax_error(std::string(what) + " " + std::string(where) + " at position " +
                                  std::to_string(position) + " (line " + std::to_string(line) + " column " +
                                  std::to_string(position - line_start + 1) + ")");
}

Thrown throw_unexpected_json_token(Agent& agent, String* text, std::size_t position) {
  if (is_special(text))
    return agent.throw_syntax_error(quoted_part(agent, text, 0, text->length()) + " is not valid JSON");
  if (position == text->length()) return agent.throw_syntax_error("Unexpected end of JSON input");
  const auto at = static_cast<std::uint32_t>(position);
  return agent.throw_syntax_error("Unexpected token '" + substring(agent, text, at, at + 1)->to_utf8() +
                                  "', " + context(agent, text, at) + " is not valid JSON");
}

}  // namespace orrery::builtins
