#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace orrery::display {

/// The columns that the text takes on a terminal: wide characters take two, combining ones none, escape
/// sequences none.
/// \param text  WTF-8
std::size_t string_width(std::string_view text, bool has_escapes = true);

/// The text without ANSI escape sequences (https://en.wikipedia.org/wiki/ANSI_escape_code).
std::string without_escapes(std::string_view text);

}  // namespace orrery::display
