#pragma once

#include <cstdint>
#include <span>

#include "bytecode/instruction.h"

namespace orrery::jit {

/// [DOC] Stencils
///
/// The baseline compiler writes no instruction of the machine itself. The interpreter's handlers
/// (interpreter/fast_paths.h) are compiled a second time, in stencils.cpp, with operands and jumps replaced
/// by symbols that nobody defines. What the compiler makes of a handler is its *stencil*: bytes with *holes*,
/// which are the relocations of those symbols. extract_stencils.py brings both into tables. To compile a
/// function is to lay the stencils of its instructions one behind the other and to fill the holes (H. Xu, F.
/// Kjolstad, "Copy-and-patch compilation", OOPSLA 2021).
///
/// A stencil has a main part, which lies in the line of the program, and others, which lie behind the
/// function's last instruction: what is not on the short path (lay_out_stencils.py), what the compiler has
/// left in functions of their own, and the way to the slow path.
///
/// Some instructions have more stencils than one (variants.def): their usual one, and others for what they
/// have met when their function is compiled (situation.h). A variant's usual stencil is a part of it.

/// What a hole is filled with: something of the instruction, or a place in the function's machine code. Those
/// of operands are there once for each. extract_stencils.py has the same table; what it writes does not
/// compile if they differ.
enum class Hole : std::uint8_t {
  Register,                                        // and its index below: 8 times the operand
  Feedback = bytecode::k_max_operands + Register,  // the same
  Operand = bytecode::k_max_operands + Feedback,
  Small = bytecode::k_max_operands + Operand,    // as a Value's bits
  Constant = bytecode::k_max_operands + Small,   // the same
  Target = bytecode::k_max_operands + Constant,  // where the jump goes
  Pc = bytecode::k_max_operands + Target,        // the instruction's first byte
  OpcodePc,                                      // behind a Wide
  NextPc,                                        // the next instruction's first byte
  Data,                                          // Executable::data()
  Next,                                          // the next instruction in machine code
  Slow,                                          // the instruction's way to its slow path
  SlowPath,                                      // what performs it
  Return,                                        // behind a call
  Count,
};

/// How the hole's value is written.
enum class Patch : std::uint8_t { Absolute32, Relative32, Absolute64 };

/// What a relocation asks for.
enum class Wanted : std::uint8_t {
  Hole,
  Address,  // of a function or of data: an index into k_addresses
  Part,     // a part of the same instruction's; the addend tells where in it
};

struct Relocation {
  std::uint16_t offset;  // of the bytes to be written, in the part
  Patch patch;
  Wanted wanted;
  std::uint16_t index;  // a Hole, or as Wanted says
  std::int32_t addend;
};

struct Part {
  std::span<const std::uint8_t> code;
  std::span<const Relocation> relocations;
  /// Bytes at the end that only jump to Hole::Next, and are left out where that lies right behind; 0: none
  /// do.
  std::uint8_t trailing_jump;
};

// The tables that extract_stencils.py writes.
extern const Part k_parts[];                                        // NOLINT(modernize-avoid-c-arrays)
extern const std::uint16_t k_main_parts[bytecode::k_opcode_count];  // of each opcode, in k_parts
extern const std::uint16_t k_variant_parts[];  // of each row of variants.def NOLINT(modernize-avoid-c-arrays)
extern const std::uint16_t k_go_slow, k_after_call, k_after_construct;  // in k_parts
extern const void* const k_addresses[];
extern const char* const k_address_names[];  // as the linker knows them

}  // namespace orrery::jit
