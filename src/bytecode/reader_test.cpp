#include "bytecode/reader.h"

#include <iterator>
#include <vector>

#include <gtest/gtest.h>

#include "bytecode/test_code.h"

namespace orrery::bytecode {
namespace {

std::vector<Opcode> opcodes(std::span<const std::uint8_t> code) {
  std::vector<Opcode> result;
  for (const Instruction& instruction : Instructions(code)) result.push_back(instruction.opcode());
  return result;
}

TEST(Reader, DecodesNarrowOperands) {
  TestCode code;
  code.emit(Opcode::GetNamed, {200, 0x1234, 0xFFFE});
  const auto instruction = decode(code.block.code, 0);
  ASSERT_TRUE(instruction.has_value());
  EXPECT_EQ(instruction->opcode(), Opcode::GetNamed);
  EXPECT_EQ(instruction->operand_count(), 3U);
  EXPECT_EQ(instruction->value(0), 200U);
  EXPECT_EQ(instruction->value(1), 0x1234U);
  EXPECT_EQ(instruction->value(2), 0xFFFEU);
  EXPECT_EQ(instruction->end(), 6U);
  EXPECT_FALSE(instruction->is_wide());
}

TEST(Reader, DecodesWideOperands) {
  TestCode code;
  code.emit(Opcode::Debugger);
  code.emit(Opcode::AddSmall, {-70'000, 0x12345678}, true);
  const auto instruction = decode(code.block.code, 1);
  ASSERT_TRUE(instruction.has_value());
  EXPECT_TRUE(instruction->is_wide());
  EXPECT_EQ(instruction->offset(), 1U);
  EXPECT_EQ(instruction->opcode_offset(), 2U);
  EXPECT_EQ(instruction->signed_value(0), -70'000);
  EXPECT_EQ(instruction->value(1), 0x12345678U);
  EXPECT_EQ(instruction->end(), 11U);
}

TEST(Reader, SmallNumbersHaveASign) {
  TestCode code;
  code.emit(Opcode::LoadSmall, {-1});
  EXPECT_EQ(decode(code.block.code, 0)->signed_value(0), -1);
}

TEST(Reader, JumpsCountFromTheOpcode) {
  TestCode code;
  code.emit(Opcode::LoadNull);
  code.emit(Opcode::Jump, {-1});
  code.emit(Opcode::Jump, {10}, true);
  EXPECT_EQ(decode(code.block.code, 1)->jump_target(0), 0);
  EXPECT_EQ(decode(code.block.code, 6)->jump_target(0), 17);
}

TEST(Reader, GoesThroughAllInstructions) {
  TestCode code;
  code.emit(Opcode::LoadSmall, {1});
  code.emit(Opcode::StoreRegister, {3}, true);
  code.emit(Opcode::Return);
  EXPECT_EQ(opcodes(code.block.code),
            (std::vector{Opcode::LoadSmall, Opcode::StoreRegister, Opcode::Return}));
  EXPECT_TRUE(opcodes({}).empty());
}

TEST(Reader, EveryInstructionHasTheSizeInTheTable) {
  for (std::size_t i = 0; i < k_opcode_count; ++i) {
    const auto opcode = static_cast<Opcode>(i);
    if (opcode == Opcode::Wide) continue;
    std::vector<std::uint8_t> code(40, 0);
    code[0] = static_cast<std::uint8_t>(i);
    EXPECT_EQ(decode(code, 0)->end(), info(opcode).size(false)) << info(opcode).name;
    code[0] = static_cast<std::uint8_t>(Opcode::Wide);
    code[1] = static_cast<std::uint8_t>(i);
    EXPECT_EQ(decode(code, 0)->end(), info(opcode).size(true) + 1) << info(opcode).name;
  }
}

TEST(Reader, SaysWhyBytesAreNoInstruction) {
  const auto error = [](std::vector<std::uint8_t> code, std::uint32_t offset = 0) {
    // A copy of exactly this size, for the sanitizer to see what is read.
    return decode(std::vector<std::uint8_t>(code.begin(), code.end()), offset).error();
  };
  const auto wide = static_cast<std::uint8_t>(Opcode::Wide);
  EXPECT_EQ(error({}), DecodeError::Truncated);
  EXPECT_EQ(error({0}, 1), DecodeError::Truncated);
  EXPECT_EQ(error({0}, 0xFFFFFFFF), DecodeError::Truncated);
  EXPECT_EQ(error({wide}), DecodeError::Truncated);
  EXPECT_EQ(error({wide, wide, 0}), DecodeError::WideBeforeWide);
  EXPECT_EQ(error({255}), DecodeError::UnknownOpcode);
  EXPECT_EQ(error({wide, 255}), DecodeError::UnknownOpcode);
  EXPECT_EQ(error({static_cast<std::uint8_t>(Opcode::Jump), 0, 0, 0}), DecodeError::Truncated);
  EXPECT_EQ(error({wide, static_cast<std::uint8_t>(Opcode::LoadSmall), 0, 0, 0}), DecodeError::Truncated);
}

TEST(Reader, StopsAtWhatIsNoInstruction) {
  TestCode code;
  code.emit(Opcode::LoadNull);
  code.block.code.push_back(255);
  code.emit(Opcode::LoadNull);
  EXPECT_EQ(opcodes(code.block.code), std::vector{Opcode::LoadNull});
}

}  // namespace
}  // namespace orrery::bytecode
