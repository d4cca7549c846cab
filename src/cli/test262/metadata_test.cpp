#include "cli/test262/metadata.h"

#include <gtest/gtest.h>

namespace orrery::cli {
namespace {

using Strings = std::vector<std::string>;
using Modes = std::vector<TestMode>;

Test262Metadata parse(std::string_view yaml) {
  const auto metadata =
      parse_test262_metadata("// Copyright\n/*---\n" + std::string{yaml} + "\n---*/\ncode();\n");
  EXPECT_TRUE(metadata.has_value()) << metadata.error().message;
  return metadata.value_or(Test262Metadata());
}

std::string error_of(std::string_view yaml) {
  const auto metadata = parse_test262_metadata("/*---\n" + std::string{yaml} + "\n---*/");
  return metadata ? "accepted" : metadata.error().message;
}

TEST(Test262Metadata, ReadsListsInBrackets) {
  const Test262Metadata metadata = parse("features: [BigInt, class,let ]\nincludes: [propertyHelper.js]");
  EXPECT_EQ(metadata.features, (Strings{"BigInt", "class", "let"}));
  EXPECT_EQ(metadata.includes, Strings{"propertyHelper.js"});
}

TEST(Test262Metadata, ReadsListsOfDashes) {
  const Test262Metadata metadata = parse("features:\n  - BigInt\n  - 'class'  # both\nflags:\n- async");
  EXPECT_EQ(metadata.features, (Strings{"BigInt", "class"}));
  EXPECT_TRUE(metadata.async);
}

TEST(Test262Metadata, ReadsBracketsOverSeveralLines) {
  EXPECT_EQ(parse("features: [\n  a,\n  b\n]").features, (Strings{"a", "b"}));
  EXPECT_EQ(parse("features:\n  [a,\n   b]").features, (Strings{"a", "b"}));
  EXPECT_EQ(parse("features: []").features, Strings{});
}

TEST(Test262Metadata, ReadsEveryFlag) {
  const Test262Metadata metadata = parse(
      "flags: [onlyStrict, noStrict, module, raw, async, generated, CanBlockIsFalse, CanBlockIsTrue, "
      "non-deterministic]");
  EXPECT_TRUE(metadata.only_strict && metadata.no_strict && metadata.module && metadata.raw &&
              metadata.async);
  EXPECT_TRUE(metadata.generated && metadata.can_block_is_false && metadata.can_block_is_true);
  EXPECT_TRUE(metadata.non_deterministic);
}

TEST(Test262Metadata, ReadsNegative) {
  const Test262Metadata metadata = parse("negative:\n  phase: parse\n  type: SyntaxError\nflags: [raw]");
  ASSERT_TRUE(metadata.negative.has_value());
  EXPECT_EQ(metadata.negative->phase, NegativePhase::Parse);
  EXPECT_EQ(metadata.negative->error_type, "SyntaxError");
  EXPECT_TRUE(metadata.raw);
  EXPECT_EQ(parse("negative:\n  type: Test262Error\n  phase: runtime").negative->phase,
            NegativePhase::Runtime);
  EXPECT_EQ(parse("negative:\n  type: SyntaxError\n  phase: resolution").negative->phase,
            NegativePhase::Resolution);
}

TEST(Test262Metadata, LeavesProseAlone) {
  const Test262Metadata metadata = parse(
      "description: >\n  flags: [raw] is not a flag here\ninfo: |\n  1. Let x be y.\n     features: [z]\n\n"
      "esid: sec-foo\nfeatures: [real]");
  EXPECT_FALSE(metadata.raw);
  EXPECT_EQ(metadata.features, Strings{"real"});
}

TEST(Test262Metadata, AcceptsEveryLineTerminator) {
  for (const std::string_view end : {"\n", "\r", "\r\n"}) {
    std::string yaml = "/*---";
    for (const std::string_view line :
         {"", "flags: [module]", "negative:", "  phase: parse", "  type: SyntaxError"})
      yaml.append(line).append(end);
    const auto metadata = parse_test262_metadata(yaml + "---*/");
    ASSERT_TRUE(metadata.has_value());
    EXPECT_TRUE(metadata->module);
    EXPECT_TRUE(metadata->negative.has_value());
  }
}

TEST(Test262Metadata, AsksForModes) {
  EXPECT_EQ(parse("description: both").modes(), (Modes{TestMode::Sloppy, TestMode::Strict}));
  EXPECT_EQ(parse("flags: [onlyStrict]").modes(), Modes{TestMode::Strict});
  EXPECT_EQ(parse("flags: [noStrict]").modes(), Modes{TestMode::Sloppy});
  EXPECT_EQ(parse("flags: [raw]").modes(), Modes{TestMode::Sloppy});
  EXPECT_EQ(parse("flags: [module]").modes(), Modes{TestMode::Module});
  EXPECT_EQ(parse("flags: [module, raw]").modes(), Modes{TestMode::Module});
}

TEST(Test262Metadata, RefusesWhatItDoesNotUnderstand) {
  EXPECT_EQ(error_of("flags: [strict]"), "unknown flag: strict");
  EXPECT_EQ(error_of("flags: raw"), "\"flags\" is not a list: raw");
  EXPECT_EQ(error_of("features:\n  - a\n  b"), "\"features\" mixes list items with other text: b");
  EXPECT_EQ(error_of("negative:\n  phase: early\n  type: SyntaxError"),
            "unknown phase of a negative test: early");
  EXPECT_EQ(error_of("negative:\n  phase: parse"), "\"negative\" needs a phase and a type");
  EXPECT_EQ(error_of("negative:\n  stage: parse"), "unknown key in \"negative\": stage: parse");
}

TEST(Test262Metadata, RefusesTextWithoutFrontMatter) {
  EXPECT_FALSE(parse_test262_metadata("code();").has_value());
  EXPECT_FALSE(parse_test262_metadata("/*--- flags: [raw]").has_value());
}

}  // namespace
}  // namespace orrery::cli
