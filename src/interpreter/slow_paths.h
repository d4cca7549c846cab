#pragma once

#include <cstdint>

#include "bytecode/code_block.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/functions/executable.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::interpreter {

/// An instruction's operands as a slow path sees them, whichever tier calls it.
class Operands {
 public:
  Operands(vm::Value* fp, vm::FeedbackWord* data, std::int64_t a = 0, std::int64_t b = 0, std::int64_t c = 0,
           std::int64_t d = 0)
      : fp_(fp), data_(data), values_{a, b, c, d} {}

  vm::Value* fp() const { return fp_; }
  vm::Executable* executable() const {
    return static_cast<vm::Executable*>(fp_[vm::FrameWords::k_executable].as_cell());
  }
  const bytecode::CodeBlock& code() const { return executable()->code(); }
  /// The constant of a kind that is read from the code block: Declarations, TemplateLiteral, ScopeReference…
  template <typename T>
  const T& code_constant(int index) const {
    return std::get<T>(code().constants[number(index)]);
  }
  std::uint32_t number(int index) const { return static_cast<std::uint32_t>(values_[index]); }
  std::int32_t small(int index) const { return static_cast<std::int32_t>(values_[index]); }
  vm::Value& in(int index) const { return fp_[values_[index]]; }
  vm::Value constant(int index) const { return vm::Value::from_bits(data_[-1 - values_[index]]); }
  /// Of a constant that is a name, never an index: an atom, and so the key.
  vm::PropertyKey key(int index) const { return vm::PropertyKey::from_bits(data_[-1 - values_[index]]); }
  vm::FeedbackWord* feedback(int index) const { return data_ + values_[index]; }

 private:
  vm::Value* fp_;
  vm::FeedbackWord* data_;
  std::int64_t values_[4];  // NOLINT(modernize-use-default-member-init): they are not constant
};

/// What a slow path gives instead of a value where the frame changes. No values of the language.
struct Control {
  /// A frame for a function in bytecode lies ready, and execution.fp is it; its return pc is not set yet. The
  /// instruction's result is what that function returns.
  static constexpr std::uint64_t k_enter = 0x42;
  /// The frame ends, or is suspended, with execution.result (which may be Thrown).
  static constexpr std::uint64_t k_return = 0x52;
  /// Goes to the instruction's jump target with execution.result in the accumulator.
  static constexpr std::uint64_t k_jump = 0x62;
  static vm::Value enter() { return vm::Value::from_bits(k_enter); }
  static vm::Value end_frame() { return vm::Value::from_bits(k_return); }
  static vm::Value jump() { return vm::Value::from_bits(k_jump); }
};

/// What an instruction does where its handler has no fast path: one function for each, called like it
/// (`SlowPaths::GetNamed`). `acc` is the accumulator; the result is the accumulator after it: an instruction
/// that does not write it gives `acc` back. For jumps that only test (JumpIf…, JumpLoop) the result is
/// whether to jump; others with a jump target give Control::jump() to jump.
struct SlowPaths {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) \
  static vm::Completion<vm::Value> name(vm::Agent& agent, const Operands& operands, vm::Value acc);
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
};

}  // namespace orrery::interpreter
