#include "base/arena.h"

#include <gtest/gtest.h>

namespace orrery::base {
namespace {

TEST(Arena, GivesAlignedAndDistinctMemory) {
  Arena arena;
  auto* a = arena.make<char>('a');
  auto* b = arena.make<double>(1.5);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(b) % Arena::k_alignment, 0u);
  EXPECT_EQ(*a, 'a');
  EXPECT_EQ(*b, 1.5);
}

TEST(Arena, RewindGivesTheSameMemoryAgain) {
  Arena arena;
  arena.allocate(8);
  const auto mark = arena.mark();
  void* first = arena.allocate(100);
  arena.allocate(1 << 20);
  const auto reserved = arena.reserved_bytes();
  arena.rewind(mark);
  EXPECT_EQ(arena.used_bytes(), 8u);
  EXPECT_EQ(arena.allocate(100), first);
  arena.allocate(1 << 20);
  EXPECT_EQ(arena.reserved_bytes(), reserved);
}

TEST(Arena, RewindToTheEmptyArena) {
  Arena arena;
  const auto mark = arena.mark();
  void* first = arena.allocate(16);
  arena.rewind(mark);
  EXPECT_EQ(arena.used_bytes(), 0u);
  EXPECT_EQ(arena.allocate(16), first);
}

TEST(Arena, ServesRequestsLargerThanAChunk) {
  Arena arena;
  auto* memory = static_cast<char*>(arena.allocate(std::size_t{64} << 20));
  memory[(std::size_t{64} << 20) - 1] = 'x';
  EXPECT_GE(arena.reserved_bytes(), std::size_t{64} << 20);
}

TEST(Arena, CopiesSpans) {
  Arena arena;
  const int numbers[] = {1, 2, 3};
  auto copy = arena.copy(std::span<const int>(numbers));
  EXPECT_EQ(copy.size(), 3u);
  EXPECT_EQ(copy[2], 3);
  EXPECT_TRUE(arena.copy(std::span<const int>()).empty());
}

}  // namespace
}  // namespace orrery::base
