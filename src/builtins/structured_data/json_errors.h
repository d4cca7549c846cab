#pragma once

#include <cstddef>
#include <string_view>

#include "vm/agent.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

/// A SyntaxError: "… in JSON at position 5 (line 1 column 6)".
vm::Thrown throw_json_error(vm::Agent& agent, vm::String* text, std::size_t position, std::string_view what);
/// The SyntaxError for what cannot be at `position`, or for the end of the text.
vm::Thrown throw_unexpected_json_token(vm::Agent& agent, vm::String* text, std::size_t position);

}  // namespace orrery::builtins
