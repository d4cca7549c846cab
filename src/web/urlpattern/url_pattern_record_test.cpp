#include "web/urlpattern/url_pattern_record.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

std::string pattern_of(std::string_view input, PatternComponent which) {
  const auto record = UrlPatternRecord::create(input, {}, false);
  return record ? record->component(which).pattern_string() : "error: " + record.error().message;
}

bool matches(std::string_view pattern, std::string_view url, bool ignores_case = false) {
  const auto record = UrlPatternRecord::create(pattern, {}, ignores_case);
  PatternMatch match;
  return record && record->match(url, {}, true, match) == regexp::MatchResult::Match;
}

TEST(UrlPatternRecordTest, ConstructorStrings) {
  constexpr std::string_view k_pattern = "http{s}?://{:subdomain.}?shop.example/products/:id([0-9]+)#reviews";
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Protocol), "http{s}?");
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Username), "*");
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Hostname), "{:subdomain.}?shop.example");
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Port), "");
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Pathname), "/products/:id([0-9]+)");
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Search), "");
  EXPECT_EQ(pattern_of(k_pattern, PatternComponent::Hash), "reviews");
}

TEST(UrlPatternRecordTest, Matches) {
  constexpr std::string_view k_pattern = "https://example.com/:category/*";
  EXPECT_TRUE(matches(k_pattern, "https://example.com/products/"));
  EXPECT_TRUE(matches(k_pattern, "https://example.com/blog/our-greatest-product-ever"));
  EXPECT_FALSE(matches(k_pattern, "https://example.com/"));
  EXPECT_FALSE(matches(k_pattern, "https://example.com:8443/blog/x"));
  EXPECT_FALSE(matches("https://example.com/Foo", "https://example.com/foo"));
  EXPECT_TRUE(matches("https://example.com/Foo", "https://example.com/foo", true));
}

TEST(UrlPatternRecordTest, Errors) {
  for (const std::string_view pattern : {"https://a/(", "https://a/(())", "https://a/:a/:a", "/relative",
                                         "https://a/{b", "https://a/(?x)", "https://a/\\"}) {
    EXPECT_FALSE(UrlPatternRecord::create(pattern, {}, false)) << pattern;
  }
}

TEST(UrlPatternRecordTest, BaseUrls) {
  const auto record =
      UrlPatternRecord::create("../admin/*", "https://discussion.example/forum/?page=2", false);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->component(PatternComponent::Pathname).pattern_string(), "/admin/*");
  EXPECT_EQ(record->component(PatternComponent::Search).pattern_string(), "*");
}

}  // namespace
}  // namespace orrery::web
