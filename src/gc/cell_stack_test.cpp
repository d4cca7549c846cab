#include "gc/cell_stack.h"

#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

TEST(CellStack, GivesBackInReverse) {
  CellStack stack(SIZE_MAX);
  TestHeap heap;
  std::vector<Cell*> cells;
  EXPECT_TRUE(stack.empty());
  EXPECT_EQ(stack.pop(), nullptr);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 20'000; ++i) {
      cells.push_back(heap.leaf());
      EXPECT_TRUE(stack.push(cells.back()));
    }
    EXPECT_FALSE(stack.empty());
    for (int i = 0; i < 20'000 - round * 5000; ++i) {
      ASSERT_EQ(stack.pop(), cells.back());
      cells.pop_back();
    }
  }
  for (; !cells.empty(); cells.pop_back()) ASSERT_EQ(stack.pop(), cells.back());
  EXPECT_TRUE(stack.empty());
  EXPECT_EQ(stack.pop(), nullptr);
}

TEST(CellStack, ForgetsAll) {
  CellStack stack(SIZE_MAX);
  TestHeap heap;
  for (int i = 0; i < 20'000; ++i) stack.push(heap.leaf());
  stack.clear();
  EXPECT_TRUE(stack.empty());
  EXPECT_EQ(stack.pop(), nullptr);
}

TEST(CellStack, RefusesBeyondItsLimit) {
  CellStack stack(1);
  TestHeap heap;
  int pushed = 0;
  while (stack.push(heap.leaf())) ++pushed;
  EXPECT_LE(pushed, 4096);
  for (; pushed > 0; --pushed) ASSERT_NE(stack.pop(), nullptr);
  EXPECT_TRUE(stack.push(heap.leaf()));
}

}  // namespace
}  // namespace orrery::gc
