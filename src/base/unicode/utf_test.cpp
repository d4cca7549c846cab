#include "base/unicode/utf.h"

#include <random>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string encode(char32_t code_point) {
  std::string text;
  append_wtf8(text, code_point);
  return text;
}

std::u16string utf16_of(char32_t code_point) {
  if (code_point < 0x10000) return {static_cast<char16_t>(code_point)};
  const char32_t bits = code_point - 0x10000;
  return {static_cast<char16_t>(0xD800 | bits >> 10), static_cast<char16_t>(0xDC00 | (bits & 0x3FF))};
}

// Every code point, alone: what one function writes, the others read.
TEST(Utf, RoundTripsEveryCodePoint) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    const std::string text = encode(code_point);
    const std::u16string units = utf16_of(code_point);
    const DecodedCodePoint decoded = decode_wtf8(text.data());
    ASSERT_EQ(decoded.code_point, code_point);
    ASSERT_EQ(decoded.length, text.size());
    ASSERT_EQ(is_valid_utf8(text), !is_surrogate(code_point)) << std::hex << std::uint32_t{code_point};
    ASSERT_EQ(is_ascii(text), code_point < 0x80);
    ASSERT_EQ(utf16_length(text), units.size());
    ASSERT_EQ(code_point_count(text), 1u);
    ASSERT_EQ(utf16_from_wtf8(text), units);
    ASSERT_EQ(wtf8_from_utf16(units), text);
  }
}

TEST(Utf, EncodesKnownCodePoints) {
  EXPECT_EQ(encode(0), "\0"s);
  EXPECT_EQ(encode(0x7F), "\x7F");
  EXPECT_EQ(encode(0x80), "\xC2\x80");
  EXPECT_EQ(encode(0x7FF), "\xDF\xBF");
  EXPECT_EQ(encode(0x800), "\xE0\xA0\x80");
  EXPECT_EQ(encode(0xD800), "\xED\xA0\x80");
  EXPECT_EQ(encode(0xDFFF), "\xED\xBF\xBF");
  EXPECT_EQ(encode(0xFFFF), "\xEF\xBF\xBF");
  EXPECT_EQ(encode(0x10000), "\xF0\x90\x80\x80");
  EXPECT_EQ(encode(0x10FFFF), "\xF4\x8F\xBF\xBF");
}

TEST(Utf, AppendingJoinsSurrogates) {
  std::string text = "a";
  append_wtf8(text, 0xD83D);
  EXPECT_EQ(text, "a\xED\xA0\xBD");
  append_wtf8(text, 0xDE00);
  EXPECT_EQ(text, "a\U0001F600");
  append_wtf8(text, 0xDE00);  // a lone low one after a whole pair
  EXPECT_EQ(text, "a\U0001F600\xED\xB8\x80");
  append_wtf8(text, 0xDE00);
  EXPECT_EQ(text, "a\U0001F600\xED\xB8\x80\xED\xB8\x80");
}

TEST(Utf, AppendingALowSurrogateAfterOtherCharactersKeepsThem) {
  // U+D7FF ends like a high surrogate but for its second byte; the others end in 0xED or near it.
  for (const char32_t before : {U'\uD7FF', U'\u00ED', U'\U000ED000', U'\uEDA0'}) {
    std::string text = encode(before);
    append_wtf8(text, 0xDC00);
    EXPECT_EQ(text, encode(before) + "\xED\xB0\x80");
  }
}

TEST(Utf, JoinsEveryKindOfPair) {
  for (char32_t high = 0xD800; high <= 0xDBFF; high += 0x11) {
    for (char32_t low = 0xDC00; low <= 0xDFFF; low += 0x11) {
      const std::u16string units = {static_cast<char16_t>(high), static_cast<char16_t>(low)};
      std::string text = encode(high);
      append_wtf8(text, low);
      ASSERT_EQ(text, encode(join_surrogates(high, low)));
      ASSERT_EQ(wtf8_from_utf16(units), text);
      ASSERT_EQ(utf16_from_wtf8(text), units);
    }
  }
}

TEST(Utf, KeepsLoneSurrogatesOfUtf16) {
  EXPECT_EQ(wtf8_from_utf16(u"\xD800"sv), "\xED\xA0\x80");
  EXPECT_EQ(wtf8_from_utf16(u"\xDC00\xD800"sv), "\xED\xB0\x80\xED\xA0\x80");
  EXPECT_EQ(wtf8_from_utf16(u"\xD800\xD800\xDC00z"sv), "\xED\xA0\x80\xF0\x90\x80\x80z");
  EXPECT_EQ(wtf8_from_utf16(u"\xD800x\xDC00"sv), "\xED\xA0\x80x\xED\xB0\x80");
}

