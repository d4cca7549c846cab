#include "base/byte_block.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

template <typename Question>
std::uint64_t ask_each_byte(const std::string& text, Question question) {
  std::uint64_t answer = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    answer |= std::uint64_t{question(static_cast<unsigned char>(text[i]))} << i;
  return answer;
}

void expect_right_answers(const std::string& text) {
  const ByteBlock block(text.data());
  for (const int wanted : {0x00, 0x01, 0x0A, 0x0D, 0x7F, 0x80, 0xA8, 0xE2, 0xFF}) {
    ASSERT_EQ(block.equal_to(static_cast<std::uint8_t>(wanted)),
              ask_each_byte(text, [wanted](int byte) { return byte == wanted; }));
  }
  const std::uint64_t non_ascii = ask_each_byte(text, [](int byte) { return byte >= 0x80; });
  ASSERT_EQ(block.non_ascii(), non_ascii);
  ASSERT_EQ(block.has_non_ascii(), non_ascii != 0);
  ASSERT_EQ(block.continuations(), ask_each_byte(text, [](int byte) { return byte >= 0x80 && byte < 0xC0; }));
  ASSERT_EQ(block.four_byte_leads(), ask_each_byte(text, [](int byte) { return byte >= 0xF0; }));
}

TEST(ByteBlock, AnswersForEveryByteAtEveryPlace) {
  for (std::size_t place = 0; place < ByteBlock::k_size; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(ByteBlock::k_size, 'a');
      text[place] = static_cast<char>(byte);
      expect_right_answers(text);
    }
  }
}

TEST(ByteBlock, AnswersForRandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 10'000; ++round) {
    std::string text(ByteBlock::k_size, '\0');
    for (char& byte : text) byte = static_cast<char>(random());
    expect_right_answers(text);
  }
}

TEST(ByteBlock, PartialBlocksEndInZeros) {
  const std::string text(ByteBlock::k_size, '\xFF');
  for (std::size_t size = 0; size <= ByteBlock::k_size; ++size) {
    const ByteBlock block = ByteBlock::partial(text.data(), size);
    EXPECT_EQ(block.equal_to(0xFF), low_bits(size));
    EXPECT_EQ(block.equal_to(0), ~low_bits(size));
  }
}

}  // namespace
}  // namespace orrery::base
