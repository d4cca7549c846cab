#include "web/encoding/encoding.h"

#include <gtest/gtest.h>

namespace orrery::web {
namespace {

std::optional<Encoding> sniff(std::string_view bytes) {
  return sniff_byte_order_mark({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

TEST(Encoding, Labels) {
  EXPECT_EQ(encoding_of_label("utf-8"), Encoding::Utf8);
  EXPECT_EQ(encoding_of_label("UTF8"), Encoding::Utf8);
  EXPECT_EQ(encoding_of_label("\t\n\f\r Utf-8 "), Encoding::Utf8);
  EXPECT_EQ(encoding_of_label("latin1"), Encoding::Windows1252);
  EXPECT_EQ(encoding_of_label("utf-16"), Encoding::Utf16Le);
  EXPECT_EQ(encoding_of_label("x-x-big5"), Encoding::Big5);
  EXPECT_EQ(encoding_of_label("ISO_8859-1:1987"), Encoding::Windows1252);
  EXPECT_EQ(encoding_of_label("iso-8859-8-i"), Encoding::Iso8859_8I);
  EXPECT_EQ(encoding_of_label("hz-gb-2312"), Encoding::Replacement);
}

TEST(Encoding, WhatIsNoLabel) {
  for (const std::string_view label :
       {"", " ", "utf", "utf-8 utf8", "\vutf-8", "utf-8\xA0", "utf-7", "utf-32", "cesu-8", "utf8,"})
    EXPECT_EQ(encoding_of_label(label), std::nullopt) << label;
}

TEST(Encoding, NamesAreLabels) {
  for (int i = 0; i <= static_cast<int>(Encoding::XUserDefined); ++i) {
    const auto encoding = static_cast<Encoding>(i);
    EXPECT_EQ(encoding_of_label(name_of(encoding)), encoding);
  }
}

TEST(Encoding, OutputEncodings) {
  EXPECT_EQ(output_encoding_of(Encoding::Utf16Le), Encoding::Utf8);
  EXPECT_EQ(output_encoding_of(Encoding::Utf16Be), Encoding::Utf8);
  EXPECT_EQ(output_encoding_of(Encoding::Replacement), Encoding::Utf8);
  EXPECT_EQ(output_encoding_of(Encoding::Gbk), Encoding::Gbk);
}

TEST(Encoding, ByteOrderMarks) {
  EXPECT_EQ(sniff("\xEF\xBB\xBF"), Encoding::Utf8);
  EXPECT_EQ(sniff("\xFE\xFF"), Encoding::Utf16Be);
  EXPECT_EQ(sniff("\xFF\xFEx"), Encoding::Utf16Le);
  EXPECT_EQ(sniff("\xEF\xBB"), std::nullopt);
  EXPECT_EQ(sniff(""), std::nullopt);
}

}  // namespace
}  // namespace orrery::web
