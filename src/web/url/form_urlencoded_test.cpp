#include "web/url/form_urlencoded.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

using namespace std::string_literals;

TEST(FormUrlencoded, Parse) {
  const NameValueList empty;
  EXPECT_EQ(parse_form_urlencoded(""), empty);
  EXPECT_EQ(parse_form_urlencoded("&&"), empty);
  EXPECT_EQ(parse_form_urlencoded("a=b&c"), (NameValueList{{"a", "b"}, {"c", ""}}));
  EXPECT_EQ(parse_form_urlencoded("=&=b&a=b=c&"), (NameValueList{{"", ""}, {"", "b"}, {"a", "b=c"}}));
  EXPECT_EQ(parse_form_urlencoded("a+b=%2B+%20"), (NameValueList{{"a b", "+  "}}));
  EXPECT_EQ(parse_form_urlencoded("%3d=%26&%=%4"), (NameValueList{{"=", "&"}, {"%", "%4"}}));
  EXPECT_EQ(parse_form_urlencoded("%00=\u00FC"), (NameValueList{{"\0"s, "\u00FC"}}));
}

TEST(FormUrlencoded, ParseReplacesWhatIsNoUtf8) {
  EXPECT_EQ(parse_form_urlencoded("%FF=%E2%82"), (NameValueList{{"\uFFFD", "\uFFFD"}}));
  EXPECT_EQ(parse_form_urlencoded("%EF%BB%BFa"), (NameValueList{{"\uFEFFa", ""}}));  // the mark is kept
}

TEST(FormUrlencoded, Serialize) {
  EXPECT_EQ(serialize_form_urlencoded({}), "");
  EXPECT_EQ(serialize_form_urlencoded({{"a", "b"}, {"", ""}, {"c d", "*-._"}}), "a=b&=&c+d=*-._");
  EXPECT_EQ(serialize_form_urlencoded({{"+&=%", "\u00FC~'\n"}}), "%2B%26%3D%25=%C3%BC%7E%27%0A");
}

TEST(FormUrlencoded, RoundTrip) {
  std::string all;
  for (char c = 0; c != '\x7F'; ++c) all += c;
  const NameValueList tuples{{all, "\u20AC\U0001F4A9"}, {"", all}};
  EXPECT_EQ(parse_form_urlencoded(serialize_form_urlencoded(tuples)), tuples);
}

}  // namespace
}  // namespace orrery::web
