#include "bytecode/instruction_text.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bytecode/test_code.h"

namespace orrery::bytecode {
namespace {

/// `LABEL|NAME|OPERANDS|COMMENT` for each instruction.
std::vector<std::string> texts(const CodeBlock& block) {
  InstructionTexts texts(block);
  std::vector<std::string> all;
  for (const Instruction& instruction : Instructions(block.code)) {
    const InstructionText text = texts.next(instruction);
    all.push_back(text.label + "|" + text.name + "|" + plain_text(text.operands) + "|" +
                  plain_text(text.comment));
  }
  return all;
}

TEST(InstructionText, HasPartsThatNeedNoParsing) {
  TestCode code;
  const auto message = code.text("a │ b ; c");
  code.emit(Opcode::LoadConstant, {message});
  const auto leave = code.emit(Opcode::JumpIfFalse, {0});
  code.emit(Opcode::ThrowError, {5, message}, true);
  code.set_target(leave, code.here());
  code.emit(Opcode::Return);
  EXPECT_EQ(texts(code.block),
            (std::vector<std::string>{R"(|LoadConstant|k0|value "a │ b ; c")", "|JumpIfFalse|L1 -> 0018|",
                                      R"(|Wide ThrowError|kind 5, k0|kind TypeError, message "a │ b ; c")",
                                      "L1|Return||"}));
}

TEST(InstructionText, KnowsLabelsOfOffsets) {
  TestCode code;
  code.block.handlers.push_back({0, 1, 1, Handler::Kind::Catch});
  code.emit(Opcode::LoadUndefined);
  code.emit(Opcode::Return);
  const InstructionTexts texts(code.block);
  EXPECT_EQ(texts.label(0), "");
  EXPECT_EQ(texts.label(1), "L1");
}

TEST(InstructionText, GivesFactsOfAllOfTheCode) {
  TestCode code;
  code.block.header.is_strict = true;
  code.emit(Opcode::Return);
  EXPECT_EQ(facts_text(code.block), "strict, 2 parameters, 20 registers, 1 byte");
}

}  // namespace
}  // namespace orrery::bytecode
