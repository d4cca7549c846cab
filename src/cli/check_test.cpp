#include "cli/check.h"

#include <gtest/gtest.h>

#include "cli/read_source.h"

namespace orrery::cli {
namespace {

using syntax::Goal;

TEST(Check, TakesTheGoalFromTheFileName) {
  EXPECT_EQ(goal_for("a/b.mjs", std::nullopt), Goal::Module);
  EXPECT_EQ(goal_for("a.js", std::nullopt), Goal::Script);
  EXPECT_EQ(goal_for("mjs", std::nullopt), Goal::Script);
  EXPECT_EQ(goal_for("a.js", Goal::Module), Goal::Module);
}

TEST(Check, GivesOneLineForEachSource) {
  EXPECT_EQ(batch_verdict("a + b", {.goal = Goal::Script}), "ok");
  EXPECT_EQ(batch_verdict("", {.goal = Goal::Module}), "ok");
  const std::string verdict = batch_verdict("a;\n  not ok", {.goal = Goal::Script});
  EXPECT_TRUE(verdict.starts_with("error 2:7 ")) << verdict;
  EXPECT_EQ(verdict.find('\n'), std::string::npos);
}

TEST(Check, FindsTheSameErrorsLazily) {
  EXPECT_NE(batch_verdict("function f() { return 08n; }", {.goal = Goal::Script, .lazy_functions = true}),
            "ok");
}

}  // namespace
}  // namespace orrery::cli
