#include "base/terminal_text.h"

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

// RIGHT-TO-LEFT OVERRIDE, by its bytes because linters rightly object to it.
const std::string k_override = {'\xE2', '\x80', '\xAE'};

std::uint32_t cells(const char* text) {
  return ShownCharacter(text).cells();
}

TEST(ShownText, LeavesWhatIsVisible) {
  EXPECT_EQ(shown_text(""), "");
  EXPECT_EQ(shown_text("a é 漢字 😀 e\u0301~"), "a é 漢字 😀 e\u0301~");
}

TEST(ShownText, ShowsWhatIsNot) {
  EXPECT_EQ(shown_text(std::string_view("\0\t\x1B[31m\x7F", 8)), "␀␉␛[31m␡");
  EXPECT_EQ(shown_text("a" + k_override + "b\u200Bc\u0085\uFEFF"), "a<U+202E>b<U+200B>c<U+0085><U+FEFF>");
  EXPECT_EQ(shown_text("\xED\xA0\xBD|\U000E0041"), "<U+D83D>|<U+E0041>");
}

TEST(ShownText, IsCutToItsWidth) {
  EXPECT_EQ(shown_text("abcdef", 6), "abcdef");
  EXPECT_EQ(shown_text("abcdefg", 6), "abcde…");
  EXPECT_EQ(shown_text("漢字漢字", 8), "漢字漢字");
  EXPECT_EQ(shown_text("漢字漢字", 7), "漢字漢…");
  EXPECT_EQ(shown_text("漢字漢字", 6), "漢字…");
  EXPECT_EQ(shown_text("abc\x1B" + k_override, 6), "abc␛…");
}

TEST(ShownCharacter, KnowsItsWidth) {
  EXPECT_EQ(cells("a"), 1U);
  EXPECT_EQ(cells("é"), 1U);
  EXPECT_EQ(cells("…"), 1U);
  EXPECT_EQ(cells("漢"), 2U);
  EXPECT_EQ(cells("😀"), 2U);
  EXPECT_EQ(cells("ｆ"), 2U);
  EXPECT_EQ(cells("\u0301"), 0U);
  EXPECT_EQ(cells("\x1B"), 1U);
  EXPECT_EQ(cells(k_override.c_str()), 8U);
  EXPECT_EQ(cells("\U000E0041"), 9U);
}

}  // namespace
}  // namespace orrery::base
