#include "syntax/print/token_stream.h"

#include <string>

#include <gtest/gtest.h>

namespace orrery::syntax {
namespace {

/// The texts of the tokens with spaces between them.
std::string texts(TokenStream& tokens, const SourceText& source) {
  std::string result;
  while (tokens.next()) {
    if (!result.empty()) result += ' ';
    result += source.slice(tokens.token().range());
  }
  return result;
}

std::string parsed(const std::string& text, Goal goal = Goal::Script) {
  const SourceText source = SourceText::from_utf8("test.js", text);
  const auto tree = parse(source, {.goal = goal});
  if (!tree) return tree.error().message;
  TokenStream tokens(*tree);
  return texts(tokens, source);
}

std::string guessed(const std::string& text) {
  const SourceText source = SourceText::from_utf8("test.js", text);
  TokenStream tokens(source, Goal::Script);
  return texts(tokens, source);
}

TEST(TokenStream, KnowsWhatSlashesAre) {
  EXPECT_EQ(parsed("a / b / c"), "a / b / c");
  EXPECT_EQ(parsed("a = /b/ / /[/]/g"), "a = /b/ / /[/]/g");
  EXPECT_EQ(parsed("{}/a/g"), "{ } /a/g");
  EXPECT_EQ(parsed("({}/a/g)"), "( { } / a / g )");
  EXPECT_EQ(parsed("a\n++/b/.c"), "a ++ /b/ . c");
  EXPECT_EQ(parsed("a /= /=/"), "a /= /=/");
}

TEST(TokenStream, KnowsWhereTemplatesGoOn) {
  EXPECT_EQ(parsed("`a${{}}b${`c${d}`}` / 2"), "`a${ { } }b${ `c${ d }` }` / 2");
}

TEST(TokenStream, ReadsHtmlCommentsInScriptsOnly) {
  EXPECT_EQ(parsed("a <!--b"), "a");
  EXPECT_EQ(parsed("a <!--b", Goal::Module), "a < ! -- b");
}

TEST(TokenStream, GuessesWithoutAParser) {
  EXPECT_EQ(guessed("if (a) /b/.test(c) / (d) / e"), "if ( a ) /b/ . test ( c ) / ( d ) / e");
  EXPECT_EQ(guessed("return /a/g, this / b / c[0] / 2"), "return /a/g , this / b / c [ 0 ] / 2");
  EXPECT_EQ(guessed("`a${{}}b${/}/}` / 2"), "`a${ { } }b${ /}/ }` / 2");
  EXPECT_EQ(guessed("a ) ] } / b"), "a ) ] } / b");
  EXPECT_EQ(guessed("a + 'b"), "a +");
}

TEST(TokenStream, GivesValues) {
  const SourceText source = SourceText::from_utf8("test.js", R"(\u{61} "\x41" `\n` f`\u` 0x10)");
  TokenStream tokens(source, Goal::Script);
  tokens.next();
  EXPECT_EQ(tokens.text_value(), "a");
  tokens.next();
  EXPECT_EQ(tokens.text_value(), "A");
  tokens.next();
  EXPECT_EQ(tokens.text_value(), "\n");
  tokens.next();
  tokens.next();
  EXPECT_TRUE(tokens.is_template_without_value());
  tokens.next();
  EXPECT_EQ(tokens.text_value(), "");
  EXPECT_EQ(tokens.numeric_value(), 16);
  EXPECT_FALSE(tokens.next());
}

}  // namespace
}  // namespace orrery::syntax
