#include "base/unicode/unicode_text.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

std::u32string upper(char32_t code_point) {
  const CaseMapping mapping = to_uppercase(code_point);
  return {mapping.span().begin(), mapping.span().end()};
}

std::u32string lower(char32_t code_point) {
  const CaseMapping mapping = to_lowercase(code_point);
  return {mapping.span().begin(), mapping.span().end()};
}

std::u32string normalize(NormalizationForm form, std::u32string_view text) {
  std::u32string result;
  Normalizer normalizer(form, [&](char32_t code_point) { result += code_point; });
  for (const char32_t code_point : text) EXPECT_TRUE(normalizer.append(code_point));
  normalizer.finish();
  return result;
}

std::u32string nfc(std::u32string_view text) {
  return normalize(NormalizationForm::Nfc, text);
}
std::u32string nfd(std::u32string_view text) {
  return normalize(NormalizationForm::Nfd, text);
}
std::u32string nfkc(std::u32string_view text) {
  return normalize(NormalizationForm::Nfkc, text);
}
std::u32string nfkd(std::u32string_view text) {
  return normalize(NormalizationForm::Nfkd, text);
}

TEST(Case, SimpleMappings) {
  EXPECT_EQ(upper(U'a'), U"A");
  EXPECT_EQ(lower(U'Z'), U"z");
  EXPECT_EQ(upper(U'1'), U"1");
  EXPECT_EQ(upper(U'\u00ff'), U"\u0178");
  EXPECT_EQ(lower(U'\u0100'), U"\u0101");
  EXPECT_EQ(lower(U'\u0101'), U"\u0101");
  EXPECT_EQ(upper(U'\u0101'), U"\u0100");
  EXPECT_EQ(upper(U'\u03c2'), U"\u03a3");
  EXPECT_EQ(lower(U'\U00010400'), U"\U00010428");
  EXPECT_EQ(lower(U'\u13a0'), U"\uab70");
}

TEST(Case, MappingsToSeveral) {
  EXPECT_EQ(upper(U'\u00df'), U"SS");
  EXPECT_EQ(upper(U'\u0149'), U"\u02bcN");
  EXPECT_EQ(upper(U'\ufb03'), U"FFI");
  EXPECT_EQ(lower(U'\u0130'), U"i\u0307");
}

TEST(Case, Properties) {
  EXPECT_TRUE(is_cased(U'a'));
  EXPECT_TRUE(is_cased(U'\u02b0'));
  EXPECT_FALSE(is_cased(U'1'));
  EXPECT_TRUE(is_case_ignorable(U'\''));
  EXPECT_TRUE(is_case_ignorable(U'\u00ad'));
  EXPECT_FALSE(is_case_ignorable(U'a'));
}

TEST(Normalization, Forms) {
  EXPECT_EQ(nfd(U"\u00e9"), U"e\u0301");
  EXPECT_EQ(nfc(U"e\u0301"), U"\u00e9");
  EXPECT_EQ(nfkd(U"\ufb01"), U"fi");
  EXPECT_EQ(nfc(U"\ufb01"), U"\ufb01");
  EXPECT_EQ(nfkc(U"\u1e9b\u0323"), U"\u1e69");
  EXPECT_EQ(nfc(U"\u1e9b\u0323"), U"\u1e9b\u0323");
  EXPECT_EQ(nfd(U"\u1e9b\u0323"), U"\u017f\u0323\u0307");
}

TEST(Normalization, MarksAreOrderedAndBlocked) {
  EXPECT_EQ(nfd(U"a\u0301\u0323"), U"a\u0323\u0301");
  EXPECT_EQ(nfc(U"a\u0301\u0323"), U"\u1ea1\u0301");
  // The second acute accent is blocked by the one that composes no further.
  EXPECT_EQ(nfc(U"q\u0301\u0301"), U"q\u0301\u0301");
  EXPECT_EQ(nfc(U"\u0301a"), U"\u0301a");
}

TEST(Normalization, StartersThatCompose) {
  EXPECT_EQ(nfc(U"\u0b47\u0b3e"), U"\u0b4b");
  EXPECT_EQ(nfc(U"\u1100\u1161\u11a8"), U"\uac01");
  EXPECT_EQ(nfd(U"\uac01"), U"\u1100\u1161\u11a8");
  EXPECT_EQ(nfc(U"\uac01\u11a8"), U"\uac01\u11a8");
  EXPECT_EQ(nfc(U"\u1100\u1161\u0301\u11a8"), U"\uac00\u0301\u11a8");
}

TEST(Normalization, ExclusionsStayDecomposed) {
  EXPECT_EQ(nfc(U"\u0958"), U"\u0915\u093c");
  EXPECT_EQ(nfc(U"\u2126"), U"\u03a9");
}

}  // namespace
}  // namespace orrery::base
