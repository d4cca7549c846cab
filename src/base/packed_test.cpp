#include "base/packed.h"

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

TEST(PackedTest, IsReadAsItWasWritten) {
  std::string bytes;
  const std::uint64_t numbers[] = {0, 1, 127, 128, 300, std::uint64_t{1} << 63, UINT64_MAX};
  const std::int64_t signed_numbers[] = {0, -1, 1, 64, -65, INT64_MIN, INT64_MAX};
  for (const std::uint64_t number : numbers) append_packed(bytes, number);
  for (const std::int64_t number : signed_numbers) append_packed_signed(bytes, number);
  append_word(bytes, std::uint32_t{0x01020304});
  append_packed_text(bytes, "text");
  PackedReader reader(bytes);
  for (const std::uint64_t number : numbers) EXPECT_EQ(reader.number(), number);
  for (const std::int64_t number : signed_numbers) EXPECT_EQ(reader.signed_number(), number);
  EXPECT_EQ(reader.word<std::uint32_t>(), 0x01020304u);
  EXPECT_EQ(reader.text(), "text");
  EXPECT_TRUE(reader.is_at_end());
  EXPECT_FALSE(reader.is_broken());
}

TEST(PackedTest, SmallNumbersAreShort) {
  std::string bytes;
  append_packed(bytes, 127);
  append_packed_signed(bytes, -64);
  EXPECT_EQ(bytes, "\x7f\x7f");
}

TEST(PackedTest, WhatIsNoNumberIsBroken) {
  for (const std::string_view bytes : {std::string_view(""), std::string_view("\x80"),
                                       std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"),
                                       std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x81\x01")}) {
    PackedReader reader(bytes);
    EXPECT_EQ(reader.number(), 0u);
    EXPECT_TRUE(reader.is_broken());
  }
}

TEST(PackedTest, WhatGoesOnBehindTheEndIsBroken) {
  PackedReader text("\x05half");
  EXPECT_EQ(text.text(), "");
  EXPECT_TRUE(text.is_broken());
  PackedReader word("123");
  EXPECT_EQ(word.word<std::uint32_t>(), 0u);
  EXPECT_TRUE(word.is_broken());
  PackedReader huge("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01 ");
  EXPECT_EQ(huge.text(), "");
  EXPECT_TRUE(huge.is_broken());
}

}  // namespace
}  // namespace orrery::base
