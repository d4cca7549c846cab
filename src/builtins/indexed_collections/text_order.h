#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/shapes/slots.h"

namespace orrery::builtins {

/// Sorts the first `count` items, stably, by their texts: https://tc39.es/ecma262/#sec-comparearrayelements
/// without a function, of elements that are not undefined.
vm::Completion<void> sort_by_text(vm::Agent& agent, vm::Slots* items, std::uint32_t count);

}  // namespace orrery::builtins
