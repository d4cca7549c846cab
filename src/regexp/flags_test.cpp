#include <gtest/gtest.h>

#include "regexp/pattern_syntax.h"

namespace orrery::regexp {
namespace {

TEST(ParseFlags, ReadsEveryFlag) {
  EXPECT_EQ(parse_flags("")->bits, 0);
  const auto flags = parse_flags("yvsmigd");
  ASSERT_TRUE(flags);
  for (const Flag flag : {Flag::HasIndices, Flag::Global, Flag::IgnoreCase, Flag::Multiline, Flag::DotAll,
                          Flag::UnicodeSets, Flag::Sticky})
    EXPECT_TRUE(flags->has(flag));
  EXPECT_FALSE(flags->has(Flag::Unicode));
  EXPECT_TRUE(parse_flags("u")->has(Flag::Unicode));
}

TEST(ParseFlags, RejectsUnknownRepeatedAndExclusiveOnes) {
  const auto error_of = [](std::string_view text) { return parse_flags(text).error(); };
  EXPECT_EQ(error_of("gx").message, "Invalid flag");
  EXPECT_EQ(error_of("gx").start, 1u);
  EXPECT_EQ(error_of("g😀").end, 5u);
  EXPECT_EQ(error_of("gig").message, "Repeated flag");
  EXPECT_EQ(error_of("gig").start, 2u);
  EXPECT_EQ(error_of("uu").message, "Repeated flag");
  EXPECT_EQ(error_of("ugv").message, "Flags u and v exclude each other");
  EXPECT_EQ(error_of("vu").start, 1u);
}

}  // namespace
}  // namespace orrery::regexp
