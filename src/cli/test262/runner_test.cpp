#include "cli/test262/runner.h"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/test262/report.h"
#include "cli/test262/suite.h"
#include "host/files/files.h"

namespace orrery::cli {
namespace {

namespace fs = std::filesystem;

/// A suite of a few files in a folder of its own.
class Test262RunnerTest : public ::testing::Test {
 protected:
  Test262RunnerTest() {
    std::string name = (fs::temp_directory_path() / "orrery-test262-XXXXXX").native();
    root_ = ::mkdtemp(name.data());
    fs::create_directories(fs::path(root_) / "harness");
    add("language/passes.js", "description: both modes");
    add("language/fails-strict.js", "features: [let]");
    add("language/crashes-strict.js", "flags: [onlyStrict]");
    add("language/crashes.js", "description: in its first mode");
    add("language/skipped.js", "features: [let, decorators]");
    add("language/module_FIXTURE.js", "flags: [module]");
    add("annexB/odd.js", "flags: [unheard-of]");
    add("staging/new.js", "description: not looked at");
  }
  ~Test262RunnerTest() override { fs::remove_all(root_); }

  void add(const std::string& path, const std::string& yaml) {
    const fs::path file = fs::path(root_) / "test" / path;
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(host::write_file(file.native(), "/*---\n" + yaml + "\n---*/\n").has_value());
  }

  TestFiles find(std::vector<std::string> patterns) const {
    auto files = find_tests(root_, {std::move(patterns)});
    EXPECT_TRUE(files.has_value()) << files.error().message;
    return files.value_or(TestFiles{{}, false});
  }

  std::string root_;
};

/// Judges a test by its name.
class NameExecutor final : public TestExecutor {
 public:
  Verdict run(const TestCase& test) override {
    if (test.path.find("crashes") != std::string_view::npos) ::_exit(3);
    if (test.path.find("fails-strict") != std::string_view::npos && test.mode == TestMode::Strict)
      return {false, "as its name says"};
    return {true, {}};
  }
};

TEST_F(Test262RunnerTest, FindsTestsWithoutFixturesAndStaging) {
  const TestFiles all = find({});
  EXPECT_TRUE(all.is_whole_suite);
  EXPECT_EQ(all.paths, (std::vector<std::string>{"annexB/odd.js", "language/crashes-strict.js",
                                                 "language/crashes.js", "language/fails-strict.js",
                                                 "language/passes.js", "language/skipped.js"}));
}

TEST_F(Test262RunnerTest, SelectsByFolderFileAndPattern) {
  EXPECT_EQ(find({"annexB"}).paths, std::vector<std::string>{"annexB/odd.js"});
  EXPECT_EQ(find({"test/annexB/"}).paths, std::vector<std::string>{"annexB/odd.js"});
  EXPECT_EQ(find({"language/passes.js", "*/odd.js"}).paths,
            (std::vector<std::string>{"annexB/odd.js", "language/passes.js"}));
  EXPECT_FALSE(find({"annexB"}).is_whole_suite);
  EXPECT_FALSE(find_tests(root_, {{"annex"}}).has_value());
  EXPECT_FALSE(find_tests(root_ + "/test", {}).has_value());
}

TEST_F(Test262RunnerTest, SamplesEvenly) {
  const auto sample = [&](std::size_t count, std::size_t percent) {
    const auto files = find_tests(root_, {.sample = count, .sample_percent = percent});
    EXPECT_FALSE(files->is_whole_suite);
    return files->paths;
  };
  EXPECT_EQ(sample(2, 0), (std::vector<std::string>{"annexB/odd.js", "language/fails-strict.js"}));
  EXPECT_EQ(sample(0, 34), sample(2, 0));
  EXPECT_EQ(sample(0, 1), std::vector<std::string>{"annexB/odd.js"});
}

TEST_F(Test262RunnerTest, CountsLibrariesOfTheirOwnApart) {
  add("intl402/collator.js", "description: skipped");
  NameExecutor executor;
  const auto results = run_tests(root_, find({"intl402", "language"}).paths, executor, {.workers = 1});
  ASSERT_TRUE(results.has_value());
  EXPECT_EQ(count_all(*results).skipped, 2u);
  EXPECT_EQ(count_all_but_separate(*results).skipped, 1u);
  EXPECT_EQ(format_skipped(count_skipped(*results)),
            "skipped 1 of decorators: a proposal at stage 3, not part of ECMAScript 2026\n"
            "skipped 1 of intl402: ECMA-402 is not written yet\n");
}

TEST_F(Test262RunnerTest, JudgesEachModeAndSurvivesCrashes) {
  NameExecutor executor;
  const auto results = run_tests(root_, find({}).paths, executor, {.workers = 2});
  ASSERT_TRUE(results.has_value());
  EXPECT_EQ(format_failures(*results),
            "annexB/odd.js (sloppy): unknown flag: unheard-of\n"
            "language/crashes-strict.js (strict): crashed: exit status 3\n"
            "language/crashes.js (sloppy): crashed: exit status 3\n"
            "language/crashes.js (strict): not run: the mode before it ended the worker\n"
            "language/fails-strict.js (strict): as its name says\n");
  EXPECT_EQ(format_json(count_by_area(*results)),
            "{\n"
            "  \"annexB\": {\"passed\": 0, \"failed\": 1, \"skipped\": 0},\n"
            "  \"language\": {\"passed\": 1, \"failed\": 3, \"skipped\": 1}\n"
            "}\n");
  const Tally let = count_by_feature(*results)["let"];
  EXPECT_EQ(let.failed, 1u);
  EXPECT_EQ(let.skipped, 1u);
}

TEST(Test262Report, RoundsRatesDown) {
  EXPECT_EQ(format_rate({.passed = 99'999, .failed = 1}), "99.99%");
  EXPECT_EQ(format_rate({.passed = 2, .failed = 0, .skipped = 1}), "66.66%");
  EXPECT_EQ(format_rate({.passed = 7}), "100.00%");
  EXPECT_EQ(format_rate({}), "-");
}

TEST(Test262Report, LimitsSurprises) {
  Surprises surprises;
  for (const char* path : {"a.js", "b.js", "c.js"}) surprises.passes.push_back({path, TestMode::Strict});
  EXPECT_EQ(format_surprises(surprises, {}, 1), "unexpected pass: a.js (strict)\n... and 2 more like it\n");
}

}  // namespace
}  // namespace orrery::cli
