#include "web/encoding/utf8_text.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

TEST(Utf8Text, AsciiIsNotCopied) {
  const std::string_view ascii = "https://example.com/";
  const Utf8Text text(bytes_of(ascii));
  EXPECT_EQ(text.view().data(), ascii.data());
  EXPECT_EQ(text.view(), ascii);
}

TEST(Utf8Text, Latin1BecomesTwoBytes) {
  EXPECT_EQ(Utf8Text(bytes_of("caf\xE9")).view(), "caf\xC3\xA9");
  EXPECT_EQ(Utf8Text(bytes_of("")).view(), "");
}

TEST(Utf8Text, Utf16) {
  EXPECT_EQ(Utf8Text(u""sv).view(), "");
  EXPECT_EQ(Utf8Text(u"abc"sv).view(), "abc");
  EXPECT_EQ(Utf8Text(u"a\u00E9\u20AC\U0001F4A9z"sv).view(), "a\u00E9\u20AC\U0001F4A9z");
}

TEST(Utf8Text, LoneSurrogatesAreReplaced) {
  const char16_t units[] = {u'a', 0xD83D, u'b', 0xDC00, 0xDC00, 0xD83D, 0xDCA9, 0xD800};
  EXPECT_EQ(Utf8Text(std::u16string_view(units, 8)).view(), "a\uFFFDb\uFFFD\uFFFD\U0001F4A9\uFFFD");
}

/// What is written into `room` bytes, and how much is read.
template <typename Text>
std::pair<std::string, std::size_t> encode_into(const Text& text, std::size_t room) {
  std::vector<std::uint8_t> bytes(room);
  const EncodeIntoResult result = encode_utf8_into(text, bytes);
  return {std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(result.written)),
          result.read};
}

TEST(EncodeUtf8Into, WholeCodePointsOnly) {
  const std::u16string_view text = u"a\u00E9\u20AC\U0001F4A9z";
  EXPECT_EQ(encode_into(text, 20), std::pair("a\u00E9\u20AC\U0001F4A9z"s, 6UZ));
  EXPECT_EQ(encode_into(text, 10), std::pair("a\u00E9\u20AC\U0001F4A9"s, 5UZ));
  EXPECT_EQ(encode_into(text, 9), std::pair("a\u00E9\u20AC"s, 3UZ));
  EXPECT_EQ(encode_into(text, 5), std::pair("a\u00E9"s, 2UZ));
  EXPECT_EQ(encode_into(text, 2), std::pair("a"s, 1UZ));
  EXPECT_EQ(encode_into(text, 0), std::pair(""s, 0UZ));
  const char16_t lone[] = {0xD83D, u'x'};
  EXPECT_EQ(encode_into(std::u16string_view(lone, 2), 4), std::pair("\uFFFDx"s, 2UZ));
}

TEST(EncodeUtf8Into, Latin1) {
  EXPECT_EQ(encode_into(bytes_of("abc\xE9 d"), 20), std::pair("abc\u00E9 d"s, 6UZ));
  EXPECT_EQ(encode_into(bytes_of("abc\xE9 d"), 4), std::pair("abc"s, 3UZ));
  EXPECT_EQ(encode_into(bytes_of("abcdef"), 4), std::pair("abcd"s, 4UZ));
}

}  // namespace
}  // namespace orrery::web
