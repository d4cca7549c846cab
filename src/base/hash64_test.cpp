#include "base/hash64.h"

#include <string>

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0) {
  Hash64 hash(seed);
  hash.add(text);
  return hash.digest();
}

// The values are those that the algorithm's reference program prints.
TEST(Hash64Test, AgreesWithTheReference) {
  EXPECT_EQ(hash_of(""), 0xEF46DB3751D8E999u);
  EXPECT_EQ(hash_of("a"), 0xD24EC4F1A98C6E5Bu);
  EXPECT_EQ(hash_of("abc"), 0x44BC2CF5AD770999u);
  EXPECT_EQ(hash_of("Nobody inspects the spammish repetition"), 0xFBCEA83C8A378BF1u);
}

TEST(Hash64Test, PiecesDoNotMatter) {
  std::string text;
  for (int i = 0; i < 300; i++) text += static_cast<char>(i * 7);
  for (std::size_t size = 0; size <= text.size(); size++) {
    const std::string_view whole = std::string_view(text).substr(0, size);
    Hash64 hash;
    for (std::size_t at = 0, step = 1; at < size; at += step++) hash.add(whole.substr(at, step));
    ASSERT_EQ(hash.digest(), hash_of(whole)) << size;
  }
}

TEST(Hash64Test, EveryBitMatters) {
  std::string text(70, 'x');
  const std::uint64_t before = hash_of(text);
  for (std::size_t i = 0; i < text.size(); i++) {
    std::string other = text;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_NE(hash_of(other), before);
  }
  EXPECT_NE(hash_of(text, 1), before);
}

}  // namespace
}  // namespace orrery::base
