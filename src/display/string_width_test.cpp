#include "display/string_width.h"

#include <gtest/gtest.h>

namespace orrery::display {
namespace {

TEST(StringWidthTest, CountsColumns) {
  EXPECT_EQ(string_width(""), 0U);
  EXPECT_EQ(string_width("plain"), 5U);
  EXPECT_EQ(string_width("tab\there"), 7U);
  EXPECT_EQ(string_width("한글"), 4U);
  EXPECT_EQ(string_width("ｗ"), 2U);
  EXPECT_EQ(string_width("e\u0301"), 1U);
  EXPECT_EQ(string_width("\u1100\u1161"), 2U);  // one syllable, composed
  EXPECT_EQ(string_width("😀"), 2U);
  EXPECT_EQ(string_width("a\u200bb"), 2U);
  EXPECT_EQ(string_width("\xed\xa0\x80"), 1U);  // a lone surrogate
}

TEST(StringWidthTest, LeavesOutEscapes) {
  EXPECT_EQ(string_width("\x1b[31mred\x1b[39m"), 3U);
  EXPECT_EQ(string_width("\x1b[31mred", false), 7U);
  EXPECT_EQ(without_escapes("\x1b[1;31mred\x1b[0m and \x1b[38;5;200mpink"), "red and pink");
  EXPECT_EQ(without_escapes("\x1b]8;;http://a/\x07link\x1b]8;;\x1b\\"), "link");
  EXPECT_EQ(without_escapes("\xc2\x9b"
                            "2Kline"),
            "line");
}

TEST(StringWidthTest, MindsEscapesThatAreCutOff) {
  EXPECT_EQ(without_escapes("a\x1b"), "a\x1b");
  EXPECT_EQ(without_escapes("a\x1b["), "a\x1b[");
  EXPECT_EQ(without_escapes("\x1b]unended"), "nended");
}

}  // namespace
}  // namespace orrery::display
