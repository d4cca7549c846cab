#pragma once

#include <cstddef>
#include <string_view>

#include "vm/agent.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

/// A SyntaxError: "… in JSON at position 5 (line 1 column 6)".
/// \param where  "in JSON", or what else to say before the position
vm::Thrown throw_json_error(vm::Agent& agent, vm::String* text, std::size_t position, std::string_view what,
                            std::string_view where);
/// The SyntaxError for what cannot be at `position`, or for the end of the text.
vm::Thrown throw_unexpected_json_token(vm::Agent& agent, vm::String* text, std::size_t position);

}  // namespace orrery::builtins
