#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace orrery::bytecode {

/// [DOC] The instructions
///
/// A register machine with an accumulator. An instruction is a byte, the opcode, and its operands one behind
/// the other, little-endian and unaligned; each type of operand has a width of its own, and four bytes if
/// `Wide` stands before the instruction (jumps always have four). A jump's distance is from the opcode's byte
/// (behind a Wide) to the first byte of its target (a Wide, if there is one).
///
/// Frames: register 0 is `this`, 1 to parameter_count the parameters, then variables and temporaries. Right
/// below lies the header, k_frame_header words. A call's registers are laid out so that the callee's frame
/// begins in them and nothing is copied: from its `base` on the header's words, `this`, and the arguments.

enum class Opcode : std::uint8_t {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) name,
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
};
constexpr std::size_t k_opcode_count = 0
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) +1
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
    ;

enum class OperandType : std::uint8_t {
  None,
  In,
  Out,
  InOut,
  Base,
  Constant,
  Slot,
  Feedback,
  Count,
  Small,
  Jump
};

enum class Accumulator : std::uint8_t { None, Reads, Writes, Both };

enum Effects : std::uint8_t { Pure = 0, Throws = 1, RunsJs = 2 | 1, Jumps = 4, Ends = 8, Suspends = 16 };

/// Bytes of an operand without Wide.
constexpr std::size_t narrow_width(OperandType type) {
  switch (type) {
    case OperandType::None:
      return 0;
    case OperandType::Constant:
    case OperandType::Feedback:
      return 2;
    case OperandType::Jump:
      return 4;
    default:
      return 1;
  }
}

struct OperandInfo {
  OperandType type = OperandType::None;
  std::string_view name;
};
constexpr std::size_t k_max_operands = 5;

struct InstructionInfo {
  std::string_view name;
  Accumulator accumulator;
  std::uint8_t effects;
  std::array<OperandInfo, k_max_operands> operands;

  constexpr std::size_t operand_count() const {
    std::size_t count = 0;
    while (count < k_max_operands && operands[count].type != OperandType::None) ++count;
    return count;
  }
  /// In bytes, with the opcode and without a Wide before it.
  constexpr std::size_t size(bool is_wide) const {
    std::size_t bytes = 1;
    for (const OperandInfo& operand : operands)
      bytes += is_wide && operand.type != OperandType::None ? 4 : narrow_width(operand.type);
    return bytes;
  }
};

constexpr std::array<InstructionInfo, k_opcode_count> k_instructions = {{
#define OPERAND(type, name)  \
  OperandInfo {              \
    OperandType::type, #name \
  }
#define OPCODE(name, accumulator, effects, ...) \
  InstructionInfo{#name, Accumulator::accumulator, static_cast<std::uint8_t>(effects), {{__VA_ARGS__}}},
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
}};

constexpr const InstructionInfo& info(Opcode opcode) {
  return k_instructions[static_cast<std::size_t>(opcode)];
}

// Frames and calls
// ------------------------------------------------------------------------------------------------

/// Words of a frame's header, right below register 0, and so the registers that a call leaves free for it.
constexpr std::uint32_t k_frame_header = 7;
/// Where in a call's registers, counted from its base, the compiler puts what it calls.
constexpr std::uint32_t k_new_target_in_call = 5;
constexpr std::uint32_t k_callee_in_call = 6;
constexpr std::uint32_t k_this_in_call = 7;
constexpr std::uint32_t k_arguments_in_call = 8;

// Operands of type Count that are enums
// ---------------------------------------------------------------------------

enum class ErrorKind : std::uint8_t {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError
};
enum class ArgumentsKind : std::uint8_t { Unmapped, Mapped };
enum class FunctionNamePrefix : std::uint8_t { None, Get, Set };
/// What RequireObject complains of.
enum class NotAnObject : std::uint8_t { IteratorResult, IteratorReturnResult, Iterator, ThrowMethodResult };
/// A method's kind, with k_enumerable added for those of object literals.
enum class MethodKind : std::uint8_t { Method, Getter, Setter };
constexpr std::uint32_t k_enumerable_method = 4;
enum class ClassElementKind : std::uint8_t {
  Field,           // key: a property key, or a private name
  AnonymousField,  // the same, whose value is an anonymous function to be called by the key
  PrivateMethod,   // acc: the method
  PrivateGetter,
  PrivateSetter,
  StaticBlock,  // DefineStaticElement only; the key does not matter
};
enum class ResumeMode : std::uint8_t { Next, Throw, Return };
enum class DisposeKind : std::uint8_t { Sync, Async };
enum class ImportPhase : std::uint8_t { Evaluation, Defer, Source };

}  // namespace orrery::bytecode
