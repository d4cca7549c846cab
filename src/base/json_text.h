#pragma once

#include <string_view>

#include "base/output_buffer.h"

namespace orrery::base {

/// Appends `text` (well-formed WTF-8) as a JSON string in quotes. Escapes what JSON.stringify escapes
/// (https://tc39.es/ecma262/#sec-quotejsonstring): quotes, backslashes, control characters below U+0020 and
/// lone surrogates; everything else is itself.
void append_json_string(OutputBuffer& output, std::string_view text);

/// The same without the quotes: for strings that are put together from parts.
void append_json_string_part(OutputBuffer& output, std::string_view text);

}  // namespace orrery::base
