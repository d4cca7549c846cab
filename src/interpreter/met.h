#pragma once

#include "vm/binary_data/element_types.h"
#include "vm/functions/executable.h"

namespace orrery::interpreter {

// What an instruction has met, in its feedback word: bits, so that sites only ever learn.

/// Of arithmetic and comparisons: two numbers that are not both int32.
constexpr vm::FeedbackWord k_met_double = 1;
/// Of GetElement and SetElement: a typed array with such elements. Arrays leave no mark.
constexpr vm::FeedbackWord met_elements(vm::ElementType type) {
  return vm::FeedbackWord{1} << static_cast<unsigned>(type);
}

}  // namespace orrery::interpreter
