#include "node/crypto/digest.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace orrery::node {
namespace {

std::string digest_of(std::string_view name, std::string_view text, std::size_t piece = 1000) {
  Digest digest = *Digest::make(std::string(name));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size(); i += piece)
    digest.update({bytes + i, std::min(piece, text.size() - i)});
  const auto result = digest.finish();
  std::string hex;
  for (std::size_t i = 0; i < digest.size(); i++) {
    constexpr std::string_view k_digits = "0123456789abcdef";
    hex += k_digits[result[i] >> 4];
    hex += k_digits[result[i] & 15];
  }
  return hex;
}

// The examples of RFC 1321 and FIPS 180-4.
TEST(Digest, GivesWhatTheStandardsSay) {
  EXPECT_EQ(digest_of("md5", ""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(digest_of("md5", "message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
  EXPECT_EQ(digest_of("SHA-1", "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(digest_of("sha224", "abc"), "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
  EXPECT_EQ(digest_of("RSA-SHA256", "abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest_of("sha512-256", "abc"),
            "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
  EXPECT_EQ(digest_of("sha512", "abc").substr(0, 32), "ddaf35a193617abacc417349ae204131");
}

TEST(Digest, ComesOutTheSameHoweverTheMessageIsCut) {
  const std::string text(1000, 'x');
  for (const char* name : {"md5", "sha1", "sha256", "sha384"}) {
    for (const std::size_t piece : {1u, 7u, 63u, 64u, 65u, 128u, 200u})
      EXPECT_EQ(digest_of(name, text, piece), digest_of(name, text));
  }
}

TEST(Digest, KnowsWhatItDoesNotKnow) {
  EXPECT_FALSE(Digest::make("sha2048"));
  EXPECT_FALSE(Digest::make(""));
}

TEST(Digest, SomeHaveAnyLength) {
  Digest digest = *Digest::make("shake128");
  EXPECT_TRUE(digest.is_extendable());
  EXPECT_FALSE(Digest::make("sha256")->is_extendable());
  std::uint8_t result[5];
  ASSERT_TRUE(digest.finish(result));
  // https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values: of no bytes
  const std::uint8_t expected[] = {0x7f, 0x9c, 0x2b, 0xa4, 0xe8};
  EXPECT_TRUE(std::ranges::equal(result, expected));
}

TEST(Digest, ACopyGoesOnByItself) {
  Digest digest = *Digest::make("sha256");
  Digest copy = *digest.copy();
  const std::uint8_t byte = 'x';
  digest.update({&byte, 1});
  EXPECT_EQ(copy.finish(), Digest::make("sha256")->finish());
}

}  // namespace
}  // namespace orrery::node
