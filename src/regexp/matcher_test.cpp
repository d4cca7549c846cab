#include "regexp/matcher.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/unicode/utf.h"

namespace orrery::regexp {
namespace {

std::string text_of(MatchResult result, std::span<const Capture> captures) {
  switch (result) {
    case MatchResult::NoMatch:
      return "no match";
    case MatchResult::Interrupted:
      return "interrupted";
    case MatchResult::OutOfMemory:
      return "out of memory";
    case MatchResult::Match:
      break;
  }
  std::string text;
  for (const Capture capture : captures) {
    if (!text.empty()) text += ' ';
    text += capture.is_set() ? fmt::format("{}-{}", capture.start, capture.end) : "-";
  }
  return text;
}

/// Where the captures begin and end: "0-3 1-2 -", or "no match". Latin-1 subjects are matched in both forms.
std::string run(std::string_view pattern, std::string_view flags_text, std::u16string_view subject,
                std::uint32_t start = 0) {
  const auto flags = parse_flags(flags_text);
  if (!flags) return "invalid flags";
  const auto program = compile(pattern, *flags);
  if (!program) return std::string(program.error().message);
  std::vector<Capture> captures((*program)->capture_count());
  const auto mode = flags->has(Flag::Sticky) ? SearchMode::AtStart : SearchMode::Forward;
  const std::string wide =
      text_of(match(**program, std::span<const char16_t>(subject), start, mode, captures), captures);
  if (std::ranges::all_of(subject, [](char16_t unit) { return unit < 256; })) {
    const std::vector<std::uint8_t> bytes(subject.begin(), subject.end());
    const auto result = match(**program, std::span<const std::uint8_t>(bytes), start, mode, captures);
    EXPECT_EQ(text_of(result, captures), wide)
        << "Latin-1 and UTF-16 differ: /" << pattern << "/" << flags_text;
  }
  return wide;
}

struct Case {
  std::string_view pattern;
  std::string_view flags;
  std::u16string_view subject;
  std::string_view expected;
  std::uint32_t start = 0;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(run(c.pattern, c.flags, c.subject, c.start), c.expected)
        << "/" << c.pattern << "/" << c.flags << " from " << c.start;
  }
}

TEST(Matcher, Characters) {
  check({
      {"", "", u"", "0-0"},
      {"", "", u"abc", "2-2", 2},
      {"abc", "", u"xxabcabc", "2-5"},
      {"abc", "", u"xxabcabc", "5-8", 3},
      {"abc", "", u"xxab", "no match"},
      {"a.c", "", u"a\nc abc", "4-7"},
      {"a.c", "s", u"a\nc", "0-3"},
      {"[^]", "", u"\n", "0-1"},
      {"[]", "", u"a", "no match"},
      {"[a-c]+", "", u"xabcd", "1-4"},
      {"[^a-c]+", "", u"abxyc", "2-4"},
      {"[\\d-x]+", "", u"a1-x", "1-4"},
      {"\\s+", "", u"a \t\n\u00a0\ufeff\u2028b", "1-7"},
      {"\\u0041\\x42\\103", "", u"ABC", "0-3"},
      {"\\0", "", u"a\0b", "no match"},
      {"\\0", "", std::u16string_view(u"a\0b", 3), "1-2"},
      {"Ω", "", u"abΩ", "2-3"},
      // A unit beyond Latin-1 is not what it would be cut off to.
      {"\\u0141b", "", u"Ab\u0141b", "2-4"},
      {"\\u0141b", "", u"Ab", "no match"},
      {"[\\u0141]", "", u"A", "no match"},
      {"\\u0100\\u0100", "", std::u16string_view(u"\0\0", 2), "no match"},
  });
}

TEST(Matcher, LongTextsAreFoundAtEveryPlace) {
  // The search looks at 16 bytes at a time, and at the rest one by one.
  for (std::size_t before = 0; before < 40; ++before) {
    for (const std::string needle : {"x", "xy", "xyz", "xyzxyzxyzxyzxyzxyzxyz"}) {
      std::u16string subject(before, u'z');
      subject += base::utf16_from_wtf8(needle);
      const auto expected = fmt::format("{}-{}", before, before + needle.size());
      EXPECT_EQ(run(needle, "", subject), expected);
      EXPECT_EQ(run(needle, "i", subject), expected);
      EXPECT_EQ(run("(?:" + needle + ")+", "", subject + u"xyx"), fmt::format("{}-{}", before,
                                                                              before + needle.size() +
                                                                                  (needle == "x"    ? 1
                                                                                   : needle == "xy" ? 2
                                                                                                    : 0)));
      EXPECT_EQ(run("[^x]*x", "", subject), fmt::format("0-{}", before + 1));
      EXPECT_EQ(run(needle + "$", "", subject), expected);
    }
  }
}

TEST(Matcher, LastAlternativeMayBeEmpty) {
  // It has no instruction, wherever the code ends that is made so far.
  for (std::size_t length = 1; length < 70; ++length) {
    const std::string first(length, 'x');
    EXPECT_EQ(run(first + "|b|c|d|", "", u"cx"), "0-1");
    EXPECT_EQ(run("^\\u0100|" + first + "|^b|^c|", "", u"dx"), "0-0");
    EXPECT_EQ(run("(?:" + first + "|b|c|d|)", "", u"yb"), "0-0");
  }
}

TEST(Matcher, Quantifiers) {
  check({
      {"a*", "", u"aaab", "0-3"},
      {"a*?", "", u"aaab", "0-0"},
      {"a+?b", "", u"aaab", "0-4"},
      {"a{2}", "", u"aaaa", "0-2"},
      {"a{2,3}", "", u"aaaa", "0-3"},
      {"a{2,3}?", "", u"aaaa", "0-2"},
      {"a{0}b", "", u"ab", "1-2"},
      {"(a){0}b", "", u"ab", "1-2 -"},
      {"a{2,}b", "", u"abaaab", "2-6"},
      {"a{,2}", "", u"a{,2}", "0-5"},
      {"a*a", "", u"aaa", "0-3"},
      {"a*aa", "", u"aaa", "0-3"},
      {"a*ab", "", u"aaab", "0-4"},
      {".*b", "", u"abcbc", "0-4"},
      {".*?b", "", u"abcbc", "0-2"},
      {".{2}b", "", u"aabb", "0-3"},
      {".{3,4}?b", "", u"aaaabb", "0-5"},
      {"(?:ab)*", "", u"ababa", "0-4"},
      {"(?:ab)+?b?", "", u"abab", "0-2"},
      {"(?:ab){2,3}", "", u"abababab", "0-6"},
      {"(?:ab){2,3}?", "", u"abababab", "0-4"},
      {"(?:ab){3}", "", u"abab", "no match"},
      {"(?:a|ab)*c", "", u"aabac", "0-5"},
      {"(?:a|ab){2}c", "", u"abac", "0-4"},
      {"x{99999999999999999999}", "", u"x", "no match"},
      {"x{1,99999999999999999999}", "", u"xx", "0-2"},
      {"[^\"]*\"", "", u"abc\"d", "0-4"},
      {"\\d+\\D", "", u"123a", "0-4"},
      {"(z)((a+)?(b+)?(c))*", "", u"zaacbbbcac", "0-10 0-1 8-10 8-9 - 9-10"},
  });
}

// https://tc39.es/ecma262/#sec-runtime-semantics-repeatmatcher-abstract-operation
TEST(Matcher, IterationsThatMatchNothing) {
  check({
      {"(a*)*", "", u"b", "0-0 -"},
      {"(a*)*", "", u"aab", "0-2 0-2"},
      {"(a*)+", "", u"b", "0-0 0-0"},
      {"(?:a*)*b", "", u"aab", "0-3"},
      {"(a?)?", "", u"b", "0-0 -"},
      {"(|a)*", "", u"aa", "0-2 1-2"},
      {"(|a)+", "", u"aa", "0-2 1-2"},
      {"(|a){2,3}", "", u"aa", "0-1 0-1"},
      {"(a|){2}b", "", u"ab", "0-2 1-1"},
      {"(?:|(a)){3}b", "", u"ab", "0-2 0-1"},
      {"(a*?)*?b", "", u"aab", "0-3 1-2"},
      {"(?=(a))?b", "", u"b", "0-1 -"},
      {"(?=(a))?", "", u"a", "0-0 -"},
      {"(?=(a)){1}", "", u"a", "0-0 0-1"},
      {"(?:(?=(a)))*a", "", u"a", "0-1 -"},
      {"(?:(?=(a)))+a", "", u"a", "0-1 0-1"},
      {"(\\2|(a))*", "", u"aa", "0-2 1-2 1-2"},
      {"(?:^|a)*b", "", u"aab", "0-3"},
  });
}

TEST(Matcher, CapturesAreResetByIterations) {
  check({
      {"(?:(a)|b)*", "", u"ab", "0-2 -"},
      {"(?:(a)|(b)|c){3}", "", u"abc", "0-3 - -"},
      {"(?:(a)|b){2,}?c", "", u"abc", "0-3 -"},
      {"((a)|b)+", "", u"ab", "0-2 1-2 -"},
      // Going back brings the captures back.
      {"(?:(a)|b)*b", "", u"abb", "0-3 -"},
      {"(?:(a)|b)*?bb", "", u"abb", "0-3 0-1"},
      {"(a)?(?:x|(b))c|abd", "", u"abd", "0-3 - -"},
      {"(?:(a)b|ac)", "", u"ac", "0-2 -"},
  });
}

TEST(Matcher, Alternatives) {
  check({
      {"a|ab", "", u"ab", "0-1"},
      {"(?:a|ab)(?:c|bcd)(?:d*)", "", u"abcd", "0-4"},
      {"((a)|(ab))((c)|(bc))", "", u"abc", "0-3 0-1 0-1 - 1-3 - 1-3"},
      {"foo|bar|baz", "", u"xbaz", "1-4"},
      {"foo|foobar", "", u"foobar", "0-3"},
      {"(?:foo|foobar)$", "", u"foobar", "0-6"},
      {"|a", "", u"a", "0-0"},
      {"a||b", "", u"b", "0-0"},
      {"(?:a|b|[cd]|e)+", "", u"xabcdef", "1-6"},
      {"(?:|x)y", "", u"xy", "0-2"},
  });
}

TEST(Matcher, Assertions) {
  check({
      {"^a", "", u"ba", "no match"},
      {"^a", "m", u"b\na", "2-3"},
      {"^a", "m", u"b\u2028a", "2-3"},
      {"^a", "", u"aa", "no match", 1},
      {"a$", "", u"a\n", "no match"},
      {"a$", "m", u"ba\n", "1-2"},
      {"$", "m", u"ab\r\nc", "2-2"},
      {"^$", "", u"", "0-0"},
      {"^", "m", u"a\nb", "2-2", 1},
      {"\\bfoo\\b", "", u"xfoo foo", "5-8"},
      {"\\Boo", "", u"oo foo", "4-6"},
      {"\\b", "", u"", "no match"},
      {"\\B", "", u"", "0-0"},
      {"(?:^a|^b)c", "", u"bc", "0-2"},
      {"(?:^a|b)c", "", u"abc", "1-3"},
  });
}

TEST(Matcher, LookAhead) {
  check({
      {"a(?=b)", "", u"acab", "2-3"},
      {"a(?!b)", "", u"abac", "2-3"},
      {"(?=(a+))", "", u"baaabac", "1-1 1-4"},
      {"(?=(a+))a*b\\1", "", u"baaabac", "3-6 3-4"},
      {"(.*?)a(?!(a+)b\\2c)\\2(.*)", "", u"baaabaac", "0-8 0-2 - 3-8"},
      {"(?!(a))b", "", u"b", "0-1 -"},
      {"(?!(?!(a)))a", "", u"a", "0-1 -"},
      {"(?:(?=(a))a|b)+", "", u"aab", "0-3 -"},
      // Nothing goes back into an assertion.
      {"(?=(a*))a*\\1x|aab", "", u"aab", "0-3 -"},
      {"(?=a|ab)abc", "", u"abc", "0-3"},
      {"(?=(a|ab))\\1c", "", u"abc", "no match"},
      // Captures of an assertion are undone when what follows fails.
      {"(?:(?=(a))ab|ac)", "", u"ac", "0-2 -"},
      {"(?:(?=(a)))?b|a", "", u"a", "0-1 -"},
      {"(?=[ab])\\w", "", u"xb", "1-2"},
      {"(?![ab])\\w", "", u"bx", "1-2"},
      {"(?!a)", "", u"a", "1-1"},
      // What follows a loop is what comes behind the assertion.
      {"b(?:[^]{0,1}?(?!c)b)A+", "", u"bbbA", "0-4"},
      {"a*(?!x)\\bb", "", u"aa b", "3-4"},
  });
}

TEST(Matcher, LookBehind) {
  check({
      {"(?<=a)b", "", u"bab", "2-3"},
      {"(?<!a)b", "", u"abb", "2-3"},
      {"(?<!a)b", "", u"b", "0-1"},
      {"(?<=^|,)\\w+", "", u"a,bc", "2-4", 1},
      {"(?<=\\$)\\d+(\\.\\d*)?", "", u"$10.53", "1-6 3-6"},
      {"(?<=(\\d+)(\\d+))$", "", u"1053", "4-4 0-1 1-4"},
      {"(?<=(\\d+?)(\\d+))$", "", u"1053", "4-4 0-1 1-4"},
      {"(?<=([abc]+)([abc]+))$", "", u"abc", "3-3 0-1 1-3"},
      {"(?<=\\1(a))b", "", u"aab", "2-3 1-2"},
      {"(?<=(a)\\1)b", "", u"aab", "2-3 1-2"},
      {"(?<=(.)\\1)b", "i", u"aAb", "2-3 1-2"},
      {"(?<=a(?=([^a]{2})d)\\w{3})\\w\\1", "", u"abcdbc", "no match"},
      {"(?<=a(?=([bc]{2})d)\\w{3})e", "", u"abcde", "4-5 1-3"},
      {"(?<=a{2})b", "", u"abaab", "4-5"},
      {"(?<=(?:ab){2,})c", "", u"abababc", "6-7"},
      {"(?<=(?:ab)*?)c", "", u"ababc", "4-5"},
      {"(?<=abc)d", "", u"abcd", "3-4"},
      {"(?<=ABC)d", "i", u"abcd", "3-4"},
      {"(?<=(?<a>\\w){3})f", "", u"abcdef", "5-6 2-3"},
      {"(?<=(?<a>\\w)+)f", "", u"abcdef", "5-6 0-1"},
      {"(?<!(^|[ab]))\\w{2}", "", u"abcdef", "3-5 -"},
      {"(?<=\\b)b", "", u"ab b", "3-4"},
      {"(?<=x|yy)z", "", u"yyz", "2-3"},
  });
}

TEST(Matcher, BackReferences) {
  check({
      {"(a)\\1", "", u"aba aa", "4-6 4-5"},
      {"(a*)b\\1", "", u"aabaa", "0-5 0-2"},
      {"(a*)b\\1+", "", u"baaac", "0-1 0-0"},
      {"\\1(a)", "", u"aa", "0-1 0-1"},
      {"(a\\1)", "", u"aa", "0-1 0-1"},
      {"(?:(a)|b)\\1", "", u"bb", "0-1 -"},
      {"(a)\\1", "i", u"aA", "0-2 0-1"},
      {"(\u00e9)\\1", "i", u"éÉ", "0-2 0-1"},
      {"(k)\\1", "i", u"k\u212a", "no match"},
      {"(k)\\1", "iu", u"k\u212a", "0-2 0-1"},
      {"(\\u{10400})\\1", "iu", u"\U00010400\U00010428", "0-4 0-2"},
      {"(?<n>a)\\k<n>", "", u"aa", "0-2 0-1"},
      {"\\k<n>(?<n>a)", "", u"aa", "0-1 0-1"},
      {"\\k<n>", "", u"k<n>", "0-4"},
      {"(?:(?<n>a)|(?<n>b))\\k<n>", "", u"abb", "1-3 - 1-2"},
      {"(?:(?:(?<n>a)|(?<n>b))\\k<n>)+", "", u"aabb", "0-4 - 2-3"},
      {"\\1", "", u"\x01", "0-1"},
      {"\\8", "", u"8", "0-1"},
      // Half of a pair is no character.
      {"(\\ud83d).*\\1", "u", u"\xd83d \U0001f600", "no match"},
      {"(\\ud83d).*\\1", "", u"\xd83d \U0001f600", "0-3 0-1"},
  });
}

TEST(Matcher, IgnoringCase) {
  check({
      {"hello world", "i", u"xHeLLo WoRLD", "1-12"},
      {"[a-z]+", "i", u"1ABC", "1-4"},
      {"[^a-z]+", "i", u"ABC1", "3-4"},
      {"[^x]", "i", u"X", "no match"},
      {"[@-Z]", "i", u"a", "0-1"},
      {"\u00e9", "i", u"\u00c9", "0-1"},
      {"\u00ff", "i", u"\u0178", "0-1"},
      {"\u00b5", "i", u"\u03bc", "0-1"},
      {"\u03bc", "i", u"\u00b5", "0-1"},
      {"\u00df", "i", u"\u1e9e", "no match"},
      {"\u00df", "iu", u"\u1e9e", "0-1"},
      // Without u and v, what is not ASCII does not match what is.
      {"k", "i", u"\u212a", "no match"},
      {"k", "iu", u"\u212a", "0-1"},
      {"\u212a", "iu", u"k", "0-1"},
      {"s", "i", u"\u017f", "no match"},
      {"s", "iu", u"\u017f", "0-1"},
      {"[^k]", "iu", u"\u212a", "no match"},
      {"\u03c3", "i", u"\u03c2\u03a3", "0-1"},
      {"[\u0390]", "iu", u"\u1fd3", "0-1"},
      {"[\u0390]", "i", u"\u1fd3", "no match"},
      {"\\u{10400}", "iu", u"\U00010428", "0-2"},
      {"\u0131", "i", u"I", "no match"},
      {"\u0131", "iu", u"i", "no match"},
      {"\\w", "iu", u"\u017f", "0-1"},
      {"\\W", "iu", u"\u017f", "no match"},
      {"[\\w]", "iu", u"\u212a", "0-1"},
      {"[^\\W]", "iu", u"\u212a", "0-1"},
      {"\\w", "i", u"\u017f", "no match"},
      {"\\bs", "iu", u"\u017fs", "0-1"},
      {"\\b.", "i", u"\u017fs", "1-2"},
      {"\\Bs", "iu", u"\u017fs", "1-2"},
  });
}

TEST(Matcher, Modifiers) {
  check({
      {"a(?i:b)c", "", u"aBc", "0-3"},
      {"a(?i:b)c", "", u"aBC", "no match"},
      {"a(?-i:b)c", "i", u"AbC", "0-3"},
      {"a(?-i:b)c", "i", u"ABC", "no match"},
      {"(?s:.)(?-s:.)", "", u"\na\n", "0-2"},
      {"(?m:^)a(?-m:$)", "m", u"b\na", "2-3"},
      {"(?m:^)a(?-m:$)", "m", u"b\na\n", "no match"},
      {"(?i:a(?-i:b))", "", u"Ab", "0-2"},
      {"(?i:a(?-i:b))", "", u"AB", "no match"},
      {"(a)(?i:\\1)", "", u"aA", "0-2 0-1"},
      {"(?i-s:a.)", "s", u"A\n", "no match"},
      {"(?i:[^a])", "", u"A", "no match"},
      {"(?i:\\b)", "u", u"\u017f", "0-0"},
      {"\\b", "u", u"\u017f", "no match"},
  });
}

TEST(Matcher, CodePoints) {
  check({
      {".", "", u"\U0001f600", "0-1"},
      {".", "u", u"\U0001f600", "0-2"},
      {"^.$", "u", u"\U0001f600", "0-2"},
      {"[\U0001f600-\U0001f602]", "u", u"a\U0001f601", "1-3"},
      {"[^a]", "u", u"\U0001f601", "0-2"},
      {"\\ud83d", "", u"\U0001f600", "0-1"},
      {"\\ud83d", "u", u"\U0001f600", "no match"},
      {"\\ude00", "u", u"\U0001f600", "no match"},
      {"[\\ud83d]", "u", u"\U0001f600\xd83d", "2-3"},
      {"\\ud83d\\ude00", "u", u"\U0001f600", "0-2"},
      {"\\ud83d(?:)\\ude00", "u", u"\U0001f600", "no match"},
      {"\\u{1F600}", "u", u"\U0001f600", "0-2"},
      {"\U0001f600{2}", "u", u"\U0001f600\U0001f600", "0-4"},
      {"\U0001f600{2}", "", u"\xd83d\xde00\xde00", "0-3"},
      {".*$", "u", u"\U0001f600\U0001f601", "0-4"},
      {".{1,2}\U0001f601", "u", u"\U0001f600\U0001f601", "0-4"},
      {".+\U0001f601", "u", u"\U0001f600\U0001f601", "0-4"},
      {".+?\U0001f601", "u", u"\U0001f600\U0001f600\U0001f601", "0-6"},
      {"[^\\n]+\\ude00", "u", u"\U0001f600", "no match"},
      {"[^]*[^]", "u", u"\U0001f600\U0001f601", "0-4"},
      {"(?<=.)$", "u", u"\U0001f600", "2-2"},
      {"(?<=^.)$", "u", u"\U0001f600", "2-2"},
      {"(?<=\\ud83d)\\ude00", "u", u"\U0001f600", "no match"},
      {"(?<=\U0001f600)a", "u", u"\U0001f600a", "2-3"},
      // A start within a pair stands for the pair.
      {"\U0001f600", "u", u"\U0001f600", "0-2", 1},
      {".", "uy", u"\U0001f600a", "0-2", 1},
      {"\\ude00", "", u"\U0001f600", "1-2", 1},
      // Matches do not begin within pairs.
      {"\\B", "u", u"a\U0001f600\U0001f600", "3-3"},
      {"(?:)", "u", u"\U0001f600", "2-2", 2},
  });
}

TEST(Matcher, Properties) {
  check({
      {"\\p{Lu}+", "u", u"abCDé", "2-4"},
      {"\\P{L}+", "u", u"ab12c", "2-4"},
      {"\\p{Script=Greek}", "u", u"aβ", "1-2"},
      {"\\p{sc=Grek}", "u", u"aβ", "1-2"},
      {"\\p{Script=Cyrillic}", "u", u"\u1dfa", "no match"},
      {"\\p{Script_Extensions=Deva}", "u", u"\u0964", "0-1"},
      {"\\p{Script=Deva}", "u", u"\u0964", "no match"},
      {"\\p{ASCII_Hex_Digit}+", "u", u"xyz12AG", "3-6"},
      {"\\p{Any}", "u", u"\U0001f600", "0-2"},
      {"\\p{Emoji_Presentation}", "u", u"a\U0001f600", "1-3"},
      {"\\p{Cn}", "u", u"\u0378", "0-1"},
      {"\\p{Lu}", "iu", u"a", "0-1"},
      {"[^\\p{Lu}]", "iu", u"a", "no match"},
      {"\\P{Lu}", "iu", u"A", "0-1"},
      {"\\p{Lu}", "iv", u"a", "0-1"},
      {"\\P{Lu}", "iv", u"A", "no match"},
      {"[^\\P{Lu}]", "iv", u"a", "0-1"},
      {"\\p{L}", "", u"p{L}", "0-4"},
  });
}

TEST(Matcher, SetNotation) {
  check({
      {"[[a-z]--[aeiou]]+", "v", u"aebcd", "2-5"},
      {"[[a-z]&&[x-z0-9]]+", "v", u"axyz0", "1-4"},
      {"[\\w--\\d]+", "v", u"12ab", "2-4"},
      {"[\\p{L}--[a-z]]", "v", u"abÉ", "2-3"},
      {"[^[a-z]--[b]]", "v", u"ab", "1-2"},
      {"[\\q{abc|d|}x]", "v", u"abcd", "0-3"},
      {"[\\q{abc|ab|a}]", "v", u"ab", "0-2"},
      {"[\\q{ab|abc}]$", "v", u"abc", "0-3"},
      {"[\\q{abc|ab|a}]bc", "v", u"abc", "0-3"},
      {"[\\q{abc|ab|a}]c", "v", u"abc", "0-3"},
      {"[\\q{}]", "v", u"a", "0-0"},
      {"[\\q{a|}--a]", "v", u"a", "0-0"},
      {"[\\q{ab|b}&&\\q{ab|c}]", "v", u"bab", "1-3"},
      {"[\\q{ab|b}--\\q{ab}]", "v", u"ab", "1-2"},
      {"(?<=[\\q{ab|b|cb}])d", "v", u"abd", "2-3"},
      {"(?<=^[\\q{ab|b}])d", "v", u"abd", "2-3"},
      {"^[\\q{KM|x}]$", "iv", u"\u212am", "0-2"},
      {"^[[a]--[A]]$", "iv", u"a", "no match"},
      {"^[^x]$", "iv", u"X", "no match"},
      {"^[[a-z]&&[A-Z]]+$", "iv", u"aZ\u017f", "0-3"},
      {"^\\p{RGI_Emoji}$", "v", u"\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "0-11"},
      {"^\\p{Emoji_Keycap_Sequence}$", "v", u"1\ufe0f\u20e3", "0-3"},
      {"^\\p{RGI_Emoji_Flag_Sequence}{2}$", "v", u"\U0001f1e6\U0001f1f9\U0001f1e9\U0001f1ea", "0-8"},
      {"^\\p{RGI_Emoji_Modifier_Sequence}$", "v", u"\U0001f44d\U0001f3fd", "0-4"},
      {"\\p{RGI_Emoji}", "v", u"a\U0001f44d\U0001f3fd", "1-5"},
      {"^[\\p{RGI_Emoji}--\\q{\U0001f44d}]$", "v", u"\U0001f44d", "no match"},
      {"(?<=\\p{RGI_Emoji})b", "v", u"\U0001f44d\U0001f3fdb", "4-5"},
  });
}

// https://tc39.es/ecma262/#sec-regular-expressions-patterns
TEST(Matcher, AnnexB) {
  check({
      {"\\c", "", u"\\c", "0-2"},
      {"\\cA", "", u"\x01", "0-1"},
      {"[\\c]+", "", u"\\c", "0-2"},
      {"[\\c_]", "", u"\x1f", "0-1"},
      {"[\\c0]", "", u"\x10", "0-1"},
      {"[\\c*]+", "", u"\\c*", "0-3"},
      {"\\07\\377\\400", "", u"\x07\xff\x20\x30", "0-4"},
      {"[\\d-a-z]+", "", u"1-az", "0-4"},
      {"{", "", u"{", "0-1"},
      {"a{1", "", u"a{1", "0-3"},
      {"]", "", u"]", "0-1"},
      {"(?=a)*", "", u"a", "0-0"},
      {"(?=a)+a", "", u"a", "0-1"},
      {"(?!a){2}b", "", u"b", "0-1"},
      {"\\u{2}", "", u"uu", "0-2"},
      {"\\p{2}", "", u"pp", "0-2"},
      {"\\x1", "", u"x1", "0-2"},
      {"\\a\\_\\-", "", u"a_-", "0-3"},
  });
}

TEST(Matcher, Sticky) {
  check({
      {"a", "y", u"ba", "no match"},
      {"a", "y", u"ba", "1-2", 1},
      {"^a", "y", u"ba", "no match", 1},
      {"^a", "my", u"b\na", "2-3", 2},
      {"a|b", "y", u"cb", "1-2", 1},
      {".*b", "y", u"aab", "1-3", 1},
  });
}

TEST(Matcher, SkippingLines) {
  check({
      {".*;", "", u"abc\ndef;", "4-8"},
      {".*?;", "", u"abc\rdef;", "4-8"},
      {".+;", "", u"abc\n;def;", "4-9"},
      {"(.*)\\1;", "", u"xab;", "3-4 3-3"},
      {"(.*)b\\1;", "", u"xaba;", "1-5 1-2"},
      {"[^]*x", "", u"abc\ndef", "no match"},
      {".*", "", u"a\nb", "1-1", 1},
      {".*\\b", "u", u"\U0001f600 ", "no match"},
  });
}

TEST(Matcher, SkippingRuns) {
  check({
      {"\\w+\\(", "", u"abc def(", "4-8"},
      {"\\w*\\(", "", u"abc (", "4-5"},
      {"(\\w+):(\\d)", "", u"ab:c:1", "3-6 3-4 5-6"},
      {"\\w+(?=\\()", "", u"abc def(", "4-7"},
      {"\\w+?(?=\\()", "", u"abc def(", "4-7"},
      {"\\w+(?=bc)", "", u"aabcbc", "0-4"},
      {"a*(?=b)bc", "", u"aabd aabc", "5-9"},
      {"[^x]*x", "", u"abc", "no match"},
      {"[^]*?(?=$)", "", u"abc", "0-3"},
      {"(\\d+):\\1", "", u"12:2", "1-4 1-2"},
      {"(?<=(\\d))a+b", "", u"1ac1aab", "4-7 3-4"},
      {"a+(?<=^.{2})b", "", u"aaab aab", "no match"},
      {"[a-z]+\\d", "iu", u"\u017fK\u212a\U0001f600k1", "5-7"},
  });
}

TEST(Program, NamedGroups) {
  const auto program = compile("(?<b>x)(?:(?<a>y)|(z)(?<a>\\u{62}))\\k<c>(?<c>w)", {});
  ASSERT_TRUE(program);
  EXPECT_EQ((*program)->capture_count(), 6U);
  const auto groups = (*program)->named_groups();
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].name, "b");
  EXPECT_EQ(groups[1].name, "a");
  EXPECT_EQ(groups[1].groups, (std::vector<std::uint32_t>{2, 4}));
  EXPECT_EQ(groups[2].name, "c");
  EXPECT_GT((*program)->memory_size(), sizeof(Program));
}

TEST(Program, ErrorsOfThePattern) {
  EXPECT_EQ(run("(", "", u""), "Unterminated group");
  EXPECT_EQ(run("\\k<a>(?<b>)", "", u""), "Invalid named capture referenced");
  EXPECT_EQ(run("[b-a]", "v", u""), "Range out of order in character class");
}

}  // namespace
}  // namespace orrery::regexp
