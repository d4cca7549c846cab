#include "web/encoding/codecs/encoder.h"

#include <gtest/gtest.h>

#include "base/unicode/utf.h"
#include "web/encoding/codecs/decoder.h"

namespace orrery::web {
namespace {

std::string encode(Encoding encoding, std::string_view text) {
  std::string out;
  append_encoded_html(out, text, encoding);
  return out;
}

TEST(Encoder, Utf8) {
  EXPECT_EQ(encode(Encoding::Utf8, "a\u20AC\U0001F4A9"), "a\u20AC\U0001F4A9");
}

TEST(Encoder, SingleByte) {
  EXPECT_EQ(encode(Encoding::Windows1252, "\u20AC\u00E9\u0081"), "\x80\xE9\x81");
  EXPECT_EQ(encode(Encoding::Windows1252, "\u20AE\uFFFD\U0001F4A9"), "&#8366;&#65533;&#128169;");
  EXPECT_EQ(encode(Encoding::Iso8859_8, "\u05D0\uFFFD"), "\xE0&#65533;");
  EXPECT_EQ(encode(Encoding::XUserDefined, "a\uF780\uF7FF\u0080"), "a\x80\xFF&#128;");
}

TEST(Encoder, Gb18030) {
  EXPECT_EQ(encode(Encoding::Gb18030, "\u4F60\u20AC\U0001F4A9"), "\xC4\xE3\xA2\xE3\x94\x39\xDA\x33");
  EXPECT_EQ(encode(Encoding::Gbk, "\u4F60\u20AC\U0001F4A9"), "\xC4\xE3\x80&#128169;");
  EXPECT_EQ(encode(Encoding::Gb18030, "\uE5E5\uE7C7\uE78D\uFE10"),
            "&#58853;\x81\x35\xF4\x37\xA6\xD9\xA6\xD9");
  EXPECT_EQ(encode(Encoding::Gb18030, "\uE81E\u1E3F\u3000"), "\xFE\x59\xA8\xBC\xA1\xA1");
}

TEST(Encoder, Big5) {
  EXPECT_EQ(encode(Encoding::Big5, "\u4E2D"), "\xA4\xA4");
  EXPECT_EQ(encode(Encoding::Big5, "\u43F0"), "&#17392;");  // of Hong Kong: only decoded
  EXPECT_EQ(encode(Encoding::Big5, "\u2550\u5341"), "\xF9\xF9\xA4\x51");
  EXPECT_EQ(encode(Encoding::Big5, "\uE000\U00020000"), "&#57344;&#131072;");
  EXPECT_EQ(encode(Encoding::Big5, "\U000200CC"), "\xC8\x7A");  // beyond U+FFFF
}

TEST(Encoder, Japanese) {
  EXPECT_EQ(encode(Encoding::EucJp, "\u65E5\uFF71\u00A5\u203E\u2212"), "\xC6\xFC\x8E\xB1\\~\xA1\xDD");
  EXPECT_EQ(encode(Encoding::EucJp, "\u4E02"), "&#19970;");  // of JIS X 0212: only decoded
  EXPECT_EQ(encode(Encoding::ShiftJis, "\u65E5\uFF71\u00A5\u203E\u2212\u0080"),
            "\x93\xFA\xB1\\~\x81\x7C\x80");
  EXPECT_EQ(encode(Encoding::ShiftJis, "\u2170\uE000"), "\xFA\x40&#57344;");
}

TEST(Encoder, Iso2022Jp) {
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "a\u65E5\u672Cz"), "a\x1B$BF|K\\\x1B(Bz");
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "\u65E5"), "\x1B$BF|\x1B(B");
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "\u00A5a\\"), "\x1B(J\\a\x1B(B\\");
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "\u00A5\u65E5~"), "\x1B(J\\\x1B$BF|\x1B(B~");
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "\uFF71\uFF9E"), "\x1B$B%\"!+\x1B(B");
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "\x0E\x1B"), "&#65533;&#65533;");
  EXPECT_EQ(encode(Encoding::Iso2022Jp, "\u65E5\U0001F4A9"), "\x1B$BF|\x1B(B&#128169;");
}

TEST(Encoder, EucKr) {
  EXPECT_EQ(encode(Encoding::EucKr, "\uD55C\uAC02\u4E02"), "\xC7\xD1\x81\x41&#19970;");
}

// What an encoder writes, the decoder reads: for every code point that it has, but for those that share a
// place.
TEST(Encoder, DecodersReadEveryCodePoint) {
  for (int i = 0; i <= static_cast<int>(Encoding::XUserDefined); ++i) {
    const auto encoding = static_cast<Encoding>(i);
    if (output_encoding_of(encoding) != encoding || encoding == Encoding::Iso2022Jp) continue;
    const std::unique_ptr<Encoder> encoder = make_encoder(encoding);
    const std::unique_ptr<Decoder> decoder = make_decoder(encoding);
    std::size_t differences = 0;
    for (char32_t c = 0; c <= 0x2FFFF; ++c) {
      if (base::is_surrogate(c)) continue;
      std::string bytes;
      if (encoder->encode(c, bytes)) continue;
      DecodedText out;
      ASSERT_TRUE(decoder->decode({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, true,
                                  ErrorMode::Fatal, out));
      std::u16string expected;
      if (c > 0xFFFF)
        expected = {static_cast<char16_t>(0xD7C0 + (c >> 10)), static_cast<char16_t>(0xDC00 + (c & 0x3FF))};
      else
        expected = {static_cast<char16_t>(c)};
      if (out.to_utf16() != expected) ++differences;
    }
    const bool is_japanese = encoding == Encoding::EucJp || encoding == Encoding::ShiftJis;
    const bool is_chinese = encoding == Encoding::Gb18030 || encoding == Encoding::Gbk;
    // The yen sign, the overline and the minus sign; the private code points of GB18030-2005.
    EXPECT_EQ(differences, is_japanese ? 3U : is_chinese ? 18U : 0U) << name_of(encoding);
  }
}

}  // namespace
}  // namespace orrery::web
