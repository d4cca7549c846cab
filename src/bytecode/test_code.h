#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code_block.h"
#include "bytecode/instruction.h"
#include "bytecode/operand_meaning.h"
#include "bytecode/reader.h"

// For tests: code blocks made by hand, sound ones and others.

namespace orrery::bytecode {

class TestProgram : public Program {
 public:
  explicit TestProgram(std::string source) : source_(std::move(source)) {}

  StringId add(std::string text) {
    strings_.push_back(std::move(text));
    return static_cast<StringId>(strings_.size() - 1);
  }

  std::string_view string(StringId id) const override { return strings_[static_cast<std::size_t>(id)]; }
  std::uint32_t string_count() const override { return static_cast<std::uint32_t>(strings_.size()); }
  std::string_view source() const override { return source_; }
  std::string_view file_name() const override { return "test.js"; }

 private:
  std::string source_;
  std::vector<std::string> strings_ = {""};  // StringId::none
};

class TestCode {
 public:
  /// A function with two parameters and 20 registers, a position at its beginning, and no code.
  explicit TestCode(std::string source = "first\nsecond\nthird\n")
      : program_(std::make_shared<TestProgram>(std::move(source))) {
    block.program = program_;
    block.header.parameter_count = 2;
    block.register_count = 20;
    block.positions = {{0, 0, 5}};
  }

  /// \param operands  all of them, jumps as distances
  /// \return the instruction's offset
  std::uint32_t emit(Opcode opcode, std::initializer_list<std::int64_t> operands = {}, bool is_wide = false) {
    const std::uint32_t offset = here();
    if (is_wide) block.code.push_back(static_cast<std::uint8_t>(Opcode::Wide));
    block.code.push_back(static_cast<std::uint8_t>(opcode));
    std::size_t i = 0;
    for (std::int64_t operand : operands) {
      const std::size_t width = is_wide ? 4 : narrow_width(info(opcode).operands[i++].type);
      for (std::size_t byte = 0; byte < width; ++byte)
        block.code.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(operand) >> (8 * byte)));
    }
    return offset;
  }
  std::uint32_t here() const { return static_cast<std::uint32_t>(block.code.size()); }
  /// Lets the narrow jump at `offset`, whose last operand is its target, lead to `target`.
  void set_target(std::uint32_t offset, std::uint32_t target) {
    const std::uint32_t end = decode(block.code, offset)->end();
    const std::uint32_t distance = target - offset;
    for (std::size_t byte = 0; byte < 4; ++byte)
      block.code[end - 4 + byte] = static_cast<std::uint8_t>(distance >> (8 * byte));
  }

  StringId string(std::string text) { return program_->add(std::move(text)); }
  std::uint32_t constant(Constant constant) {
    block.constants.push_back(std::move(constant));
    return static_cast<std::uint32_t>(block.constants.size() - 1);
  }
  std::uint32_t text(std::string text) { return constant(string(std::move(text))); }
  /// A feedback site for an instruction. \return its first word
  std::uint32_t feedback(Opcode opcode) {
    const std::uint32_t word = block.feedback_word_count;
    block.feedback.push_back({word, *feedback_kind(opcode)});
    block.feedback_word_count += feedback_words(block.feedback.back().kind);
    return word;
  }

  CodeBlock block;

 private:
  std::shared_ptr<TestProgram> program_;
};

inline ScopeVariable variable_in_register(StringId name, std::uint32_t index) {
  return {name, index, ScopeVariable::Place::Register, false, false, false};
}
inline ScopeVariable constant_in_slot(StringId name, std::uint32_t index) {
  return {name, index, ScopeVariable::Place::Slot, true, true, false};
}
/// Of kind Block. Without an environment it has no slots.
inline Scope make_scope(std::uint32_t start, std::uint32_t end, std::uint32_t parent = Scope::k_none,
                        std::uint32_t environment = Scope::k_none, std::uint32_t slot_count = 0) {
  Scope scope;
  scope.start = start;
  scope.end = end;
  scope.parent = parent;
  scope.environment = environment;
  scope.slot_count = slot_count;
  return scope;
}

}  // namespace orrery::bytecode
