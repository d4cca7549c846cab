#include "cli/check.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

using syntax::Goal;

TEST(Check, TakesTheGoalFromTheFileName) {
  EXPECT_EQ(goal_of_file("a/b.mjs"), Goal::Module);
  EXPECT_EQ(goal_of_file("a.js"), Goal::Script);
  EXPECT_EQ(goal_of_file("mjs"), Goal::Script);
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
