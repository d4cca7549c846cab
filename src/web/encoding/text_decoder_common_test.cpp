#include "web/encoding/text_decoder_common.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

using namespace std::string_view_literals;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// What one call of decode() gives; "failure" in UTF-16 if it throws.
std::u16string call(TextDecoderCommon& decoder, std::string_view bytes, bool stream = false) {
  DecodedText out;
  if (!decoder.decode(bytes_of(bytes), stream, out)) return u"failure";
  return out.to_utf16();
}

TEST(TextDecoderCommon, Streams) {
  TextDecoderCommon decoder(Encoding::Utf8, ErrorMode::Replacement, false);
  EXPECT_EQ(call(decoder, "\xE2\x82", true), u"");
  EXPECT_EQ(call(decoder, "\xAC!", true), u"\u20AC!");
  EXPECT_EQ(call(decoder, "\xF0\x9F", true), u"");
  EXPECT_EQ(call(decoder, ""), u"\uFFFD");
  EXPECT_EQ(call(decoder, "\xAC"), u"\uFFFD");  // begins anew
}

TEST(TextDecoderCommon, ByteOrderMarks) {
  TextDecoderCommon decoder(Encoding::Utf8, ErrorMode::Replacement, false);
  EXPECT_EQ(call(decoder, "\uFEFFa"), u"a");
  EXPECT_EQ(call(decoder, "\uFEFF\uFEFF"), u"\uFEFF");
  EXPECT_EQ(call(decoder, "a\uFEFF"), u"a\uFEFF");
  EXPECT_EQ(call(decoder, "\xEF", true), u"");
  EXPECT_EQ(call(decoder, "\xBB", true), u"");
  EXPECT_EQ(call(decoder, "\xBF", true), u"");
  EXPECT_EQ(call(decoder, "\uFEFF"), u"\uFEFF");
  EXPECT_EQ(call(decoder, "", true), u"");
  EXPECT_EQ(call(decoder, "\uFEFFx"), u"x");
  EXPECT_EQ(call(decoder, "a", true), u"a");
  EXPECT_EQ(call(decoder, "\uFEFF"), u"\uFEFF");

  TextDecoderCommon ignoring(Encoding::Utf8, ErrorMode::Replacement, true);
  EXPECT_EQ(call(ignoring, "\uFEFFa"), u"\uFEFFa");
  TextDecoderCommon little(Encoding::Utf16Le, ErrorMode::Replacement, false);
  EXPECT_EQ(call(little,
                 "\xFF\xFE"
                 "a\0"sv),
            u"a");
  EXPECT_EQ(call(little, "\xFF", true), u"");
  EXPECT_EQ(call(little,
                 "\xFE"
                 "a\0"sv),
            u"a");
  EXPECT_EQ(call(little, "\xFE\xFF"), u"\uFFFE");
  TextDecoderCommon gb(Encoding::Gb18030, ErrorMode::Replacement, false);
  EXPECT_EQ(call(gb, "\x84\x31\x95\x33"), u"\uFEFF");  // a mark in Unicode's own encodings only
}

TEST(TextDecoderCommon, LateMarksLeaveLatin1) {
  TextDecoderCommon decoder(Encoding::Utf8, ErrorMode::Replacement, false);
  call(decoder, "\xEF\xBB", true);
  DecodedText out;
  EXPECT_TRUE(decoder.decode(bytes_of("\xBF"
                                      "caf\u00E9"),
                             false, out));
  EXPECT_TRUE(out.is_latin1());
  EXPECT_EQ(out.to_utf16(), u"caf\u00E9");
}

TEST(TextDecoderCommon, Fatal) {
  TextDecoderCommon decoder(Encoding::Utf8, ErrorMode::Fatal, false);
  EXPECT_EQ(call(decoder, "a\xFF"), u"failure");
  EXPECT_EQ(call(decoder, "a"), u"a");
  EXPECT_EQ(call(decoder, "\xE2", true), u"");
  EXPECT_EQ(call(decoder, ""), u"failure");
  EXPECT_EQ(call(decoder, "\uFFFD"), u"\uFFFD");
  TextDecoderCommon wide(Encoding::Utf16Le, ErrorMode::Fatal, false);
  EXPECT_EQ(call(wide, "\0"sv, true), u"");
  EXPECT_EQ(call(wide, "\0"sv), u"\0"sv);
  EXPECT_EQ(call(wide, "\0\0"sv, true), u"\0"sv);
  EXPECT_EQ(call(wide, "\0"sv), u"failure");
}

TEST(Decode, Hooks) {
  EXPECT_EQ(decode(bytes_of("\xEF\xBB\xBF\u00E9"), Encoding::ShiftJis).to_utf16(), u"\u00E9");
  EXPECT_EQ(decode(bytes_of("\xFE\xFF\0a"sv), Encoding::Utf8).to_utf16(), u"a");
  EXPECT_EQ(decode(bytes_of("\xE9"), Encoding::Windows1252).to_utf16(), u"\u00E9");
}

}  // namespace
}  // namespace orrery::web
