#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/line_map.h"

namespace orrery::vm {

class ScriptSource;

/// The place `start` (a byte offset) of a program, as messages show it: `file:line`, that line, and below it
/// a caret. Of lines that are too long for that, a part. Whatever the text holds, nothing in the result does
/// anything to a terminal.
std::string source_excerpt(ScriptSource& source, std::uint32_t start);
/// The same of a text, with carets below all that is of `start` to `end` in that line.
std::string source_excerpt(std::string_view name, std::string_view text, base::TextOrigin origin,
                           std::uint32_t start, std::uint32_t end);

}  // namespace orrery::vm
