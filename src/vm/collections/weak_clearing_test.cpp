#include "vm/collections/weak_clearing.h"

#include <gtest/gtest.h>

#include "base/packed.h"

namespace orrery::vm {
namespace {

std::string packed(std::initializer_list<std::uint64_t> numbers) {
  std::string text;
  for (const std::uint64_t number : numbers) base::append_packed(text, number);
  return text;
}

TEST(WeakClearing, IsReadAsItWasWritten) {
  const WeakClearing clearings[] = {
      {.weak_refs = {{1, 1}}, .registries = {}},
      {.weak_refs = {{1, 10'000'000}}, .registries = {}},
      {.weak_refs = {{2, 3}, {5, 5}, {1000, UINT64_MAX}}, .registries = {}},
      {.weak_refs = {},
       .registries = {{1, {{1, 1}}}, {2, {{7, 9}, {11, 12}}}, {UINT64_MAX, {{1, UINT64_MAX}}}}},
      {.weak_refs = {{4, 4}}, .registries = {{3, {{1, 2}}}}},
  };
  for (const WeakClearing& clearing : clearings) {
    const std::string text = clearing.to_text();
    EXPECT_EQ(WeakClearing::from_text(text), clearing);
    for (std::size_t size = 0; size < text.size(); size++) {
      // Some beginnings are texts, too: of less.
      if (const auto read = WeakClearing::from_text(text.substr(0, size)))
        EXPECT_EQ(read->to_text().size(), size);
    }
  }
}

TEST(WeakClearing, NeighboursTakeNoRoom) {
  EXPECT_EQ((WeakClearing{.weak_refs = {{1, 10'000'000}}, .registries = {}}).to_text().size(), 6u);
}

TEST(WeakClearing, OtherTextsAreNone) {
  EXPECT_FALSE(WeakClearing::from_text(""));
  EXPECT_FALSE(WeakClearing::from_text(packed({0})));
  EXPECT_FALSE(WeakClearing::from_text(packed({1, 0}))) << "half a range";
  EXPECT_FALSE(WeakClearing::from_text(packed({UINT64_MAX, 0, 0}))) << "fewer than it says";
  EXPECT_FALSE(WeakClearing::from_text(packed({1, UINT64_MAX, 0}))) << "no such ordinal";
  EXPECT_FALSE(WeakClearing::from_text(packed({1, 0, UINT64_MAX})));
  EXPECT_FALSE(WeakClearing::from_text(packed({2, 0, UINT64_MAX - 1, 0, 0})));
  EXPECT_FALSE(WeakClearing::from_text(packed({0, 0, 0}))) << "a registry that loses nothing";
  EXPECT_FALSE(WeakClearing::from_text(packed({0, UINT64_MAX, 1, 0, 0})));
  EXPECT_FALSE(WeakClearing::from_text(packed({0, UINT64_MAX - 1, 1, 0, 0, 0, 1, 0, 0})));
  EXPECT_FALSE(WeakClearing::from_text("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
}

TEST(WeakClearing, RangesAreOfWhatComesOneAfterTheOther) {
  std::vector<OrdinalRange> ranges;
  RangeBuilder builder(ranges);
  builder.leave_out();
  for (const std::uint64_t ordinal : {1u, 2u, 5u}) builder.take(ordinal);
  builder.leave_out();
  builder.leave_out();
  builder.take(7);
  EXPECT_EQ(ranges, (std::vector<OrdinalRange>{{1, 5}, {7, 7}}));
}

}  // namespace
}  // namespace orrery::vm
