#include "gc/size_classes.h"

#include <gtest/gtest.h>

namespace orrery::gc {
namespace {

TEST(SizeClasses, AreTheSmallestThatFit) {
  for (std::size_t size = 0; size <= k_max_small; ++size) {
    const SizeClass size_class = size_class_of(size);
    ASSERT_GE(class_bytes(size_class), size);
    if (size_class != 0) {
      ASSERT_LT(class_bytes(static_cast<SizeClass>(size_class - 1)), size);
    }
  }
  EXPECT_EQ(size_class_of(k_max_small), k_size_class_count - 1);
}

TEST(SizeClasses, WasteLittle) {
  for (SizeClass i = 1; i < k_size_class_count; ++i) {
    if (class_bytes(i) > 256 && class_bytes(i) < k_max_small) {
      EXPECT_LE(k_class_units[i] * 3, k_class_units[i - 1] * 4 + 3) << int{i};
    }
    EXPECT_GE(cells_per_block(i) * class_bytes(i), k_block_size * 15 / 16) << int{i};
  }
}

TEST(SizeClasses, CellStartDividesExactly) {
  for (SizeClass i = 0; i < k_size_class_count; ++i) {
    for (std::uint32_t unit = 0; unit < k_units_per_block; ++unit)
      ASSERT_EQ(cell_start(i, unit), unit - unit % k_class_units[i]);
  }
}

}  // namespace
}  // namespace orrery::gc
