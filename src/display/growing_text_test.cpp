#include "display/growing_text.h"

#include <cstddef>
#include <string>

#include <gtest/gtest.h>

namespace orrery::display {
namespace {

TEST(GrowingText, GrowsAtBothEnds) {
  GrowingText text(std::string("middle"));
  std::string expected = "middle";
  for (int i = 0; i < 100; i++) {
    const std::string number = std::to_string(i);
    text.prepend("<" + number + " ");
    text.append(" " + number + ">");
    expected.insert(0, "<" + number + " ").append(" " + number + ">");
    ASSERT_EQ(text.view(), expected);
    ASSERT_EQ(text.size(), expected.size());
  }
  EXPECT_EQ(text.take(), expected);
  EXPECT_EQ(text.size(), 0U);
}

TEST(GrowingText, BeginsEmpty) {
  GrowingText text;
  text.prepend("a");
  text.prepend("");
  text.append("b");
  EXPECT_EQ(text.take(), "ab");
}

TEST(GrowingText, IsHardlyEverCopied) {
  // Quadratic, this would take minutes.
  GrowingText text;
  for (std::size_t i = 0; i < 2'000'000; i++) {
    text.prepend("[");
    text.append("]");
  }
  EXPECT_EQ(text.size(), 4'000'000U);
}

}  // namespace
}  // namespace orrery::display
