#pragma once

#include <cstdint>

#include "vm/value.h"

namespace orrery::interpreter {

/// Where the entry of a jump table (a constant of the running function) leads for the value in the
/// accumulator, or `next` if there is none.
const std::uint8_t* find_table_target(const vm::Value* fp, std::uint32_t table_index, vm::Value acc,
                                      const std::uint8_t* next);

}  // namespace orrery::interpreter
