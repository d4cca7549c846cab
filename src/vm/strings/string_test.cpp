#include "vm/strings/string.h"

#include "vm/strings/string_builder.h"
#include "vm/strings/string_factory.h"
#include "vm/test_agent.h"

namespace orrery::vm {
namespace {

ORRERY_AGENT_TEST(StringTest);

TEST_P(StringTest, KeepsLatin1WhereItCan) {
  EXPECT_TRUE(string("abc")->is_latin1());
  EXPECT_TRUE(string("\u00ff\u00e9x")->is_latin1());
  EXPECT_FALSE(string("\u0100x")->is_latin1());
  EXPECT_TRUE(string(u"only latin-1 in here: \u00e4")->is_latin1());
  EXPECT_FALSE(string(u"0123456789\u03b1")->is_latin1());
  EXPECT_EQ(string("a\U0001F600")->length(), 3u);
  EXPECT_EQ(string("a\U0001F600")->code_point_at(1), 0x1F600u);
  EXPECT_EQ(string("a\U0001F600")->code_point_at(2), 0xDE00u);
}

TEST_P(StringTest, EmptyAndSingleCharactersAreShared) {
  EXPECT_EQ(string(""), empty_string(agent()));
  EXPECT_EQ(string("x"), single_character(agent(), u'x'));
  EXPECT_EQ(string("7"), single_character(agent(), u'7'));
  EXPECT_FALSE(single_character(agent(), u'7')->is_atom());
  EXPECT_TRUE(single_character(agent(), u'x')->is_atom());
  EXPECT_EQ(single_character(agent(), 0x3b1)->to_utf8(), "α");
}

TEST_P(StringTest, DecodesUtf8AndReplacesWhatIsNone) {
  EXPECT_EQ(string("h\u00e9 \u4e16 \U0001F600")->to_utf8(), "h\u00e9 \u4e16 \U0001F600");
  // A lone surrogate stays; its UTF-8 is U+FFFD.
  String* lone = string("a\xED\xA0\x80z");
  EXPECT_EQ(lone->length(), 3u);
  EXPECT_EQ(lone->code_unit_at(1), 0xD800);
  EXPECT_EQ(lone->to_utf8(), "a\uFFFDz");
  EXPECT_EQ(lone->to_wtf8(), "a\xED\xA0\x80z");
  // The replacements that the Encoding standard prescribes.
  EXPECT_EQ(string("\xFFz")->to_utf8(), "\uFFFDz");
  EXPECT_EQ(string("\xC0\xAFz")->to_utf8(), "\uFFFD\uFFFDz");
  EXPECT_EQ(string("\xF0\x9F\x98z")->to_utf8(), "\uFFFDz");
  EXPECT_EQ(string("\xE0\x80z")->to_utf8(), "\uFFFD\uFFFDz");
  EXPECT_EQ(string("\xF4\x90\x80\x80")->to_utf8(), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(string("abc\xE2\x82")->to_utf8(), "abc\uFFFD");
}

TEST_P(StringTest, RopesBecomeSlicesWhenRead) {
  String* rope = MUST(concatenate(agent(), string("0123456789"), string("abcdefghij")));
  EXPECT_TRUE(rope->is_rope());
  EXPECT_EQ(rope->length(), 20u);
  EXPECT_EQ(rope->code_unit_at(10), u'a');
  EXPECT_TRUE(rope->is_slice());
  EXPECT_EQ(rope->to_utf8(), "0123456789abcdefghij");

  String* wide = MUST(concatenate(agent(), string("0123456789"), string("αβγδεζηθικ")));
  EXPECT_FALSE(wide->is_latin1());
  EXPECT_EQ(wide->to_utf8(), "0123456789αβγδεζηθικ");
}

TEST_P(StringTest, ShortResultsAreCopied) {
  EXPECT_TRUE(MUST(concatenate(agent(), string("12345678"), string("abcdefgh")))->is_flat());
  String* long_text = string("a text that is long enough for a slice");
  EXPECT_TRUE(substring(agent(), long_text, 2, 12)->is_flat());
  EXPECT_EQ(substring(agent(), long_text, 2, 12)->to_utf8(), "text that ");
  EXPECT_EQ(substring(agent(), long_text, 5, 5), empty_string(agent()));
  EXPECT_EQ(substring(agent(), long_text, 2, 3), single_character(agent(), u't'));
  EXPECT_EQ(substring(agent(), long_text, 0, long_text->length()), long_text);
  String* ab = string("ab");
  EXPECT_EQ(MUST(concatenate(agent(), ab, empty_string(agent()))), ab);
  EXPECT_EQ(MUST(concatenate(agent(), empty_string(agent()), ab)), ab);
}

TEST_P(StringTest, SlicesOfSlicesReferToTheFlatString) {
  String* text = string("a text that is long enough for a slice of a slice");
  String* outer = substring(agent(), text, 2, 45);
  ASSERT_TRUE(outer->is_slice());
  String* inner = substring(agent(), outer, 5, 30);
  ASSERT_TRUE(inner->is_slice());
  EXPECT_EQ(inner->to_utf8(), "that is long enough for a");
  EXPECT_EQ(inner->latin1().data(), text->latin1().data() + 7);
  // Of a rope, which is flattened for it.
  String* rope = MUST(concatenate(agent(), inner, string("αβγδεζηθικ")));
  EXPECT_EQ(substring(agent(), rope, 20, 30)->to_utf8(), "for aαβγδε");
  EXPECT_EQ(substring(agent(), rope, 2, 30)->to_utf8(), "at is long enough for aαβγδε");
}

TEST_P(StringTest, DeepRopesAreFlattenedWithoutRecursion) {
  const int depth = collects_always() ? 200 : 200'000;
  String* to_the_left = string("");
  String* to_the_right = string("");
  String* zigzag = string("");
  std::string expected_left;
  std::string expected_right;
  for (int i = 0; i < depth; ++i) {
    String* piece = single_character(agent(), static_cast<char16_t>(u'a' + i % 26));
    to_the_left = MUST(concatenate(agent(), to_the_left, piece));
    to_the_right = MUST(concatenate(agent(), piece, to_the_right));
    zigzag =
        i % 2 == 0 ? MUST(concatenate(agent(), zigzag, piece)) : MUST(concatenate(agent(), piece, zigzag));
    expected_left.push_back(static_cast<char>('a' + i % 26));
  }
  expected_right.assign(expected_left.rbegin(), expected_left.rend());
  EXPECT_EQ(to_the_left->to_utf8(), expected_left);
  EXPECT_EQ(to_the_right->to_utf8(), expected_right);
  EXPECT_EQ(zigzag->to_utf8().size(), static_cast<std::size_t>(depth));
}

TEST_P(StringTest, SharedPartsOfRopesAreCopiedAsOftenAsTheyAppear) {
  String* text = string("0123456789abcdefghij");
  for (int i = 0; i < 12; ++i) text = MUST(concatenate(agent(), text, text));
  EXPECT_EQ(text->length(), 20u << 12);
  EXPECT_EQ(text->code_unit_at((20u << 12) - 1), u'j');
  EXPECT_EQ(text->code_unit_at(20u << 11), u'0');
}

TEST_P(StringTest, LengthIsLimited) {
  String* text = string("0123456789abcdef");
  Completion<String*> result = text;
  for (int i = 0; i < 24; ++i) result = concatenate(agent(), result.value(), result.value());
  EXPECT_EQ(result.value()->length(), 16u << 24);
  result = concatenate(agent(), result.value(), result.value());
  EXPECT_TRUE(result.is_thrown());
  EXPECT_EQ(take_exception(), "RangeError: Invalid string length");
}

TEST_P(StringTest, HashesDependOnTheCodeUnitsAlone) {
  String* text = string("a text that is long enough for a slice");
  String* rope = MUST(concatenate(agent(), string("a text that is long "), string("enough for a slice")));
  // The same in a slice of a UTF-16 string.
  String* wide = string("αa text that is long enough for a slice");
  String* slice = substring(agent(), wide, 1, wide->length());
  ASSERT_FALSE(slice->is_latin1());
  EXPECT_EQ(text->hash(), rope->hash());
  EXPECT_EQ(text->hash(), slice->hash());
  EXPECT_NE(text->hash(), wide->hash());
  EXPECT_NE(string("ab")->hash(), string("ba")->hash());
  EXPECT_TRUE(text->equals(slice));
  EXPECT_TRUE(slice->equals(rope));
  EXPECT_FALSE(text->equals(wide));
  EXPECT_EQ(slice->compare(text), 0);
}

TEST_P(StringTest, ComparesCodeUnits) {
  EXPECT_LT(string("abc")->compare(string("abd")), 0);
  EXPECT_GT(string("abc")->compare(string("ab")), 0);
  EXPECT_LT(string("")->compare(string("a")), 0);
  EXPECT_LT(string("\u00ff")->compare(string("\u0100")), 0);
  EXPECT_GT(string("\u0100a")->compare(string("\u00ff\u00ffz")), 0);
  // U+FF61 is one unit, and larger than the first of a surrogate pair.
  EXPECT_GT(string("\uFF61")->compare(string("\U0001F600")), 0);
}

ORRERY_AGENT_TEST(StringBuilderTest);

TEST_P(StringBuilderTest, WidensWhenItMust) {
  StringBuilder builder(agent());
  std::string expected;
  for (int i = 0; i < 300; ++i) {
    builder.append(static_cast<char16_t>(u'a' + i % 26));
    expected.push_back(static_cast<char>('a' + i % 26));
  }
  builder.append_code_point(0x1F600);
  builder.append(string("\u00e9"));
  builder.append_ascii("tail");
  builder.append(MUST(concatenate(agent(), string("0123456789"), string("abcdefghij"))));
  String* result = MUST(builder.finish());
  EXPECT_FALSE(result->is_latin1());
  EXPECT_EQ(result->to_utf8(), expected + "\U0001F600\u00e9tail0123456789abcdefghij");
  // And it can be used again.
  builder.append_ascii("again");
  EXPECT_EQ(MUST(builder.finish())->to_utf8(), "again");
  EXPECT_EQ(MUST(builder.finish()), empty_string(agent()));
}

TEST_P(StringBuilderTest, LongResultsKeepTheirCell) {
  StringBuilder builder(agent());
  String* piece = string("a piece of some length; ");
  for (int i = 0; i < 400; ++i) builder.append(piece);
  String* result = MUST(builder.finish());
  EXPECT_EQ(result->length(), 400 * piece->length());
  EXPECT_EQ(result->code_unit_at(result->length() - 2), u';');
}

TEST_P(StringBuilderTest, TooLongIsARangeErrorAndTakesNoMemory) {
  StringBuilder builder(agent());
  String* power = string("0123456789abcdef0123456789abcdef");
  String* text = power;
  for (int i = 6; i < 29; ++i) {
    power = MUST(concatenate(agent(), power, power));
    text = MUST(concatenate(agent(), text, power));
  }
  EXPECT_EQ(text->length(), (std::uint32_t{1} << 29) - 32);
  builder.append_ascii("0123456789abcdef0123456789abcdef0123456789abcdef");
  builder.append(text);
  EXPECT_TRUE(builder.has_failed());
  EXPECT_TRUE(builder.finish().is_thrown());
  EXPECT_EQ(take_exception(), "RangeError: Invalid string length");
  EXPECT_FALSE(builder.has_failed());
}

TEST(StringLimitTest, OneLargeStringBeyondTheHeapsLimitIsARangeError) {
  TestDoor door;
  AgentOptions options;
  options.heap.limit = std::size_t{16} << 20;
  const std::unique_ptr<Agent> agent = Agent::create(options, door);
  EXPECT_TRUE(make_unfilled_latin1(*agent, std::size_t{64} << 20).is_thrown());
  ASSERT_TRUE(agent->has_exception());
  const Value exception = agent->take_exception();
  EXPECT_EQ(exception.as_string()->to_utf8(), "RangeError: Out of memory: there is no room for this string");
}

}  // namespace
}  // namespace orrery::vm