TEST(Utf, EmptyTexts) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_ascii({}));
  EXPECT_EQ(ascii_prefix_length({}), 0u);
  EXPECT_EQ(replace_invalid_utf8({}), "");
  EXPECT_EQ(wtf8_from_latin1({}), "");
  EXPECT_EQ(wtf8_from_utf16({}), "");
  EXPECT_EQ(utf16_from_wtf8({}), u"");
  EXPECT_EQ(utf16_length({}), 0u);
  EXPECT_EQ(code_point_count({}), 0u);
}

TEST(Utf, RefusesIllFormedUtf8) {
  const std::string_view ill_formed[] = {
      "\x80",
      "\xBF",
      "\xC0\x80",
      "\xC0\xAF",
      "\xC1\xBF",
      "\xE0\x80\x80",
      "\xE0\x9F\xBF",
      "\xF0\x80\x80\x80",
      "\xF0\x8F\xBF\xBF",  // overlong
      "\xC2",
      "\xE2\x82",
      "\xE2",
      "\xF0\x9F\x98",
      "\xF0\x9F",
      "\xF0",
      "\xC2z",
      "\xE2\x82z",
      "\xF0\x9F\x98z",  // truncated
      "\xED\xA0\x80",
      "\xED\xBF\xBF",
      "\xED\xA0\xBD\xED\xB8\x80",  // surrogates
      "\xF4\x90\x80\x80",
      "\xF5\x80\x80\x80",
      "\xFF",
      "\xFE",
      "\xF8\x88\x80\x80\x80",
      "\xC2\xC2",
      "\xE2\x82\xC2",
      "\xC2\x80\x80",
  };
  for (const std::string_view bytes : ill_formed) {
    EXPECT_FALSE(is_valid_utf8(bytes)) << testing::PrintToString(bytes);
    // Also at every distance from the borders of the blocks in which the check looks at text.
    for (std::size_t before = 0; before < 70; ++before) {
      for (const std::size_t after : {0u, 1u, 64u}) {
        const std::string text = std::string(before, 'a') + std::string(bytes) + std::string(after, 'b');
        ASSERT_FALSE(is_valid_utf8(text)) << before << ' ' << testing::PrintToString(bytes);
        ASSERT_EQ(ascii_prefix_length(text), before);
      }
    }
  }
}

TEST(Utf, AcceptsCharactersAtEveryDistance) {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string text = std::string(before, 'a') + "é€😀\u2028z";
    ASSERT_TRUE(is_valid_utf8(text));
    ASSERT_EQ(ascii_prefix_length(text), before);
    ASSERT_EQ(utf16_length(text), before + 6);
    ASSERT_EQ(code_point_count(text), before + 5);
    ASSERT_EQ(replace_invalid_utf8(text), text);
  }
}

// The examples of "U+FFFD Substitution of Maximal Subparts", The Unicode Standard, section 3.9, and more.
TEST(Utf, ReplacesMaximalSubparts) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"plain", "plain"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41\uFFFD\uFFFD\x42"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
      {"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
       "\x61\uFFFD\uFFFD\uFFFD\x62\uFFFD\x63\uFFFD\uFFFD\x64"},
      {"\xF0\x9F\x98", "\uFFFD"},
      {"\xF0\x9F\x98\xF0\x9F\x98\x80", "\uFFFD\U0001F600"},
      {"\xE2\x82\xAC\xE2\x82", "\u20AC\uFFFD"},
      {"\xEF\xBB\xBFz", "\uFEFFz"},
  };
  for (const auto& [bytes, expected] : cases) {
    const std::string result = replace_invalid_utf8(bytes);
    EXPECT_EQ(result, expected);
    EXPECT_TRUE(is_valid_utf8(result));
  }
}

