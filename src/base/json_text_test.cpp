#include "base/json_text.h"

#include <string>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

std::string json(std::string_view text) {
  std::string result;
  {
    OutputBuffer output([&](std::string_view piece) { result += piece; });
    append_json_string(output, text);
  }
  return result;
}

TEST(JsonText, LeavesPlainTextAlone) {
  EXPECT_EQ(json(""), R"("")");
  EXPECT_EQ(json("a/b é 😀 \x7F"), "\"a/b é 😀 \x7F\"");
  EXPECT_EQ(json("\u2028\u2029"), "\"\u2028\u2029\"");
}

TEST(JsonText, EscapesAsJsonStringifyDoes) {
  EXPECT_EQ(json("\"\\\b\t\n\f\r"), R"("\"\\\b\t\n\f\r")");
  EXPECT_EQ(json(std::string_view("\0\x1F\v", 3)), R"("\u0000\u001f\u000b")");
}

TEST(JsonText, EscapesLoneSurrogatesOnly) {
  EXPECT_EQ(json("\xED\xA0\xBD!"), R"("\ud83d!")");
  EXPECT_EQ(json("\xED\xBF\xBF"), R"("\udfff")");
  EXPECT_EQ(json("\xED\x9F\xBF"), "\"\xED\x9F\xBF\"");  // U+D7FF
}

TEST(JsonText, LongTextsGoThroughWhole) {
  const std::string text(1'000'000, 'x');
  EXPECT_EQ(json(text), '"' + text + '"');
  EXPECT_EQ(json(text + '\n' + text), '"' + text + "\\n" + text + '"');
}

TEST(OutputBuffer, KeepsTheOrderOfEverything) {
  std::string result, expected;
  {
    OutputBuffer output([&](std::string_view piece) { result += piece; });
    for (std::uint64_t i = 0; i < 50'000; ++i) {
      output.append_decimal(i * i);
      output.append(' ');
      if (i % 1000 == 0) output.append(std::string(10'000, 'y'));
      expected += std::to_string(i * i) + ' ';
      if (i % 1000 == 0) expected += std::string(10'000, 'y');
    }
  }
  EXPECT_EQ(result, expected);
}

}  // namespace
}  // namespace orrery::base
