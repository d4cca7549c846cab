#include "base/base64.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

std::span<const std::uint8_t> latin1(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

struct Decoded {
  std::string bytes;
  std::size_t read;
  bool failed;
  bool operator==(const Decoded&) const = default;
};

/// The same text as Latin-1 and as UTF-16 must give the same.
Decoded decode(std::string_view text, LastChunkHandling last_chunk = LastChunkHandling::Loose,
               std::size_t room = 100, Base64Alphabet alphabet = Base64Alphabet::Base64) {
  std::vector<std::uint8_t> bytes(room);
  const DecodedText result = decode_base64(latin1(text), alphabet, last_chunk, bytes);
  const std::u16string wide(text.begin(), text.end());
  std::vector<std::uint8_t> other(room);
  const DecodedText again = decode_base64(std::span<const char16_t>(wide), alphabet, last_chunk, other);
  EXPECT_EQ(result.read, again.read) << text;
  EXPECT_EQ(result.written, again.written) << text;
  EXPECT_EQ(bytes, other) << text;
  return {std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(result.written)),
          result.read, result.error != nullptr};
}

std::string encode(std::string_view bytes, bool omits_padding,
                   Base64Alphabet alphabet = Base64Alphabet::Base64) {
  std::vector<std::uint8_t> text(base64_length(bytes.size(), omits_padding));
  encode_base64(latin1(bytes), alphabet, text);
  return {text.begin(), text.end()};
}

TEST(Base64, Encodes) {
  EXPECT_EQ(encode("", false), "");
  EXPECT_EQ(encode("f", false), "Zg==");
  EXPECT_EQ(encode("fo", false), "Zm8=");
  EXPECT_EQ(encode("foo", false), "Zm9v");
  EXPECT_EQ(encode("foob", true), "Zm9vYg");
  EXPECT_EQ(encode("fooba", true), "Zm9vYmE");
  EXPECT_EQ(encode("\xfb\xff\xfe", false), "+//+");
  EXPECT_EQ(encode("\xfb\xff\xfe", false, Base64Alphabet::Base64Url), "-__-");
}

TEST(Base64, DecodesWhatItEncodes) {
  std::string bytes;
  for (int length = 0; length < 70; length++) {
    for (const bool omits_padding : {false, true}) {
      for (const auto alphabet : {Base64Alphabet::Base64, Base64Alphabet::Base64Url}) {
        const std::string text = encode(bytes, omits_padding, alphabet);
        EXPECT_EQ(decode(text, LastChunkHandling::Loose, 100, alphabet),
                  (Decoded{bytes, text.size(), false}));
      }
    }
    bytes += static_cast<char>(length * 37 + 11);
  }
}

TEST(Base64, LastChunks) {
  using enum LastChunkHandling;
  EXPECT_EQ(decode("Zm9vYg", Loose), (Decoded{"foob", 6, false}));
  EXPECT_EQ(decode("Zm9vYg", Strict), (Decoded{"foo", 4, true}));
  EXPECT_EQ(decode("Zm9vYg", StopBeforePartial), (Decoded{"foo", 4, false}));
  EXPECT_EQ(decode("Zm9vYg=", StopBeforePartial), (Decoded{"foo", 4, false}));
  EXPECT_EQ(decode("Zm9vYg=", Loose), (Decoded{"foo", 4, true}));
  EXPECT_EQ(decode("Zm9vYh==", Loose), (Decoded{"foob", 8, false}));
  EXPECT_EQ(decode("Zm9vYh==", Strict), (Decoded{"foo", 4, true}));
  EXPECT_EQ(decode("Zm9vY", Loose), (Decoded{"foo", 4, true}));
  EXPECT_EQ(decode("Zm9v Yg = = \n"), (Decoded{"foob", 13, false}));
  EXPECT_EQ(decode("Zm9vYg==Z"), (Decoded{"foo", 4, true}));
  EXPECT_EQ(decode("Zm9vYg==="), (Decoded{"foo", 4, true}));
  EXPECT_EQ(decode("="), (Decoded{"", 0, true}));
}

TEST(Base64, StopsWhereThereIsNoRoom) {
  EXPECT_EQ(decode("Zm9vYmFy", LastChunkHandling::Loose, 0), (Decoded{"", 0, false}));
  EXPECT_EQ(decode("Zm9vYmFy", LastChunkHandling::Loose, 1), (Decoded{"", 0, false}));
  EXPECT_EQ(decode("Zg==", LastChunkHandling::Loose, 1), (Decoded{"f", 4, false}));
  EXPECT_EQ(decode("Zm8=", LastChunkHandling::Loose, 2), (Decoded{"fo", 4, false}));
  EXPECT_EQ(decode("Zm9v*", LastChunkHandling::Loose, 3), (Decoded{"foo", 4, false}));
  EXPECT_EQ(decode("Zm9vYmFy", LastChunkHandling::Loose, 5), (Decoded{"foo", 4, false}));
  // White space behind what fills the room is left, wherever white space was before.
  EXPECT_EQ(decode("Zm9v  ", LastChunkHandling::Loose, 3), (Decoded{"foo", 4, false}));
  EXPECT_EQ(decode("Zm 9v  ", LastChunkHandling::Loose, 3), (Decoded{"foo", 5, false}));
}

TEST(Base64, RefusesOtherCharacters) {
  for (const std::string_view text : {"Zm9-", "Zm9*", "Zm\xe9v", "Zm9\v", "****", "Zm9vZ*9v"})
    EXPECT_TRUE(decode(text).failed) << text;
  EXPECT_TRUE(decode("Zm+/", LastChunkHandling::Loose, 9, Base64Alphabet::Base64Url).failed);
}

TEST(Hex, BothWays) {
  std::vector<std::uint8_t> text(8);
  encode_hex(latin1(std::string_view("\x00\xab\x7f\xff", 4)), text);
  EXPECT_EQ(std::string(text.begin(), text.end()), "00ab7fff");
  std::vector<std::uint8_t> bytes(3);
  const DecodedText result = decode_hex(std::span<const std::uint8_t>(text), bytes);
  EXPECT_EQ(result.read, 6u);
  EXPECT_EQ(bytes, (std::vector<std::uint8_t>{0, 0xab, 0x7f}));
  EXPECT_NE(decode_hex(latin1("abc"), bytes).error, nullptr);
  const DecodedText partly = decode_hex(latin1("01g2"), bytes);
  EXPECT_NE(partly.error, nullptr);
  EXPECT_EQ(partly.written, 1u);
  EXPECT_NE(decode_hex(std::u16string_view(u"0\u0131"), bytes).error, nullptr);
}

}  // namespace
}  // namespace orrery::base