/// The UTF-8 decoder of https://encoding.spec.whatwg.org/#utf-8-decoder, byte by byte as the standard has it.
std::string decode_as_the_standard_says(std::string_view bytes) {
  std::string output;
  char32_t code_point = 0;
  int seen = 0;
  int needed = 0;
  int lower = 0x80;
  int upper = 0xBF;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int byte = static_cast<unsigned char>(bytes[i]);
    if (needed == 0) {
      if (byte <= 0x7F) {
        output += bytes[i];
      } else if (byte >= 0xC2 && byte <= 0xDF) {
        needed = 1;
        code_point = static_cast<char32_t>(byte & 0x1F);
      } else if (byte >= 0xE0 && byte <= 0xEF) {
        if (byte == 0xE0) lower = 0xA0;
        if (byte == 0xED) upper = 0x9F;
        needed = 2;
        code_point = static_cast<char32_t>(byte & 0xF);
      } else if (byte >= 0xF0 && byte <= 0xF4) {
        if (byte == 0xF0) lower = 0x90;
        if (byte == 0xF4) upper = 0x8F;
        needed = 3;
        code_point = static_cast<char32_t>(byte & 0x7);
      } else {
        output += "\uFFFD";
      }
      continue;
    }
    if (byte < lower || byte > upper) {
      needed = seen = 0;
      lower = 0x80;
      upper = 0xBF;
      output += "\uFFFD";
      --i;  // the byte is read again
      continue;
    }
    lower = 0x80;
    upper = 0xBF;
    code_point = code_point << 6 | static_cast<char32_t>(byte & 0x3F);
    if (++seen != needed) continue;
    append_wtf8(output, code_point);
    needed = seen = 0;
  }
  if (needed != 0) output += "\uFFFD";
  return output;
}

TEST(Utf, AgreesWithTheStandardOnRandomBytes) {
  constexpr unsigned char k_telling_bytes[] = {'a',  0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                               0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0,
                                               0xF1, 0xF4, 0xF5, 0xFF, 0x7F, 0x00};
  std::mt19937 random(1);
  for (int round = 0; round < 100'000; ++round) {
    // Few or many telling bytes, in texts that are shorter and longer than the blocks of the fast paths.
    const auto percent = random() % 101;
    std::string bytes(random() % (random() % 4 == 0 ? 300 : 24), 'x');
    for (char& byte : bytes) {
      if (random() % 100 < percent)
        byte = static_cast<char>(k_telling_bytes[random() % std::size(k_telling_bytes)]);
    }
    const std::string expected = decode_as_the_standard_says(bytes);
    ASSERT_EQ(replace_invalid_utf8(bytes), expected) << testing::PrintToString(bytes);
    ASSERT_EQ(is_valid_utf8(bytes), expected == bytes) << testing::PrintToString(bytes);
  }
}

TEST(Utf, TranscodesLatin1) {
  std::vector<std::uint8_t> bytes;
  std::string expected;
  for (std::uint32_t round = 0; round < 3; ++round) {
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      bytes.push_back(static_cast<std::uint8_t>(byte));
      expected += encode(byte);
    }
  }
  EXPECT_EQ(wtf8_from_latin1(bytes), expected);
}

// Long texts of all lengths and mixtures, against code that goes one unit at a time.
TEST(Utf, TranscodesRandomTexts) {
  constexpr char32_t k_code_points[] = {U'é', U'€', U'😀', 0xD800, 0xDC00, 0xDBFF, 0xFFFF, 0x10FFFF};
  std::mt19937 random(2);
  for (int round = 0; round < 3000; ++round) {
    const auto ascii_percent = random() % 101;
    std::string text;
    std::u16string units;
    std::size_t code_points = 0;
    for (auto count = random() % 300; count != 0; --count) {
      const char32_t code_point = random() % 100 < ascii_percent
                                      ? 'a' + random() % 26
                                      : k_code_points[random() % std::size(k_code_points)];
      const bool joins = is_low_surrogate(code_point) && !units.empty() && is_high_surrogate(units.back());
      code_points += joins ? 0 : 1;
      append_wtf8(text, code_point);
      units += utf16_of(code_point);
    }
    ASSERT_EQ(wtf8_from_utf16(units), text);
    ASSERT_EQ(utf16_from_wtf8(text), units);
    ASSERT_EQ(utf16_length(text), units.size());
    ASSERT_EQ(code_point_count(text), code_points);
  }
}

TEST(Utf, ReplacesLoneSurrogates) {
  EXPECT_EQ(utf8_from_wtf8("a\xED\xA0\x80 \xED\xBF\xBF\xED\x9F\xBF"), "a\uFFFD \uFFFD\uD7FF");
  EXPECT_EQ(utf8_from_wtf8(""), "");
}

}  // namespace
}  // namespace orrery::base
