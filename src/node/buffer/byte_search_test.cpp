#include "node/buffer/byte_search.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace orrery::node {
namespace {

std::span<const std::uint8_t> bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::optional<std::size_t> first(std::string_view text, std::string_view wanted, std::size_t from = 0) {
  return find_bytes(bytes(text), bytes(wanted), from, SearchDirection::Forward);
}

std::optional<std::size_t> last(std::string_view text, std::string_view wanted, std::size_t from) {
  return find_bytes(bytes(text), bytes(wanted), from, SearchDirection::Backward);
}

TEST(ByteSearch, FindsTheFirstPlaceFromAnother) {
  EXPECT_EQ(first("abcabc", "bc"), 1U);
  EXPECT_EQ(first("abcabc", "bc", 2), 4U);
  EXPECT_EQ(first("abcabc", "bc", 5), std::nullopt);
  EXPECT_EQ(first("abc", "abcd"), std::nullopt);
  EXPECT_EQ(first("abc", "c", 9), std::nullopt);
}

TEST(ByteSearch, FindsTheLastPlaceBeforeAnother) {
  EXPECT_EQ(last("abcabc", "bc", 6), 4U);
  EXPECT_EQ(last("abcabc", "bc", 4), 4U);
  EXPECT_EQ(last("abcabc", "bc", 3), 1U);
  EXPECT_EQ(last("abcabc", "bc", 0), std::nullopt);
  EXPECT_EQ(last("abcabc", "abcabc", 0), 0U);
  EXPECT_EQ(last("aabaab", "aab", 6), 3U);
}

TEST(ByteSearch, UnitsOfTwoBytesAreNotFoundAcrossTheirMiddle) {
  using namespace std::string_view_literals;
  const auto text = bytes("\1\2\1\2\3\4\1"sv);
  EXPECT_EQ(find_units(text, bytes("\3\4"), 0, SearchDirection::Forward), 2U);
  EXPECT_EQ(find_units(text, bytes("\2\1"), 0, SearchDirection::Forward), std::nullopt);
  EXPECT_EQ(find_units(text, bytes("\1\2"), 2, SearchDirection::Backward), 1U);
  EXPECT_EQ(find_units(text, bytes("\1\2"), 1, SearchDirection::Forward), 1U);
  EXPECT_EQ(find_units(text, bytes("\1"), 0, SearchDirection::Forward), std::nullopt);
}

TEST(ByteSearch, RepetitionsTakeNoMoreThanLinearTime) {
  std::string text(200'000, 'a');
  std::string wanted(100'000, 'a');
  wanted[0] = 'b';
  EXPECT_EQ(last(text, wanted, text.size()), std::nullopt);
}

}  // namespace
}  // namespace orrery::node
