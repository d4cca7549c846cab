#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orrery::display {

/// What a piece of text is, for its colour: the keys of util.inspect.styles.
enum class Style : std::uint8_t {
  Special,
  Number,
  BigInt,
  Boolean,
  Undefined,
  Null,
  String,
  Symbol,
  Date,
  RegExp,
  Module,
  Name,
};

/// The style of a name as scripts know it: "special"; nothing for other texts.
std::optional<Style> style_called(std::string_view name);
/// The text within the escape sequences of its style, as util.inspect.styles and util.inspect.colors have
/// them at first.
std::string coloured(Style style, std::string_view text);
/// `/pattern/flags` with its groups, classes and quantifiers in different colours.
std::string coloured_regexp(std::string_view text);

}  // namespace orrery::display
