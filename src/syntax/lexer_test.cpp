#include "syntax/lexer.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace orrery::syntax {
namespace {

struct Scan {
  SourceText source;
  NameTable names;
  Lexer lexer;

  explicit Scan(std::string_view text, bool html_comments = true)
      : source(SourceText::from_utf8("test.js", text)), lexer(source, names, html_comments) {
    lexer.next();
  }

  /// The texts of all tokens, with a bar between them; `^` marks a line terminator before one.
  std::string all() {
    std::string result;
    for (; lexer.token().type != TokenType::End; lexer.next()) {
      if (!result.empty()) result += '|';
      if (lexer.token().newline_before) result += '^';
      result += source.slice(lexer.token().range());
    }
    return lexer.failed() ? "error: " + lexer.error().message : result;
  }
};

std::string tokens(std::string_view text) {
  return Scan(text).all();
}

double number(std::string_view text) {
  Scan scan(text);
  return scan.lexer.numeric_value(scan.lexer.token());
}

std::string string(std::string_view text) {
  Scan scan(text);
  if (scan.lexer.failed()) return "error";
  return std::string(scan.names.text(scan.lexer.string_value(scan.lexer.token())));
}

TEST(Lexer, Punctuators) {
  EXPECT_EQ(tokens("a>>>=b>>>c>>=d>>e>=f>g"), "a|>>>=|b|>>>|c|>>=|d|>>|e|>=|f|>|g");
  EXPECT_EQ(tokens("a?\?=b??c?.d?.1:e?f"), "a|?\?=|b|??|c|?.|d|?|.1|:|e|?|f");
  EXPECT_EQ(tokens("a**=b**c*=d*e"), "a|**=|b|**|c|*=|d|*|e");
  EXPECT_EQ(tokens("a===b==c=>d=e!==f!=g!h"), "a|===|b|==|c|=>|d|=|e|!==|f|!=|g|!|h");
  EXPECT_EQ(tokens("a&&=b||=c&&d||e&=f|=g^=h"), "a|&&=|b|||=|c|&&|d||||e|&=|f||=|g|^=|h");
  EXPECT_EQ(tokens("...a.b..c"), "...|a|.|b|.|.|c");
}

TEST(Lexer, SpaceAndComments) {
  EXPECT_EQ(tokens("a/*b*/c//d\ne/*\n*/f"), "a|c|^e|^f");
  EXPECT_EQ(tokens("a\r\nb\xE2\x80\xA8"
                   "c\xE2\x80\xA9"
                   "d"),
            "a|^b|^c|^d");
  EXPECT_EQ(tokens("a\xC2\xA0"
                   "b\xEF\xBB\xBF"
                   "c\xE3\x80\x80"
                   "d"),
            "a|b|c|d");
  EXPECT_EQ(tokens("#!node\na"), "^a");
  EXPECT_EQ(tokens("a<!--b\n-->c\nd-->e"), "a|^d|--|>|e");
  EXPECT_EQ(tokens("a /*"), "error: Unterminated comment: no '*/' before the end of the text");
  // Every length, so that every place of the end within a vector is tried.
  for (std::size_t length = 0; length < 70; ++length) {
    EXPECT_EQ(tokens("/*" + std::string(length, '*') + "*/a"), "a");
    EXPECT_EQ(tokens("//" + std::string(length, 'x') + "\na"), "^a");
    EXPECT_EQ(tokens(std::string(length, ' ') + "a"), "a");
  }
}

TEST(Lexer, Names) {
  EXPECT_EQ(tokens("$_a1 \xC3\xA9t\xC3\xA9 \xF0\xA0\xAE\xB7 \\u0061b \\u{62}"),
            "$_a1|\xC3\xA9t\xC3\xA9|\xF0\xA0\xAE\xB7|\\u0061b|\\u{62}");
  Scan escaped("\\u0061b ab");
  const Name first = escaped.lexer.token().name;
  EXPECT_TRUE(escaped.lexer.token().has_escape);
  escaped.lexer.next();
  EXPECT_EQ(escaped.lexer.token().name, first);
  EXPECT_EQ(Scan("while").lexer.token().type, TokenType::While);
  EXPECT_EQ(Scan("wh\\u0069le").lexer.token().type, TokenType::Identifier);
  EXPECT_EQ(Scan("while\xC2\xA0").lexer.token().type, TokenType::While);
  EXPECT_EQ(Scan("#while").lexer.token().type, TokenType::PrivateIdentifier);
  EXPECT_EQ(tokens("a\\u0020b"), "error: A name cannot contain the character of this escape");
  EXPECT_EQ(tokens("# a"),
            "error: Unexpected '#': a private name is '#' and a name without a space between them");
  for (std::size_t length = 1; length < 70; ++length) {
    const std::string name(length, 'n');
    EXPECT_EQ(tokens(name + "+b"), name + "|+|b");
  }
}

TEST(Lexer, Numbers) {
  EXPECT_EQ(number("0"), 0);
  EXPECT_EQ(number("1_000.5e-1"), 100.05);
  EXPECT_EQ(number(".5"), 0.5);
  EXPECT_EQ(number("5."), 5);
  EXPECT_EQ(number("0xFf"), 255);
  EXPECT_EQ(number("0b1_01"), 5);
  EXPECT_EQ(number("0o17"), 15);
  EXPECT_EQ(number("017"), 15);
  EXPECT_EQ(number("018"), 18);
  EXPECT_EQ(number("08.5"), 8.5);
  EXPECT_EQ(number("9007199254740993"), 9007199254740992.0);
  EXPECT_EQ(number("0x20000000000001"), 9007199254740992.0);
  EXPECT_EQ(number("0x20000000000003"), 9007199254740996.0);
  // A bit far below decides.
  EXPECT_EQ(number("0x20000000000001000000000000000000001"), std::ldexp(9007199254740994.0, 84));
  EXPECT_EQ(number("1e400"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(number("0x" + std::string(300, 'f')), std::numeric_limits<double>::infinity());
  EXPECT_EQ(number("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(number("5e-324"), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(Scan("10n").lexer.token().type, TokenType::BigIntLiteral);
  for (std::string_view bad :
       {"1_", "1__0", "0_1", "0x", "0b2", "1e", "1e+", "1n2", "1.5n", "010n", "3in", "0x_1", "1._5", "08_1"})
    EXPECT_TRUE(Scan(bad).lexer.failed()) << bad;
}

TEST(Lexer, Strings) {
  EXPECT_EQ(string("'a\\n\\x41\\u0042\\u{43}\\\nd\\q'"), "a\nABCdq");
  EXPECT_EQ(string("'\\0\\07\\101\\8'"), std::string("\0\7A8", 4));
  EXPECT_EQ(string("'\\ud83d\\ude00'"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(string("'\\ude00\\ud83d'"), "\xED\xB8\x80\xED\xA0\xBD");
  EXPECT_EQ(string("'\xE2\x80\xA8'"), "\xE2\x80\xA8");
  EXPECT_EQ(string("'\\\r\na'"), "a");
  EXPECT_EQ(string("'a\nb'"), "error");
  EXPECT_EQ(string("'a"), "error");
  EXPECT_EQ(string("'\\u{110000}'"), "error");
  EXPECT_EQ(string("'\\xg0'"), "error");
  for (std::size_t length = 0; length < 70; ++length) {
    const std::string text(length, 's');
    EXPECT_EQ(string("'" + text + "'"), text);
    EXPECT_EQ(string("'" + text + "\\t'"), text + "\t");
  }
}

TEST(Lexer, NamesAndStringsShareOneTable) {
  Scan scan("abc 'abc' 'a\\u0062c'");
  const Name name = scan.lexer.token().name;
  scan.lexer.next();
  EXPECT_EQ(scan.lexer.string_value(scan.lexer.token()), name);
  scan.lexer.next();
  EXPECT_EQ(scan.lexer.string_value(scan.lexer.token()), name);
}

TEST(Lexer, TemplatesAndRegularExpressionsOnRequest) {
  Scan scan("`a\r\n${b}c` / d/g");
  EXPECT_EQ(scan.names.text(scan.lexer.template_value(scan.lexer.token())), "a\n");
  EXPECT_FALSE(scan.lexer.template_is_tail(scan.lexer.token()));
  scan.lexer.next();
  scan.lexer.next();
  scan.lexer.rescan_as_template_continuation();
  EXPECT_TRUE(scan.lexer.template_is_tail(scan.lexer.token()));
  scan.lexer.next();
  EXPECT_EQ(scan.lexer.token().type, TokenType::Slash);
  const std::uint32_t flags = scan.lexer.rescan_as_regular_expression();
  EXPECT_EQ(scan.source.slice(scan.lexer.token().range()), "/ d/g");
  EXPECT_EQ(scan.source.slice({flags, scan.lexer.token().end}), "g");
}

TEST(Lexer, AfterAnErrorThereIsOnlyTheEnd) {
  Scan scan("a \x01 b");
  scan.lexer.next();
  EXPECT_TRUE(scan.lexer.failed());
  EXPECT_EQ(scan.lexer.error().message, "Unexpected character U+0001");
  scan.lexer.next();
  EXPECT_EQ(scan.lexer.token().type, TokenType::End);
}

}  // namespace
}  // namespace orrery::syntax
