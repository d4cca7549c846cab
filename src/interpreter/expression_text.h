#pragma once

#include <optional>
#include <string>
#include <string_view>

// Source text as error messages quote it, in V8's way. The text is known to be correct; what is not read with
// ease (regular expressions, templates with substitutions, comments) is no text for a message.

namespace orrery::interpreter {

/// Of `a.b [k]`, `a . b(1, 2).c`: "a.b[k]", "a.b(...).c". Names, literals, members and calls of them; nothing
/// for other expressions and long ones.
std::optional<std::string> short_expression(std::string_view source);
/// Of `(a + b).c`: "(intermediate value).c". Nothing for what does not end in a member's name.
std::optional<std::string> last_member(std::string_view source);
/// Of `new a.b(c)`: "a.b".
std::optional<std::string> short_constructor(std::string_view source);

/// A pattern, and what it takes apart where that is beside it: `{a, b} = c`.
struct PatternText {
  std::string first_key;              // of an object pattern, as far as it is a name or a literal
  std::optional<std::string> source;  // "c"
};
/// Nothing if it is no pattern.
std::optional<PatternText> read_pattern(std::string_view source);

}  // namespace orrery::interpreter
