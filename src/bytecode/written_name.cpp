#include "bytecode/written_name.h"

#include <algorithm>
#include <cstddef>

namespace orrery::bytecode {

namespace {

constexpr std::string_view k_space = " \t\r\n";

void skip_space(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(k_space), text.size()));
}

/// Takes `async`, `get`, `set` or `*` off the text, if it is no name itself.
bool skip_modifier(std::string_view& text) {
  for (const std::string_view modifier : {"async", "get", "set", "*"}) {
    if (!text.starts_with(modifier)) continue;
    std::string_view rest = text.substr(modifier.size());
    const bool ends = modifier == "*" || rest.empty() || k_space.contains(rest[0]) ||
                      std::string_view("*[\"'#").contains(rest[0]);
    skip_space(rest);
    if (!ends || rest.starts_with('(')) return false;
    text = rest;
    return true;
  }
  return false;
}

/// Where the parameters' parenthesis is: the first that is in no brackets and no string.
std::size_t find_parameters(std::string_view text) {
  std::size_t depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') {
        ++i;
      } else if (c == quote) {
        quote = 0;
      }
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (c == '[') {
      ++depth;
    } else if (c == ']' && depth != 0) {
      --depth;
    } else if (c == '(' && depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view written_name(const Program& program, const FunctionHeader& header) {
  if (header.kind != FunctionKind::Method && header.kind != FunctionKind::Accessor) return {};
  const std::string_view source = program.source();
  if (header.source_start > header.source_end || header.source_end > source.size()) return {};
  std::string_view text = source.substr(header.source_start, header.source_end - header.source_start);
  do {
    skip_space(text);
  } while (skip_modifier(text));
  const std::size_t end = find_parameters(text);
  if (end == std::string_view::npos) return {};
  text = text.substr(0, end);
  return text.substr(0, text.find_last_not_of(k_space) + 1);
}

}  // namespace orrery::bytecode
