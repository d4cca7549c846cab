#pragma once

#include <cstdint>

#include "bytecode/reader.h"
#include "vm/functions/executable.h"

namespace orrery::jit {

/// What an instruction has met, or what its operands are, if a stencil is made for it (variants.def). The
/// code stays correct whatever comes later: a variant asks whether it is its turn, and leaves everything else
/// to the usual stencil.
enum class Situation : std::uint8_t {
  Any,
  // The operand `hops`:
  NoHop,
  OneHop,
  TwoHops,
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

/// \param data  the feedback of the function
Situation situation_of(const bytecode::Instruction& instruction, const vm::FeedbackWord* data);

}  // namespace orrery::jit
