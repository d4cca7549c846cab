#include "cli/trace/line_watch.h"

#include <gtest/gtest.h>

namespace orrery::cli {

namespace {

namespace events = trace::trace_events;

constexpr std::string_view k_source = "first();\nagain();\nthird();";

LineWatch watch_of(std::uint32_t line) {
  LineWatch watch(SourceLine{.file = "a.js", .line = line});
  watch.on(events::Script{.script = 1, .url = {1, "/home/me/a.js"}, .source = k_source});
  watch.on(events::Function{.function = 1, .script = 1, .end = k_source.size()});
  for (std::uint64_t turn = 0; turn < 3; turn++) {
    watch.on(events::TurnBegin{.turn = turn});
    watch.on(events::Enter{.function = 1});
    watch.on(events::Statement{.start = turn * 9, .end = turn * 9 + 8});
    watch.on(events::Leave{});
    watch.on(events::TurnEnd{.turn = turn});
  }
  return watch;
}

TEST(LineWatch, FindsTheTurnInWhichALineIsReached) {
  for (std::uint32_t line = 1; line <= 3; line++) {
    const LineWatch watch = watch_of(line);
    ASSERT_TRUE(watch.found()) << line;
    EXPECT_EQ(watch.found()->turn, line - 1);
    EXPECT_EQ(watch.turns(), 3U);
  }
}

TEST(LineWatch, SaysWhatIsMissing) {
  EXPECT_FALSE(watch_of(4).found());
  EXPECT_TRUE(watch_of(4).knows_file());
  EXPECT_FALSE(LineWatch(SourceLine{.file = "b.js", .line = 1}).knows_file());
}

TEST(SourceLine, Texts) {
  const auto line = SourceLine::parse("lib/a.js:12");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->text(), "lib/a.js:12");
  for (const char* text : {"", "a.js", "a.js:", ":3", "a.js:0", "a.js:x", "a.js:-1", "a.js:99999999999"})
    EXPECT_FALSE(SourceLine::parse(text)) << text;
}

TEST(SourceLine, Files) {
  const SourceLine line{.file = "lib/a.js", .line = 1};
  EXPECT_TRUE(line.is_file("/home/me/lib/a.js"));
  EXPECT_TRUE(line.is_file("file:///home/me/lib/a.js"));
  EXPECT_TRUE(line.is_file("lib/a.js"));
  EXPECT_FALSE(line.is_file("/home/me/mylib/a.js"));
  EXPECT_FALSE(line.is_file("/home/me/a.js"));
  EXPECT_TRUE((SourceLine{.file = "./a.js", .line = 1}).is_file("/home/me/a.js"));
}

}  // namespace

}  // namespace orrery::cli
