#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

TEST(Generations, CellsBecomeOldByACollection) {
  TestHeap heap;
  Root<Pair> root(*heap, heap.pair());
  EXPECT_EQ(root->gc_state(), GcState::Young);
  heap.collect_minor();
  EXPECT_EQ(root->gc_state(), GcState::Old);
  root->first.set(root.get(), nullptr);
  EXPECT_EQ(root->gc_state(), GcState::Remembered);
  heap.collect_minor();
  EXPECT_EQ(root->gc_state(), GcState::Old);
  root->first.set(root.get(), nullptr);
  heap.collect_major();
  EXPECT_EQ(root->gc_state(), GcState::Old);
}

TEST(Generations, AnOldCellKeepsAYoungOne) {
  TestHeap heap;
  Root<Pair> root(*heap, heap.pair());
  for (std::uint32_t round = 0; round < 5; ++round) {
    heap.collect_minor();
    root->first.set(root.get(), heap.pair(heap.leaf(round)));
    heap.collect_minor();
    EXPECT_EQ(static_cast<Leaf*>(static_cast<Pair*>(root->first.get())->first.get())->value, round);
  }
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 3u);
}

TEST(Generations, MinorCollectionsLeaveTheOldAlone) {
  TestHeap heap;
  Root<Pair> root(*heap, heap.pair(heap.leaf()));
  heap.client.weak = {root->first.get(), heap.leaf()};
  heap.collect_minor();
  EXPECT_EQ(heap.client.weak[1], nullptr);
  root->first.clear();
  heap.collect_minor();
  EXPECT_NE(heap.client.weak[0], nullptr) << "dead, but old";
  heap.collect_major();
  EXPECT_EQ(heap.client.weak[0], nullptr);
}

TEST(Generations, AllocationCollectsByItself) {
  TestHeap heap;
  std::size_t collections = 0;
  for (int i = 0; i < 4'000'000; ++i) {
    heap.leaf();
    if (i % 1000 == 0) heap->collect_if_due();
  }
  collections = heap->statistics().minor_collections;
  EXPECT_GE(collections, 3u);
  EXPECT_LE(collections, 5u);
  EXPECT_EQ(heap->statistics().major_collections, 0u);
}

TEST(Generations, GrowthOfSurvivorsBringsAMajorCollection) {
  TestHeap heap;
  RootVector<Leaf> leaves(*heap);
  for (int i = 0; i < 12'000'000; ++i) {
    leaves.items().push_back(heap.leaf());
    if (i % 1000 == 0) heap->collect_if_due();
  }
  EXPECT_GE(heap->statistics().major_collections, 1u);
  EXPECT_LE(heap->statistics().major_collections, 3u);
  EXPECT_EQ(heap.count_cells(), 12'000'000u);
}

TEST(GenerationsDeathTest, AMissingBarrierIsFound) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  HeapOptions options;
  options.verify_barriers = true;
  TestHeap heap(options);
  Root<Pair> root(*heap, heap.pair());
  heap.collect_minor();
  // Writing behind the field's back.
  Leaf* leaf = heap.leaf();
  std::memcpy(static_cast<void*>(&root->second), static_cast<const void*>(&leaf), sizeof(Cell*));
  EXPECT_DEATH(heap.collect_minor(), "missing write barrier: an old Pair refers to a young Leaf");
  write_barrier(root.get());
  heap.collect_minor();
  EXPECT_EQ(root->second.get(), leaf);
}

}  // namespace
}  // namespace orrery::gc
