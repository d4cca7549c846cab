#include "base/virtual_memory.h"

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

constexpr std::size_t k_size = std::size_t{64} << 20;

TEST(VirtualMemory, IsAlignedAndZeroOnceCommitted) {
  auto* memory = static_cast<std::byte*>(reserve_memory(k_size, k_size));
  ASSERT_NE(memory, nullptr);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory) % k_size, 0u);
  std::byte* last = memory + k_size - k_memory_page;
  ASSERT_TRUE(commit_memory(last, k_memory_page));
  EXPECT_EQ(last[0], std::byte{0});
  EXPECT_EQ(last[k_memory_page - 1], std::byte{0});
  last[k_memory_page - 1] = std::byte{1};
  release_memory(memory, k_size);
}

TEST(VirtualMemory, MayBeUsedAfterItWasDiscarded) {
  auto* memory = static_cast<std::byte*>(reserve_memory(k_size, k_size));
  ASSERT_NE(memory, nullptr);
  ASSERT_TRUE(commit_memory(memory, 4 * k_memory_page));
  memory[0] = std::byte{1};
  memory[3 * k_memory_page] = std::byte{2};
  discard_memory(memory, 2 * k_memory_page);
  memory[k_memory_page] = std::byte{3};
  EXPECT_EQ(memory[k_memory_page], std::byte{3});
  EXPECT_EQ(memory[3 * k_memory_page], std::byte{2});
  release_memory(memory, k_size);
}

TEST(VirtualMemory, ReservingTooMuchGivesNull) {
  EXPECT_EQ(reserve_memory(std::size_t{1} << 60, std::size_t{1} << 30), nullptr);
}

}  // namespace
}  // namespace orrery::base
