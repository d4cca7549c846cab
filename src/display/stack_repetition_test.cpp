#include "display/stack_repetition.h"

#include <gtest/gtest.h>

namespace orrery::display {
namespace {

std::vector<std::string> frames_of(std::string_view letters) {
  std::vector<std::string> frames;
  for (const char c : letters) frames.emplace_back(1, c);
  return frames;
}

std::string repeated(std::string_view letters) {
  std::string text;
  for (const auto& [start, length, count] : repeated_frames(frames_of(letters)))
    text += std::to_string(start) + ":" + std::to_string(length) + "x" + std::to_string(count) + " ";
  return text;
}

TEST(StackRepetitionTest, FindsRecursion) {
  EXPECT_EQ(repeated("abcdef"), "");
  EXPECT_EQ(repeated("aaaaaaaab"), "1:1x7 ");
  EXPECT_EQ(repeated("abababababx"), "2:2x4 ");
  EXPECT_EQ(repeated("xabcabcabcy"), "4:3x2 ");
}

TEST(StackRepetitionTest, LeavesShortRunsAlone) {
  EXPECT_EQ(repeated("aabbccdd"), "");
  EXPECT_EQ(repeated(""), "");
}

TEST(StackRepetitionTest, FindsWhatTwoStacksShare) {
  const SharedFrames shared = shared_frames(frames_of("xyabcde"), frames_of("qabcde"));
  EXPECT_EQ(shared.start, 2U);
  EXPECT_EQ(shared.length, 5U);
  EXPECT_EQ(shared_frames(frames_of("abc"), frames_of("abc")).length, 0U);
  EXPECT_EQ(shared_frames({}, {}).length, 0U);
}

}  // namespace
}  // namespace orrery::display
