#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jit/situation.h"

namespace orrery::vm {
class Executable;
}

namespace orrery::jit {

/// What a place in machine code is filled with, in words that do not depend on where anything lies.
struct CodeReference {
  std::uint32_t offset;  // in the piece: of four or eight bytes
  /// `r1` (a register's distance from the frame), `f2`, `k0`, `12`, `@0012` (the instruction at this offset
  /// of the bytecode), `+01f3` (this offset of the machine code), `pc`, or a name of C++, mangled.
  std::string text;
  bool is_mangled = false;
};

/// Some machine code of one instruction, in one piece.
struct CodePiece {
  enum class Role : std::uint8_t {
    Line,       // in the line of the program
    AfterCall,  // the same, where callees return to
    OutOfLine,  // behind the last instruction: what is rare
    ToSlowPath,
  };

  std::uint32_t instruction;  // its offset in the bytecode
  Role role;
  /// That the instruction's stencil is for (variants.def). Any: it is the usual one.
  Situation situation;
  std::uint32_t offset;  // in the machine code
  std::uint32_t size;
  std::vector<CodeReference> references;
};

/// What the machine code of a function consists of: instruction by instruction. The function must not have
/// run since it was compiled, for this is found out by laying it out anew, from what its instructions have
/// met by now.
///
/// \return nothing: it has no machine code, or one of another layout, since it did run
std::optional<std::vector<CodePiece>> list_machine_code(const vm::Executable& executable);

}  // namespace orrery::jit
