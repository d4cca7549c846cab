#include "cli/run/run_settings.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

TEST(RunSettings, AreReadAsTheyWereWritten) {
  const RunSettings settings{.file = "a\nb c.mjs",
                             .arguments = {"--first", "", "line\nline"},
                             .is_node = false,
                             .kind = ProgramKind::Module,
                             .max_heap = std::size_t{5} << 40,
                             .stack_size = 123456,
                             .colours_output = true,
                             .colours_error = false};
  const std::string text = settings.to_text();
  EXPECT_EQ(text, std::string("kind 2\ncode 0\nprint 0\nnode 0\nmax-heap 5497558138880\nstack-size 123456\n"
                              "virtual-time 0\nuntil 0\nmax-turns 0\n"
                              "colours-output 1\ncolours-error 0\nterminal 0\nfile a\nb c.mjs") +
                      '\0' + "--first" + '\0' + '\0' + "line\nline");
  const base::Result<RunSettings> read = RunSettings::from_text(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->to_text(), text);
  EXPECT_EQ(read->file, "a\nb c.mjs");
  EXPECT_EQ(read->arguments, settings.arguments);
}

TEST(RunSettings, PreloadsAreBesideTheArguments) {
  const RunSettings settings{.file = "a.js", .arguments = {"x"}, .preloads = {"require ./b", "env .env"}};
  const base::Result<RunSettings> read = RunSettings::from_text(settings.to_text());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->preloads, settings.preloads);
  EXPECT_EQ(read->arguments, settings.arguments);
}

TEST(RunSettings, OthersAreRefused) {
  const std::string text = RunSettings{.file = ""}.to_text();
  EXPECT_TRUE(RunSettings::from_text(text));
  for (std::size_t size = 0; size < text.size(); size++)
    EXPECT_FALSE(RunSettings::from_text(text.substr(0, size))) << size;
  EXPECT_FALSE(RunSettings::from_text("kind x\n" + text.substr(text.find('\n') + 1)));
  EXPECT_TRUE(
      RunSettings::from_text(RunSettings{.file = "", .stack_size = RunSettings::k_max_stack_size}.to_text()));
  EXPECT_FALSE(RunSettings::from_text(
      RunSettings{.file = "", .stack_size = RunSettings::k_max_stack_size + 1}.to_text()));
  EXPECT_FALSE(RunSettings::from_text("kind 99999999999999999999\n" + text.substr(text.find('\n') + 1)));
}

TEST(RunSettings, GcIsKeptWhereThereIsOne) {
  EXPECT_EQ(RunSettings{.file = "a"}.to_text().find("gc"), std::string::npos);
  RunSettings settings{.file = "a"};
  settings.exposes_gc = true;
  settings.input = InputSort::Taken;
  std::string text = settings.to_text();
  const base::Result<RunSettings> read = RunSettings::from_text(text);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->exposes_gc);
  EXPECT_EQ(read->to_text(), text);
  text.replace(text.find("expose-gc 1"), 11, "expose-gc 0");
  EXPECT_FALSE(RunSettings::from_text(text));
}

TEST(RunSettings, InputIsKeptWhereThereIsSome) {
  EXPECT_EQ(RunSettings{.file = "a"}.to_text().find("input"), std::string::npos);
  for (const InputSort sort : {InputSort::None, InputSort::Taken, InputSort::KeepsRunning}) {
    RunSettings settings{.file = "a"};
    settings.input = sort;
    const base::Result<RunSettings> read = RunSettings::from_text(settings.to_text());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->input, sort);
    EXPECT_EQ(read->file, "a");
  }
  RunSettings settings{.file = ""};
  settings.input = InputSort::Taken;
  std::string text = settings.to_text();
  text.replace(text.find("input 1"), 7, "input 3");
  EXPECT_FALSE(RunSettings::from_text(text));
}

}  // namespace
}  // namespace orrery::cli
