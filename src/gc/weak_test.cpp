#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

TEST(Weak, ReferencesToTheDeadAreCleared) {
  TestHeap heap;
  Root<Leaf> kept(*heap, heap.leaf());
  heap.client.weak = {kept.get(), heap.leaf()};
  heap.collect_minor();
  EXPECT_EQ(heap.client.weak, (std::vector<Cell*>{kept.get(), nullptr}));
  kept.set(nullptr);
  heap.collect_major();
  EXPECT_EQ(heap.client.weak[0], nullptr);
}

TEST(Weak, TargetsAreReferencesWhileTheHeapSaysSo) {
  for (const auto collection : {Heap::Collection::Minor, Heap::Collection::Major}) {
    TestHeap heap;
    heap->set_stack_start(__builtin_frame_address(0));
    heap->set_holds_weak_targets(true);
    Root<Holder> holder(*heap, heap->make<Holder>(0, nullptr));
    holder->target = heap.pair(heap.leaf());
    heap->collect(collection);
    EXPECT_EQ(heap.count_cells(), 3u);
    heap->collect_weakly();
    EXPECT_EQ(heap.count_cells(), 1u);
    // And only in that one.
    holder->target = heap.leaf();
    heap->collect(Heap::Collection::Major);
    EXPECT_EQ(heap.count_cells(), 2u);
    heap->set_holds_weak_targets(false);
    heap->set_stack_start(nullptr);
    heap->collect(Heap::Collection::Major);
    EXPECT_EQ(heap.count_cells(), 1u);
  }
}

TEST(Weak, ACollectionForItSeesNoMachineStack) {
  TestHeap heap;
  Leaf* held = heap.leaf();
  heap->set_stack_start(__builtin_frame_address(0));
  if (ORRERY_SCAN_STACK != 0) {
    heap->collect(Heap::Collection::Major);
    EXPECT_EQ(heap->find_cell(reinterpret_cast<std::uintptr_t>(held)), held);
  }
  heap->collect_weakly();
  EXPECT_EQ(heap->find_cell(reinterpret_cast<std::uintptr_t>(held)), nullptr);
}

TEST(Weak, WhatWasEverAllocatedIsCounted) {
  TestHeap heap;
  EXPECT_EQ(heap->bytes_ever(), 0u);
  heap->add_external(1000);
  heap->remove_external(1000);
  EXPECT_EQ(heap->bytes_ever(), 1000u);
  EXPECT_EQ(heap->external_bytes_ever(), 1000u);
  const Leaf* leaf = heap.leaf();
  EXPECT_NE(leaf, nullptr);
  EXPECT_GE(heap->bytes_ever(), 1000u + sizeof(Leaf));
}

TEST(Ephemerons, KeepValuesOfLiveKeysOnly) {
  for (const auto collection : {Heap::Collection::Minor, Heap::Collection::Major}) {
    TestHeap heap;
    Root<Leaf> key(*heap, heap.leaf());
    Leaf* value = heap.leaf();
    heap.client.ephemerons = {{key.get(), value}, {heap.leaf(), heap.leaf()}};
    heap->collect(collection);
    ASSERT_EQ(heap.client.ephemerons.size(), 1u);
    EXPECT_EQ(heap.client.ephemerons[0].second, value);
    EXPECT_EQ(heap.count_cells(), 2u);
  }
}

TEST(Ephemerons, ChainsAreFollowedInAnyOrder) {
  TestHeap heap;
  Root<Cell> first(*heap, heap.leaf());
  Cell* key = first.get();
  for (int i = 0; i < 50; ++i) {
    // What keeps the next key lies inside the value.
    Cell* next = heap.leaf();
    heap.client.ephemerons.insert(heap.client.ephemerons.begin(), {key, heap.pair(next)});
    key = next;
  }
  heap.collect_major();
  EXPECT_EQ(heap.client.ephemerons.size(), 50u);
  EXPECT_EQ(heap.count_cells(), 101u);
  EXPECT_GE(heap.client.ephemeron_rounds, 50);
  first.set(nullptr);
  heap.collect_major();
  EXPECT_TRUE(heap.client.ephemerons.empty());
  EXPECT_EQ(heap.count_cells(), 0u);
}

TEST(Ephemerons, AValueDoesNotKeepItsKey) {
  TestHeap heap;
  Leaf* key = heap.leaf();
  heap.client.ephemerons = {{key, heap.pair(key)}};
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 0u);
}

}  // namespace
}  // namespace orrery::gc
