#include "cli/machine_code/disassembler.h"

#include <utility>

#include <gtest/gtest.h>

namespace orrery::cli {

namespace {

class DisassemblerTest : public testing::Test {
 protected:
  void SetUp() override {
    auto disassembler = Disassembler::create();
    if (!disassembler) GTEST_SKIP() << disassembler.error().message;
    disassembler_ = *std::move(disassembler);
  }

  /// One instruction as text.
  std::string text_of(const std::vector<std::uint8_t>& code, const Disassembler::Names& names = {}) {
    const std::vector<Disassembler::Line> lines = disassembler_->lines(code, 0x10, names);
    return lines.size() == 1 ? lines[0].text : "";
  }

  std::unique_ptr<Disassembler> disassembler_;
};

}  // namespace

TEST_F(DisassemblerTest, ShowsNamesInsteadOfNumbers) {
  EXPECT_EQ(text_of({0x8B, 0x8F, 8, 0, 0, 0}), "mov ecx, [rdi+0x08]");
  EXPECT_EQ(text_of({0x8B, 0x8F, 8, 0, 0, 0}, {{2, "f1"}}), "mov ecx, [rdi+f1]");
  EXPECT_EQ(text_of({0xBE, 7, 0, 0, 0}, {{1, "k0"}}), "mov esi, k0");
  EXPECT_EQ(text_of({0xE9, 0, 0, 0, 0}, {{1, "@0012"}}), "jmp @0012");
  // And where jumps within the code go.
  EXPECT_EQ(text_of({0xEB, 2}), "jmp +0014");
}

TEST_F(DisassemblerTest, ShowsNamesOfZeros) {
  EXPECT_EQ(text_of({0x3B, 0x8F, 0, 0, 0, 0}), "cmp ecx, [rdi]");
  EXPECT_EQ(text_of({0x3B, 0x8F, 0, 0, 0, 0}, {{2, "f0"}}), "cmp ecx, [rdi+f0]");
  EXPECT_EQ(text_of({0x3B, 0x8F, 8, 0, 0, 0}, {{2, "f0+8"}}), "cmp ecx, [rdi+f0+8]");
  EXPECT_EQ(text_of({0x89, 0x84, 0x8F, 0, 0, 0, 0}, {{3, "r0"}}), "mov [rdi+rcx*4+r0], eax");
  // A displacement and an immediate: each has its own name, or none.
  EXPECT_EQ(text_of({0xC7, 0x87, 0, 0, 0, 0, 0, 0, 0, 0}, {{2, "r0"}, {6, "5"}}),
            "mov dword ptr [rdi+r0], 5");
  EXPECT_EQ(text_of({0xC7, 0x87, 0, 0, 0, 0, 0, 0, 0, 0}, {{6, "5"}}), "mov dword ptr [rdi], 5");
  // There is no displacement here, whatever lies at the offset that it would have.
  EXPECT_EQ(text_of({0x3B, 0x0F}, {{0, "f0"}}), "cmp ecx, [rdi]");
}

TEST_F(DisassemblerTest, ShowsBytesThatAreNoInstruction) {
  EXPECT_EQ(text_of({0x06}), "db 0x06");
}

}  // namespace orrery::cli
