#pragma once

#include "vm/completion.h"
#include "vm/executable.h"
#include "vm/property_key.h"

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
  std::uint32_t number(int index) const { return static_cast<std::uint32_t>(values_[index]); }
  std::int32_t small(int index) const { return static_cast<std::int32_t>(values_[index]); }
  vm::Value& in(int index) const { return fp_[values_[index]]; }
  vm::Value constant(int index) const { return vm::Value::from_bits(data_[-1 - values_[index]]); }
  vm::PropertyKey key(int index) const { return vm::PropertyKey::from_bits(data_[-1 - values_[index]]); }
  vm::FeedbackWord* feedback(int index) const { return data_ + values_[index]; }

 private:
  vm::Value* fp_;
  vm::FeedbackWord* data_;
  std::int64_t values_[4];
};

/// What an instruction does where its handler has no fast path: one function for each, called like it
/// (`slow_paths::GetNamed`). `acc` is the accumulator; the result is the accumulator after it. For the jumps that compare
/// the result is whether to jump.
struct SlowPaths {
#define OPERAND(type, name)
#define OPCODE(name, accumulator, effects, ...) \
  static vm::Completion<vm::Value> name(vm::Agent& agent, const Operands& operands, vm::Value acc);
#include "bytecode/opcodes.def"
#undef OPCODE
#undef OPERAND
};

}  // namespace orrery::interpreter
