#pragma once

#include <cstdint>
#include <optional>

#include "vm/strings/string.h"

namespace orrery::builtins {

// Searching throws nothing, but may be ended: it may take as long as the product of both lengths says.

/// https://tc39.es/ecma262/#sec-stringindexof
vm::Completion<std::optional<std::uint32_t>> string_index_of(vm::Agent& agent, vm::String* text,
                                                             vm::String* wanted, std::uint32_t from);
/// https://tc39.es/ecma262/#sec-stringlastindexof
vm::Completion<std::optional<std::uint32_t>> string_last_index_of(vm::Agent& agent, vm::String* text,
                                                                  vm::String* wanted, std::uint32_t from);
/// Whether `wanted` lies in `text` at `position`.
bool string_matches_at(vm::String* text, vm::String* wanted, std::uint32_t position);

}  // namespace orrery::builtins
