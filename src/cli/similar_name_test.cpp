#include "cli/similar_name.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

constexpr std::string_view k_none = "(none)";

std::string similar(std::string_view written) {
  const std::vector<std::string> names = {"run",    "replay",   "repl", "ast",
                                          "tokens", "bytecode", "help", "--time-limit"};
  return similar_name(written, names).value_or(std::string(k_none));
}

TEST(SimilarName, LettersMayBeChangedLeftOutAddedOrSwapped) {
  EXPECT_EQ(similar("rin"), "run");
  EXPECT_EQ(similar("rnu"), "run");
  EXPECT_EQ(similar("runn"), "run");
  EXPECT_EQ(similar("ru"), "run");
  EXPECT_EQ(similar("tokns"), "tokens");
  EXPECT_EQ(similar("bytcoed"), "bytecode");
  EXPECT_EQ(similar("--timelimit"), "--time-limit");
  EXPECT_EQ(similar("--tmie-limti"), "--time-limit");
}

TEST(SimilarName, TheNearestIsMeant) {
  EXPECT_EQ(similar("repla"), "replay");
  EXPECT_EQ(similar("rep"), "repl");
  EXPECT_EQ(similar("run"), "run");
}

TEST(SimilarName, OthersAreNotNear) {
  EXPECT_EQ(similar(""), k_none);
  EXPECT_EQ(similar("x"), k_none);
  EXPECT_EQ(similar("ran away"), k_none);
  EXPECT_EQ(similar("rxy"), k_none);
  EXPECT_EQ(similar("nonsense"), k_none);
  EXPECT_EQ(similar("--time-limit-of-it"), k_none);
  EXPECT_EQ(similar(std::string(1'000'000, 'r')), k_none);
  EXPECT_EQ(similar_name("run", {}), std::nullopt);
}

}  // namespace
}  // namespace orrery::cli
