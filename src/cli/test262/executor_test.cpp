#include "cli/test262/executor.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

Verdict judge(std::string_view source, TestMode mode = TestMode::Sloppy,
              const Test262Metadata& metadata = {}) {
  return ParseOnlyExecutor().run({"a.js", source, metadata, mode});
}

Verdict judge_negative(std::string_view source, NegativePhase phase, std::string type = "SyntaxError") {
  Test262Metadata metadata;
  metadata.negative = NegativeExpectation{phase, std::move(type)};
  return judge(source, TestMode::Sloppy, metadata);
}

TEST(ParseOnlyExecutor, ExpectsOrdinaryTestsToBeAccepted) {
  EXPECT_TRUE(judge("throw 1;").passed);
  const Verdict refused = judge("ok();\nnot ok");
  EXPECT_FALSE(refused.passed);
  EXPECT_TRUE(refused.reason.starts_with("refused at line 2: ")) << refused.reason;
}

TEST(ParseOnlyExecutor, ExpectsNegativeTestsOfParsingToBeRefused) {
  EXPECT_TRUE(judge_negative("not ok", NegativePhase::Parse).passed);
  EXPECT_FALSE(judge_negative("ok", NegativePhase::Parse).passed);
  EXPECT_FALSE(judge_negative("not ok", NegativePhase::Parse, "ReferenceError").passed);
}

TEST(ParseOnlyExecutor, ExpectsOtherNegativeTestsToBeAccepted) {
  for (const NegativePhase phase : {NegativePhase::Resolution, NegativePhase::Runtime}) {
    EXPECT_TRUE(judge_negative("ok", phase).passed);
    EXPECT_FALSE(judge_negative("not ok", phase).passed);
  }
}

TEST(ParseOnlyExecutor, ParsesInTheModeAskedFor) {
  EXPECT_TRUE(judge("with (a) b;", TestMode::Sloppy).passed);
  EXPECT_FALSE(judge("with (a) b;", TestMode::Strict).passed);
  EXPECT_TRUE(judge("export {};", TestMode::Module).passed);
  EXPECT_FALSE(judge("export {};", TestMode::Sloppy).passed);
}

}  // namespace
}  // namespace orrery::cli
