#include "web/encoding/codecs/decoder.h"

#include <gtest/gtest.h>

#include "web/encoding/indexes/indexes.h"

namespace orrery::web {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// In pieces of `piece` bytes, the end told apart or not.
std::optional<std::u16string> decode_in_pieces(Encoding encoding, std::string_view bytes, std::size_t piece,
                                               ErrorMode mode) {
  const std::unique_ptr<Decoder> decoder = make_decoder(encoding);
  DecodedText out;
  for (std::size_t i = 0; i < bytes.size(); i += piece)
    if (!decoder->decode(bytes_of(bytes.substr(i, piece)), false, mode, out)) return {};
  if (!decoder->decode({}, true, mode, out)) return {};
  return out.to_utf16();
}

std::u16string decode(Encoding encoding, std::string_view bytes) {
  DecodedText out;
  make_decoder(encoding)->decode(bytes_of(bytes), true, ErrorMode::Replacement, out);
  const std::u16string whole = out.to_utf16();
  for (const std::size_t piece : {1UZ, 2UZ, 3UZ, 5UZ})
    EXPECT_EQ(decode_in_pieces(encoding, bytes, piece, ErrorMode::Replacement), whole);
  // Fatal mode fails where the other one replaces.
  const bool has_errors = whole.contains(u'\uFFFD');
  EXPECT_EQ(decode_in_pieces(encoding, bytes, bytes.size() + 1, ErrorMode::Fatal).has_value(), !has_errors);
  return whole;
}

TEST(Decoder, Utf8) {
  EXPECT_EQ(decode(Encoding::Utf8, ""), u"");
  EXPECT_EQ(decode(Encoding::Utf8, "plain text that is longer than a word"),
            u"plain text that is longer than a word");
  EXPECT_EQ(decode(Encoding::Utf8, "caf\u00E9 \u20AC \U0001F4A9 and more than eight"),
            u"caf\u00E9 \u20AC \U0001F4A9 and more than eight");
  EXPECT_EQ(decode(Encoding::Utf8, "\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF"),
            u"\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF");
}

TEST(Decoder, Utf8Errors) {
  EXPECT_EQ(decode(Encoding::Utf8, "a\xFF\xC0\xC1\xF5z"), u"a\uFFFD\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(decode(Encoding::Utf8, "\x80\xBF"), u"\uFFFD\uFFFD");
  EXPECT_EQ(decode(Encoding::Utf8, "\xE2\x82"), u"\uFFFD");  // cut short
  EXPECT_EQ(decode(Encoding::Utf8, "\xE2\x82x"), u"\uFFFDx");
  EXPECT_EQ(decode(Encoding::Utf8, "\xF0\x9F\x92\xC3\xA9"), u"\uFFFD\u00E9");
  EXPECT_EQ(decode(Encoding::Utf8, "\xE0\x80\x80"), u"\uFFFD\uFFFD\uFFFD");  // overlong
  EXPECT_EQ(decode(Encoding::Utf8, "\xED\xA0\x80"), u"\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(decode(Encoding::Utf8, "\xF4\x90\x80\x80"), u"\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(decode(Encoding::Utf8, "\xC3"), u"\uFFFD");
}

TEST(Decoder, Utf8StaysLatin1) {
  DecodedText out;
  EXPECT_TRUE(
      make_decoder(Encoding::Utf8)->decode(bytes_of("na\u00EFve \u00FF\u0080"), true, ErrorMode::Fatal, out));
  ASSERT_TRUE(out.is_latin1());
  EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(out.latin1().data()), out.latin1().size()),
            "na\xEFve \xFF\x80");
  EXPECT_TRUE(make_decoder(Encoding::Utf8)->decode(bytes_of("\u0100"), true, ErrorMode::Fatal, out));
  EXPECT_FALSE(out.is_latin1());
  EXPECT_EQ(out.utf16(), u"na\u00EFve \u00FF\u0080\u0100");
}

TEST(Decoder, LongTexts) {
  std::string bytes;
  std::u16string text;
  for (int i = 0; i < 1000; ++i) {
    bytes += i % 3 == 0 ? "\u4E2D" : i % 7 == 0 ? "\U0001F600" : i % 11 == 0 ? "\xFF" : "latin";
    text += i % 3 == 0 ? u"\u4E2D"s : i % 7 == 0 ? u"\U0001F600"s : i % 11 == 0 ? u"\uFFFD"s : u"latin"s;
  }
  EXPECT_EQ(decode(Encoding::Utf8, bytes), text);
}

TEST(Decoder, Utf16) {
  EXPECT_EQ(decode(Encoding::Utf16Le, "a\0\xAC\x20\x3D\xD8\xA9\xDC"sv), u"a\u20AC\U0001F4A9");
  EXPECT_EQ(decode(Encoding::Utf16Be, "\0a\x20\xAC\xD8\x3D\xDC\xA9"sv), u"a\u20AC\U0001F4A9");
  EXPECT_EQ(decode(Encoding::Utf16Le, "a"), u"\uFFFD");
  EXPECT_EQ(decode(Encoding::Utf16Le, "\x3D\xD8"), u"\uFFFD");
  EXPECT_EQ(decode(Encoding::Utf16Le, "\x3D\xD8x"), u"\uFFFD");
  EXPECT_EQ(decode(Encoding::Utf16Le, "\x3D\xD8x\0"sv), u"\uFFFDx");
  EXPECT_EQ(decode(Encoding::Utf16Le, "\x3D\xD8\x3D\xD8\xA9\xDC"), u"\uFFFD\U0001F4A9");
  EXPECT_EQ(decode(Encoding::Utf16Be, "\xDC\xA9\0x"sv), u"\uFFFDx");
}

TEST(Decoder, SingleByte) {
  EXPECT_EQ(decode(Encoding::Windows1252, "\x80 \x81\xE9"), u"\u20AC \u0081\u00E9");
  EXPECT_EQ(decode(Encoding::Windows1251, "\xCF\xF0\xE8"), u"\u041F\u0440\u0438");
  EXPECT_EQ(decode(Encoding::Iso8859_8, "\xE0\xA1"), u"\u05D0\uFFFD");
  EXPECT_EQ(decode(Encoding::Iso8859_8I, "\xE0"), u"\u05D0");
  EXPECT_EQ(decode(Encoding::Koi8U, "\xAE\xBE"), u"\u045E\u040E");
  EXPECT_EQ(decode(Encoding::Macintosh, "\xF0\xDB"), u"\uF8FF\u20AC");
  EXPECT_EQ(decode(Encoding::XUserDefined, "a\x80\xFF"), u"a\uF780\uF7FF");
}

TEST(Decoder, Replacement) {
  EXPECT_EQ(decode(Encoding::Replacement, ""), u"");
  EXPECT_EQ(decode(Encoding::Replacement, "anything"), u"\uFFFD");
}

TEST(Decoder, Gb18030) {
  for (const Encoding encoding : {Encoding::Gb18030, Encoding::Gbk}) {
    EXPECT_EQ(decode(encoding, "a\x80\xC4\xE3\xBA\xC3"), u"a\u20AC\u4F60\u597D");
    EXPECT_EQ(decode(encoding, "\x81\x30\x81\x30\x94\x39\xDA\x33"), u"\u0080\U0001F4A9");
    EXPECT_EQ(decode(encoding, "\x81\x35\xF4\x37\xA8\xBC\xA3\xA0"), u"\uE7C7\u1E3F\u3000");
    EXPECT_EQ(decode(encoding, "\xA6\xD9\xFE\x59"), u"\uFE10\u9FB4");  // as of 2022
    EXPECT_EQ(decode(encoding, "\x84\x31\xA4\x39\x84\x31\xA5\x30"), u"\uFFFF\uFFFD");
    EXPECT_EQ(decode(encoding, "\xE3\x32\x9A\x35\xE3\x32\x9A\x36"), u"\U0010FFFF\uFFFD");
    EXPECT_EQ(decode(encoding, "\xFF\x81 \x81\x30 \x81\x30\x81 "), u"\uFFFD\uFFFD \uFFFD0 \uFFFD0\uFFFD ");
    EXPECT_EQ(decode(encoding, "\x81\x7F\x81\xFF"), u"\uFFFD\u007F\uFFFD");
    EXPECT_EQ(decode(encoding, "\x81\x30\x81"), u"\uFFFD");
  }
}

TEST(Decoder, Big5) {
  EXPECT_EQ(decode(Encoding::Big5, "a\xA4\xA4\xA4\xE5"), u"a\u4E2D\u6587");
  EXPECT_EQ(decode(Encoding::Big5, "\x88\x62\x88\x64\x88\xA3\x88\xA5"),
            u"\u00CA\u0304\u00CA\u030C\u00EA\u0304\u00EA\u030C");
  EXPECT_EQ(decode(Encoding::Big5, "\x87\x40\x87\xB4"), u"\u43F0\u7A32");
  EXPECT_EQ(decode(Encoding::Big5, "\x87\x45\xFE\xFE"), u"\U00027267\u79D4");
  EXPECT_EQ(decode(Encoding::Big5, "\x80\xFF\xA1\x81@\x87\x7F\xA4"),
            u"\uFFFD\uFFFD\uFFFD@\uFFFD\u007F\uFFFD");
}

TEST(Decoder, EucJp) {
  EXPECT_EQ(decode(Encoding::EucJp, "a\xC6\xFC\xCB\xDC\x8E\xB1\x8F\xB0\xA1"), u"a\u65E5\u672C\uFF71\u4E02");
  EXPECT_EQ(decode(Encoding::EucJp, "\x8E\xE0\x8F\xA1!\x8F\xA0\xA1"), u"\uFFFD\uFFFD!\uFFFD\uFFFD");
  EXPECT_EQ(decode(Encoding::EucJp, "\x8F\xA2\xB7\xC6"), u"\uFF5E\uFFFD");
  EXPECT_EQ(decode(Encoding::EucJp, "\x8F\xB0"), u"\uFFFD");
}

TEST(Decoder, ShiftJis) {
  EXPECT_EQ(decode(Encoding::ShiftJis, "a\\~\x80\x93\xFA\x96{\xB1"), u"a\\~\u0080\u65E5\u672C\uFF71");
  EXPECT_EQ(decode(Encoding::ShiftJis, "\xF0\x40\xF9\xFC\xFA\x40"), u"\uE000\uE757\u2170");
  EXPECT_EQ(decode(Encoding::ShiftJis, "\xA0\xFD\x81!\x81\x7F\x81"),
            u"\uFFFD\uFFFD\uFFFD!\uFFFD\u007F\uFFFD");
}

TEST(Decoder, Iso2022Jp) {
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "a\x1B$BF|K\\\x1B(Bz"), u"a\u65E5\u672Cz");
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "\x1B(J\\~a\x1B(I1"), u"\u00A5\u203Ea\uFF71");
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "\x1B(B\x1B(Bz"), u"\uFFFDz");  // two in a row
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "\x1B$z\x1B(\x1B"), u"\uFFFD$z\uFFFD(\uFFFD");
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "\x1B$@F\x1B(Bz"), u"\uFFFDz");
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "\x1B$BF"), u"\uFFFD");
  EXPECT_EQ(decode(Encoding::Iso2022Jp, "\x1B$B\x80\x1B(I\x60\x1B(B\x0E\xFF"), u"\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(Decoder, EucKr) {
  EXPECT_EQ(decode(Encoding::EucKr, "a\xC7\xD1\xB1\xDB\x81\x41"), u"a\uD55C\uAE00\uAC02");
  EXPECT_EQ(decode(Encoding::EucKr, "\x80\xFF\xC7!\xC8\x41\xC7"), u"\uFFFD\uFFFD\uFFFD!\uFFFDA\uFFFD");
}

// The sizes of the indexes, and that none has what stands for nothing.
TEST(Indexes, Sizes) {
  const auto count = [](std::u16string_view index) {
    return static_cast<std::size_t>(
        std::ranges::count_if(index, [](char16_t c) { return c != indexes::k_none; }));
  };
  EXPECT_EQ(count(indexes::k_gb18030), 23940U);
  EXPECT_EQ(count(indexes::k_big5), 18590U);
  EXPECT_EQ(count(indexes::k_jis0208), 7724U);
  EXPECT_EQ(count(indexes::k_jis0212), 6067U);
  EXPECT_EQ(count(indexes::k_euc_kr), 17048U);
  EXPECT_EQ(indexes::k_gb18030_ranges.size(), 207U);
}

}  // namespace
}  // namespace orrery::web
