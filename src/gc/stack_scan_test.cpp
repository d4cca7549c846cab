// What the machine stack keeps alive. Where it is not scanned, the tests see that allocation does not
// collect.

#include "gc/dead_stack.h"
#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

/// Runs `use` with a heap that knows where the stack starts.
template <typename Use>
[[gnu::noinline]] void with_stack(HeapOptions options, Use use) {
  TestHeap heap(options);
  heap->set_stack_start(__builtin_frame_address(0));
  use(heap);
}

[[gnu::noinline]] void make_garbage(TestHeap& heap, int count) {
  for (int i = 0; i < count; ++i) heap.pair(heap.leaf());
}

/// The optimiser may not know where the value comes from, nor keep another copy.
template <typename T>
T launder(T value) {
  asm volatile("" : "+r"(value));
  return value;
}

#if ORRERY_SCAN_STACK

TEST(StackScan, LocalVariablesKeepCells) {
  with_stack({}, [](TestHeap& heap) {
    Leaf* local = launder(heap.leaf(7));
    make_garbage(heap, 2'000'000);
    EXPECT_GE(heap->statistics().minor_collections, 2u);
    heap.collect_major();
    EXPECT_EQ(launder(local)->value, 7u);
    EXPECT_EQ(heap->find_cell(reinterpret_cast<std::uintptr_t>(local)), local);
    EXPECT_LT(heap.count_cells(), 100u);
  });
}

TEST(StackScan, RegistersKeepCells) {
  with_stack({.poison_freed = true}, [](TestHeap& heap) {
    // More than there are registers that survive a call.
    Leaf* a = launder(heap.leaf(1));
    Leaf* b = launder(heap.leaf(2));
    Leaf* c = launder(heap.leaf(3));
    Leaf* d = launder(heap.leaf(4));
    Leaf* e = launder(heap.leaf(5));
    Leaf* f = launder(heap.leaf(6));
    Leaf* g = launder(heap.leaf(7));
    heap.collect_major();
    EXPECT_EQ(a->value + b->value * 10 + c->value * 100 + d->value * 1000, 4321u);
    EXPECT_EQ(e->value + f->value * 10 + g->value * 100, 765u);
  });
}

TEST(StackScan, InteriorPointersKeepCells) {
  with_stack({}, [](TestHeap& heap) {
    auto* inside = launder(reinterpret_cast<char*>(heap.array(100'000)) + 250'000);
    auto* behind = launder(reinterpret_cast<char*>(heap.leaf(9)) + 32);
    make_garbage(heap, 100'000);
    heap.collect_major();
    EXPECT_NE(heap->find_cell(reinterpret_cast<std::uintptr_t>(inside)), nullptr);
    EXPECT_NE(heap->find_cell(reinterpret_cast<std::uintptr_t>(behind) - 1), nullptr);
  });
}

/// So that no other form of its address is left than what the caller makes of this.
[[gnu::noinline]] std::uint64_t compressed_leaf(TestHeap& heap, std::uint32_t value) {
  return compress(heap.leaf(value));
}

TEST(StackScan, WhatOptimizedCodeMakesOfPointersKeepsCells) {
  with_stack({.poison_freed = true}, [](TestHeap& heap) {
    constexpr std::uint64_t k_all_ones = 0xffff'ffff;
    auto compressed = launder(static_cast<CompressedCell>(compressed_leaf(heap, 1)));
    std::uint64_t low_half = launder(compressed_leaf(heap, 2) | k_all_ones << 32);
    std::uint64_t high_half = launder(compressed_leaf(heap, 3) << 32 | k_all_ones);
    std::uint64_t distance = launder(compressed_leaf(heap, 4) * k_unit);
    clear_dead_stack();
    make_garbage(heap, 100'000);
    heap.collect_major();
    EXPECT_LT(heap.count_cells(), 100u);

    const Leaf* neighbour = heap.leaf();
    const auto value_of = [&](std::uint64_t bits) {
      return decompress<Leaf>(static_cast<CompressedCell>(bits), neighbour)->value;
    };
    EXPECT_EQ(value_of(launder(compressed)), 1u);
    EXPECT_EQ(value_of(launder(low_half)), 2u);
    EXPECT_EQ(value_of(launder(high_half) >> 32), 3u);
    EXPECT_EQ(value_of(launder(distance) / k_unit), 4u);
  });
}

TEST(StackScan, CollectionAtEveryAllocation) {
  with_stack({.collect_at_every_allocation = true, .verify_barriers = true, .poison_freed = true},
             [](TestHeap& heap) {
               Pair* list = nullptr;
               for (std::uint32_t i = 0; i < 100; ++i) {
                 list = heap.pair(list, heap.leaf(i));
                 heap.array(3000);
                 make_garbage(heap, 3);
               }
               EXPECT_GE(heap->statistics().minor_collections, 100u);
               EXPECT_GE(heap->statistics().major_collections, 100u);
               for (std::uint32_t i = 100; i-- > 0; list = static_cast<Pair*>(list->first.get()))
                 ASSERT_EQ(static_cast<Leaf*>(list->second.get())->value, i);
             });
}

TEST(StackScan, TheLimitCollectsFirst) {
  with_stack({.limit = std::size_t{16} << 20}, [](TestHeap& heap) {
    make_garbage(heap, 1'000'000);
    EXPECT_FALSE(heap->is_over_limit());
    // What the stack still remembers of earlier ones are two or three.
    for (int i = 0; i < 50; ++i) EXPECT_NE(heap->try_make<Array>(3 << 20, 10u), nullptr);
    EXPECT_EQ(heap->try_make<Array>(17 << 20, 10u), nullptr);
  });
}

#else

TEST(StackScan, AllocationDoesNotCollectWithoutIt) {
  with_stack({.collect_at_every_allocation = true}, [](TestHeap& heap) {
    make_garbage(heap, 1000);
    EXPECT_EQ(heap->statistics().minor_collections + heap->statistics().major_collections, 0u);
    heap->collect_if_due();
    EXPECT_EQ(heap->statistics().minor_collections + heap->statistics().major_collections, 1u);
    EXPECT_EQ(heap.count_cells(), 0u);
  });
}

TEST(StackScan, TheLimitIsToldAtSafepointsOrMuchLater) {
  with_stack({.limit = std::size_t{4} << 20}, [](TestHeap& heap) {
    Root<Array> kept(*heap, heap.array(900'000));
    heap.array(200'000);
    EXPECT_FALSE(heap->is_over_limit());
    heap->collect_if_due();
    EXPECT_FALSE(heap->is_over_limit()) << "that was garbage";
    Root<Array> more(*heap, heap.array(200'000));
    heap->collect_if_due();
    EXPECT_TRUE(heap->is_over_limit());
  });
}

#endif

TEST(StackScanDeathTest, ReferencesToFreedCellsAreFound) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  TestHeap heap({.poison_freed = true});
  Pair* dead = heap.pair();
  Root<Pair> root(*heap, heap.pair());
  heap.collect_major();
  root->first.set(root.get(), dead);
  EXPECT_DEATH(heap.collect_major(), "refers to a cell that was freed|use-after-poison");
}

}  // namespace
}  // namespace orrery::gc
