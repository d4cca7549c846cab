#include "web/url/idna/idna.h"

#include <gtest/gtest.h>

#include "web/url/domain.h"
#include "web/url/idna/label_rules.h"
#include "web/url/idna/punycode.h"

namespace orrery::web {
namespace {

std::string ascii(std::string_view domain, const IdnaOptions& options = {}) {
  return unicode_to_ascii(domain, options).value_or("failure");
}

TEST(Punycode, BothWays) {
  const std::pair<std::u32string_view, std::string_view> cases[] = {
      {U"", ""},
      {U"abc", "abc-"},
      {U"b\u00FCcher", "bcher-kva"},
      {U"\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587", "ihqwcrb4cv8a8dqg056pqjye"},
      {U"3\u5E74B\u7D44\u91D1\u516B\u5148\u751F", "3B-ww4c5e180e575a65lsy2b"},
      {U"\U0001F4A9", "ls8h"},
      {U"a-\u00DF-", "a---6ka"},
  };
  for (const auto& [text, encoded] : cases) {
    EXPECT_EQ(encode_punycode(text), encoded);
    EXPECT_EQ(decode_punycode(std::u32string(encoded.begin(), encoded.end())), text);
  }
}

TEST(Punycode, WhatStandsForNothing) {
  EXPECT_FALSE(decode_punycode(U"z"));         // the number goes on
  EXPECT_FALSE(decode_punycode(U"ls8h="));     // no digit
  EXPECT_FALSE(decode_punycode(U"99999999"));  // overflow
  EXPECT_FALSE(decode_punycode(U"zzzzzb"));    // beyond U+10FFFF, or no scalar value
  EXPECT_FALSE(decode_punycode(U"ib9b"));      // U+D800
}

TEST(Idna, Mapping) {
  EXPECT_EQ(ascii("Example.COM"), "example.com");
  EXPECT_EQ(ascii("B\u00DCcher.de"), "xn--bcher-kva.de");
  EXPECT_EQ(ascii("Bu\u0308cher.de"), "xn--bcher-kva.de");
  EXPECT_EQ(ascii("\u1E9E"), "xn--zca");  // not "ss"
  EXPECT_EQ(ascii("a\u00ADb"), "ab");     // ignored
  EXPECT_EQ(ascii("\u2460.\uFF0Ecom"), "1..com");
  EXPECT_EQ(ascii("\u2100"), "a/c");  // the URL standard refuses that later
  EXPECT_EQ(ascii("\U0001D7D8"), "0");
  EXPECT_EQ(ascii("\u33A5"), "m3");
  EXPECT_EQ(ascii("\uFFFD"), "failure");
  EXPECT_EQ(ascii("\uE000"), "failure");
  EXPECT_EQ(ascii("\U000323B0"), "xn--031o");  // new in Unicode 17
}

TEST(Idna, Labels) {
  EXPECT_EQ(ascii("xn--bcher-kva"), "xn--bcher-kva");
  EXPECT_EQ(ascii("XN--BCHER-KVA"), "xn--bcher-kva");
  EXPECT_EQ(ascii("xn--a"), "failure");
  EXPECT_EQ(ascii("xn--"), "failure");
  EXPECT_EQ(ascii("xn--abc-"), "failure");    // would be ASCII
  EXPECT_EQ(ascii("xn--8i7caa"), "failure");  // what it stands for would be mapped
  EXPECT_EQ(ascii("xn--\u00FC"), "failure");
  EXPECT_EQ(ascii("a\u0300b\u0300."), "xn--b-rfa74n.");  // an empty label
  EXPECT_EQ(ascii("\u0300a"), "failure");                // begins with a mark
  EXPECT_EQ(ascii("a--\u00FC"), "xn--a---joa");
  EXPECT_EQ(ascii(""), "");
}

TEST(Idna, StrictOptions) {
  constexpr IdnaOptions k_hyphens{.check_hyphens = true};
  EXPECT_EQ(ascii("ab--c", k_hyphens), "failure");
  EXPECT_EQ(ascii("-a", k_hyphens), "failure");
  EXPECT_EQ(ascii("a-.b", k_hyphens), "failure");
  EXPECT_EQ(ascii("a-b", k_hyphens), "a-b");
  constexpr IdnaOptions k_std3{.use_std3_ascii_rules = true};
  EXPECT_EQ(ascii("a_b", k_std3), "failure");
  EXPECT_EQ(ascii("A1-b", k_std3), "a1-b");
  constexpr IdnaOptions k_dns{.verify_dns_length = true};
  EXPECT_EQ(ascii(std::string(63, 'a'), k_dns), std::string(63, 'a'));
  EXPECT_EQ(ascii(std::string(64, 'a'), k_dns), "failure");
  EXPECT_EQ(ascii("a.", k_dns), "failure");
  EXPECT_EQ(ascii("", k_dns), "failure");
}

TEST(Idna, Joiners) {
  EXPECT_EQ(ascii("a\u200Cb"), "failure");
  EXPECT_EQ(ascii("\u200D"), "failure");
  EXPECT_EQ(ascii("\u0915\u094D\u200D\u0937"), "xn--11b2ezcw70k");  // after a virama
  EXPECT_TRUE(follows_joiner_rules(U"\u0628\u200C\u0628"));         // between joining letters
  EXPECT_TRUE(follows_joiner_rules(U"\u0628\u064E\u200C\u064E\u0627"));
  EXPECT_FALSE(follows_joiner_rules(U"\u0627\u200C\u0628"));  // U+0627 joins to the right only
  EXPECT_FALSE(follows_joiner_rules(U"\u0628\u200C"));
}

TEST(Idna, Directions) {
  EXPECT_EQ(ascii("\u05D0.com"), "xn--4db.com");
  EXPECT_EQ(ascii("\u05D0a"), "failure");
  EXPECT_EQ(ascii("a\u05D0"), "failure");
  EXPECT_EQ(ascii("0a.\u05D0"), "failure");  // in a Bidi domain no label begins with a digit
  EXPECT_EQ(ascii("0a.b"), "0a.b");
  EXPECT_TRUE(follows_bidi_rule(U"\u05D01"));
  EXPECT_TRUE(follows_bidi_rule(U"\u05D0\u0660\u0308"));
  EXPECT_FALSE(follows_bidi_rule(U"\u05D01\u0660"));
  EXPECT_FALSE(follows_bidi_rule(U"\u05D0-"));
  EXPECT_FALSE(follows_bidi_rule(U"a\u0660"));
  EXPECT_TRUE(follows_bidi_rule(U"a1"));
  EXPECT_TRUE(follows_bidi_rule(U""));
}

TEST(Idna, LongDomainsEndSoon) {
  std::string domain;
  for (std::size_t i = 0; i < k_max_idna_code_points; ++i) domain += "\u00FC";
  EXPECT_NE(ascii(domain), "failure");
  EXPECT_EQ(ascii(domain + "\u00FC"), "failure");
}

TEST(Domain, ToUnicode) {
  EXPECT_EQ(domain_to_unicode("xn--bcher-kva.de"), "b\u00FCcher.de");
  EXPECT_EQ(domain_to_unicode("xn--a.de"), "xn--a.de");
}

TEST(Domain, Strict) {
  EXPECT_EQ(parse_domain("a_b", true), std::nullopt);
  EXPECT_EQ(parse_domain("a_b", false), "a_b");
  EXPECT_EQ(parse_domain("xn--a", false), std::nullopt);
  EXPECT_FALSE(has_punycode_label("axn--b.c"));
  EXPECT_TRUE(has_punycode_label("axn--b.xn--c"));
}

}  // namespace
}  // namespace orrery::web
