#pragma once

#include <cstdint>

#include "bytecode/instruction.h"
#include "vm/functions/executable.h"

namespace orrery::jit {

/// What an instruction has met, if a stencil is made for it (variants.def). It stays correct whatever comes
/// later: a variant asks whether it is its turn, and leaves everything else to the usual stencil.
enum class Situation : std::uint8_t {
  Any,
  Doubles,
  // Of named properties, by what the cache holds:
  OwnOuter,        // out of line
  Inherited,       // of an object on the prototype chain, inline there
  InheritedOuter,  // and out of line there
  ArrayLength,
  StringLength,
  Adding,  // a new property, inline
  // Of elements:
  Int8Elements,
  Uint8Elements,
  Uint8ClampedElements,
  Int16Elements,
  Uint16Elements,
  Int32Elements,
  Uint32Elements,
  Float32Elements,
  Float64Elements,
};

/// \param feedback  of the instruction; what it has none of is any
Situation situation_of(bytecode::Opcode opcode, const vm::FeedbackWord* feedback);

}  // namespace orrery::jit
