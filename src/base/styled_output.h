#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/output_buffer.h"

namespace orrery::base {

/// What a piece of something printed for people is: a tree, a list of tokens, a listing.
enum class Style : std::uint8_t {
  Plain,
  Position,  // lines and columns
  Guide,     // the lines of the tree
  Field,     // names of fields
  Type,      // types of nodes and tokens, names of instructions
  Name,      // names of the program
  Literal,   // values of the program
  Operator,  // operators and punctuators
  Modifier,  // async, static, computed …
  Fact,      // what the front end has found out
  Register,  // where a variable lives …
  Slot,
  Global,
  Dynamic,
};

/// The SGR sequence (ECMA-48, 8.3.117) that begins `style`; it ends with k_end_of_style.
std::string_view style_sequence(Style style);
constexpr std::string_view k_end_of_style = "\x1B[0m";

/// Text in styles, which are shown as colours or not at all.
class StyledOutput {
 public:
  StyledOutput(base::OutputBuffer& output, bool colour) : output_(output), colour_(colour) {}

  void put(Style style, std::string_view text) {
    const bool coloured = colour_ && style != Style::Plain && !text.empty();
    if (coloured) output_.append(style_sequence(style));
    output_.append(text);
    if (coloured) output_.append(k_end_of_style);
  }
  void put(std::string_view text) { output_.append(text); }
  void spaces(std::size_t count) {
    for (; count > 0; --count) output_.append(' ');
  }

 private:
  base::OutputBuffer& output_;
  const bool colour_;
};

}  // namespace orrery::base
