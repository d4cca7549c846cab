#include "web/url/percent_encoding.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

using namespace std::string_literals;

std::string encode(std::string_view text, PercentEncodeSet set) {
  std::string out;
  append_percent_encoded(out, text, set);
  return out;
}

/// The printable ASCII characters that are in `set`.
std::string members(PercentEncodeSet set) {
  std::string found;
  for (char c = ' '; c < '\x7F'; ++c)
    if (is_in(set, c)) found += c;
  return found;
}

TEST(PercentEncoding, Sets) {
  EXPECT_EQ(members(PercentEncodeSet::C0Control), "");
  EXPECT_EQ(members(PercentEncodeSet::Fragment), " \"<>`");
  EXPECT_EQ(members(PercentEncodeSet::Query), " \"#<>");
  EXPECT_EQ(members(PercentEncodeSet::SpecialQuery), " \"#'<>");
  EXPECT_EQ(members(PercentEncodeSet::Path), " \"#<>?^`{}");
  EXPECT_EQ(members(PercentEncodeSet::Userinfo), " \"#/:;<=>?@[\\]^`{|}");
  EXPECT_EQ(members(PercentEncodeSet::Component), " \"#$%&+,/:;<=>?@[\\]^`{|}");
  EXPECT_EQ(members(PercentEncodeSet::FormUrlencoded), " !\"#$%&'()+,/:;<=>?@[\\]^`{|}~");
  for (const auto set : {PercentEncodeSet::C0Control, PercentEncodeSet::FormUrlencoded}) {
    for (int c = 0; c < 0x20; ++c) EXPECT_TRUE(is_in(set, static_cast<char>(c)));
    for (int c = 0x7F; c < 0x100; ++c) EXPECT_TRUE(is_in(set, static_cast<char>(c)));
  }
}

TEST(PercentEncoding, Encode) {
  EXPECT_EQ(encode("", PercentEncodeSet::Path), "");
  EXPECT_EQ(encode("plain", PercentEncodeSet::Path), "plain");
  EXPECT_EQ(encode("\u2261 a b\x7F", PercentEncodeSet::Userinfo), "%E2%89%A1%20a%20b%7F");
  EXPECT_EQ(encode("100%", PercentEncodeSet::Userinfo), "100%");
  EXPECT_EQ(encode("\0\n"s, PercentEncodeSet::C0Control), "%00%0A");
}

TEST(PercentEncoding, AfterEncoding) {
  const auto encoded = [](std::string_view text, Encoding encoding, PercentEncodeSet set) {
    std::string out;
    append_percent_encoded_after_encoding(out, text, encoding, set);
    return out;
  };
  constexpr auto k_query = PercentEncodeSet::SpecialQuery;
  constexpr auto k_form = PercentEncodeSet::FormUrlencoded;
  EXPECT_EQ(encoded(" ", Encoding::ShiftJis, k_query), "%20");
  EXPECT_EQ(encoded("\u2261", Encoding::ShiftJis, k_query), "%81%DF");
  EXPECT_EQ(encoded("\u203D", Encoding::ShiftJis, k_query), "%26%238253%3B");
  EXPECT_EQ(encoded("\u00A5", Encoding::Iso2022Jp, k_query), "%1B(J\\%1B(B");
  EXPECT_EQ(encoded("\u65E5\U0001F4A9a", Encoding::Iso2022Jp, k_query), "%1B$BF|%1B(B%26%23128169%3Ba");
  EXPECT_EQ(encoded("\x0E", Encoding::Iso2022Jp, k_query), "%26%2365533%3B");
  EXPECT_EQ(encoded("1+1 \u2261 2%20\u203D", Encoding::ShiftJis, k_form), "1%2B1+%81%DF+2%2520%26%238253%3B");
  EXPECT_EQ(encoded("a b", Encoding::Utf8, k_form), "a+b");
}

TEST(PercentEncoding, Decode) {
  EXPECT_EQ(percent_decode("%25%s%1G%"), "%%s%1G%");
  EXPECT_EQ(percent_decode("\u203D%25%2E"), "\u203D%.");
  EXPECT_EQ(percent_decode("%4"), "%4");
  EXPECT_EQ(percent_decode("%aF%Af%%41"), "\xAF\xAF%A");
  EXPECT_EQ(percent_decode("%00"), "\0"s);
}

}  // namespace
}  // namespace orrery::web
