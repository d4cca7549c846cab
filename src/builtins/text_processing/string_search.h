#pragma once

#include <cstdint>
#include <optional>

#include "vm/strings/string.h"

namespace orrery::builtins {

/// https://tc39.es/ecma262/#sec-stringindexof
std::optional<std::uint32_t> string_index_of(vm::String* text, vm::String* wanted, std::uint32_t from);
/// https://tc39.es/ecma262/#sec-stringlastindexof
std::optional<std::uint32_t> string_last_index_of(vm::String* text, vm::String* wanted, std::uint32_t from);
/// Whether `wanted` lies in `text` at `position`.
bool string_matches_at(vm::String* text, vm::String* wanted, std::uint32_t position);

}  // namespace orrery::builtins
