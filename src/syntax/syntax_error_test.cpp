#include "syntax/syntax_error.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace orrery::syntax {
namespace {

/// Describes an error at the first `part` in `text`.
std::string describe_at(std::string_view text, std::string_view part, std::string message = "Wrong") {
  const SourceText source = SourceText::from_utf8("a.js", text);
  const auto start = static_cast<std::uint32_t>(source.text().find(part));
  const SyntaxError error{
      std::move(message), {start, start + static_cast<std::uint32_t>(part.size())}, {}, {}};
  return describe(error, source, false);
}

TEST(Describe, ShowsMessagePlaceAndLine) {
  EXPECT_EQ(describe_at("one;\n  two three;\n", "two"),
            "SyntaxError: Wrong\n"
            "  --> a.js:2:3\n"
            "   |\n"
            " 2 |   two three;\n"
            "   |   ^^^\n");
}

TEST(Describe, ShowsTheNote) {
  const SourceText source = SourceText::from_utf8("a.js", "let x;\n\n\n\n\n\n\n\n\nlet x;");
  EXPECT_EQ(
      describe({"'x' has already been declared", {19, 20}, "first declared here", {4, 5}}, source, false),
      "SyntaxError: 'x' has already been declared\n"
      "   --> a.js:10:5\n"
      "    |\n"
      " 10 | let x;\n"
      "    |     ^\n"
      "    |\n"
      "note: first declared here\n"
      "   --> a.js:1:5\n"
      "    |\n"
      "  1 | let x;\n"
      "    |     ^\n");
}

TEST(Describe, HasAtLeastOneCaret) {
  const SourceText source = SourceText::from_utf8("a.js", "f(\n");
  EXPECT_EQ(describe({"End", {3, 3}, {}, {}}, source, false),
            "SyntaxError: End\n  --> a.js:2:1\n   |\n 2 |\n   | ^\n");
  EXPECT_EQ(describe({"Line end", {2, 3}, {}, {}}, source, false),
            "SyntaxError: Line end\n  --> a.js:1:3\n   |\n 1 | f(\n   |   ^\n");
  const SourceText empty = SourceText::from_utf8("a.js", "");
  EXPECT_EQ(describe({"Empty", {0, 0}, {}, {}}, empty, false),
            "SyntaxError: Empty\n  --> a.js:1:1\n   |\n 1 |\n   | ^\n");
}

TEST(Describe, ClampsTheRangeToItsLine) {
  EXPECT_EQ(describe_at("a `b\nc` d", "`b\nc`"),
            "SyntaxError: Wrong\n  --> a.js:1:3\n   |\n 1 | a `b\n   |   ^^\n");
}

TEST(Describe, CountsColumnsInCodePointsAndAlignsByCells) {
  EXPECT_EQ(describe_at("漢😀é\te\u0301 = 字x;", "字x"),
            "SyntaxError: Wrong\n  --> a.js:1:10\n   |\n"
            " 1 | 漢😀é\te\u0301 = 字x;\n"
            "   |      \t    ^^^\n");
  EXPECT_EQ(describe_at("a \tb", "a \tb"),
            "SyntaxError: Wrong\n  --> a.js:1:1\n   |\n 1 | a \tb\n   | ^^\t^\n");
  EXPECT_EQ(describe_at("\ta", "\t"), "SyntaxError: Wrong\n  --> a.js:1:1\n   |\n 1 | \ta\n   | ^\n");
}

TEST(Describe, LetsNothingThroughToTheTerminal) {
  const std::string text = describe_at("'\x1B[2J\xFF' \u200B;", ";", "Not '\x1B[31m'");
  EXPECT_EQ(text,
            "SyntaxError: Not '␛[31m'\n  --> a.js:1:10\n   |\n"
            " 1 | '␛[2J\uFFFD' <U+200B>;\n"
            "   |                 ^\n");
  const SourceText source = SourceText::from_utf8("\x1B]0;\xF0", "x");
  EXPECT_EQ(describe({"Wrong", {0, 1}, {}, {}}, source, false),
            "SyntaxError: Wrong\n  --> ␛]0;\uFFFD:1:1\n   |\n 1 | x\n   | ^\n");
}

TEST(Describe, CutsLongLines) {
  const std::string many(5'000'000, '.');
  const std::string text = describe_at(many + "HERE" + many, "HERE");
  EXPECT_EQ(text, "SyntaxError: Wrong\n  --> a.js:1:5000001\n   |\n 1 | …" + std::string(40, '.') + "HERE" +
                      std::string(56, '.') + "…\n   | " + std::string(41, ' ') + "^^^^\n");
  const std::string at_end = describe_at(many + "HERE", "HERE");
  EXPECT_EQ(at_end, "SyntaxError: Wrong\n  --> a.js:1:5000001\n   |\n 1 | …" + std::string(96, '.') +
                        "HERE\n   | " + std::string(97, ' ') + "^^^^\n");
  const std::string long_range = describe_at("a = " + many + ";", many);
  EXPECT_EQ(long_range, "SyntaxError: Wrong\n  --> a.js:1:5\n   |\n 1 | a = " + std::string(96, '.') +
                            "…\n   |     " + std::string(96, '^') + "\n");
}

TEST(Describe, CutsLongMessages) {
  const std::string text = describe_at("x", "x", "'" + std::string(1'000'000, 'y') + "' is not defined");
  const std::string first_line = text.substr(0, text.find('\n'));
  EXPECT_LT(first_line.size(), 330U);
  EXPECT_TRUE(first_line.starts_with("SyntaxError: 'yyy"));
  EXPECT_TRUE(first_line.ends_with("yyy' is not defined"));
}

TEST(Describe, ColoursOnlyWhenAsked) {
  const SourceText source = SourceText::from_utf8("a.js", "x y");
  const SyntaxError error{"Wrong", {2, 3}, "because", {0, 1}};
  const std::string plain = describe(error, source, false);
  std::string coloured = describe(error, source, true);
  EXPECT_EQ(plain.find('\x1B'), std::string::npos);
  EXPECT_NE(coloured.find("\x1B[1;31m^\x1B[0m"), std::string::npos);
  for (std::size_t start; (start = coloured.find('\x1B')) != std::string::npos;)
    coloured.erase(start, coloured.find('m', start) + 1 - start);
  EXPECT_EQ(coloured, plain);
}

}  // namespace
}  // namespace orrery::syntax
