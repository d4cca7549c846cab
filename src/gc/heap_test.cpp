#include "gc/heap.h"

#include <random>
#include <thread>

#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

TEST(Heap, KeepsWhatRootsReach) {
  TestHeap heap;
  Root<Pair> root(*heap, heap.pair(heap.leaf(1), heap.pair(heap.leaf(2))));
  heap.leaf(3);
  EXPECT_EQ(heap.count_cells(), 5u);
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 4u);
  EXPECT_EQ(static_cast<Leaf*>(root->first.get())->value, 1u);
  root.set(nullptr);
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 0u);
  EXPECT_EQ(heap->statistics().committed_bytes, 0u);
}

TEST(Heap, FreesCycles) {
  TestHeap heap;
  Pair* a = heap.pair();
  Pair* b = heap.pair(a);
  a->first.set(a, b);
  a->second.set(a, a);
  heap.client.roots = {b};
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 2u);
  heap.client.roots.clear();
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 0u);
}

TEST(Heap, ReusesTheGapsOfDeadCells) {
  TestHeap heap;
  constexpr std::size_t k_cells = 10'000;
  RootVector<Leaf> kept(*heap);
  std::vector<Leaf*> dropped;
  for (std::uint32_t i = 0; i < k_cells; ++i) {
    Leaf* leaf = heap.leaf(i);
    if (i % 3 == 0) {
      kept.items().push_back(leaf);
    } else {
      dropped.push_back(leaf);
    }
  }
  heap.collect_minor();
  const auto committed = heap->statistics().committed_bytes;
  std::vector<Leaf*> reused;
  reused.reserve(dropped.size());
  for (std::size_t i = 0; i < dropped.size(); ++i) reused.push_back(heap.leaf());
  EXPECT_EQ(reused, dropped);
  EXPECT_EQ(heap->statistics().committed_bytes, committed);
  for (std::uint32_t i = 0; i < kept.items().size(); ++i) ASSERT_EQ(kept.items()[i]->value, i * 3);
}

TEST(Heap, GivesBlocksOfDeadCellsToOtherSizes) {
  TestHeap heap;
  for (int i = 0; i < 100'000; ++i) heap.leaf();
  const auto committed = heap->statistics().committed_bytes;
  heap.collect_major();
  for (int i = 0; i < 1000; ++i) heap.array(100);
  for (int i = 0; i < 10; ++i) heap.array(10'000);
  EXPECT_LE(heap->statistics().committed_bytes, committed);
}

TEST(Heap, ServesAllSizes) {
  TestHeap heap;
  RootVector<Array> arrays(*heap);
  for (std::uint32_t length = 0; length < 9000; length += 7) {
    Array* array = heap.array(length);
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(array) % k_cell_alignment, 0u);
    for (std::uint32_t i = 0; i < length; ++i) (*array)[i].set(array, array);
    arrays.items().push_back(array);
  }
  heap.collect_minor();
  heap.collect_major();
  for (std::uint32_t i = 0; i < arrays.items().size(); ++i) {
    Array* array = arrays.items()[i];
    ASSERT_EQ(array->length, i * 7);
    if (array->length != 0) {
      ASSERT_EQ((*array)[array->length - 1].get(array), array);
    }
  }
}

TEST(Heap, FreesAndReusesLargeCells) {
  TestHeap heap;
  constexpr std::uint32_t k_length = 1 << 20;
  RootVector<Array> arrays(*heap);
  for (int i = 0; i < 4; ++i) arrays.items().push_back(heap.array(k_length));
  const auto committed = heap->statistics().committed_bytes;
  arrays.items().erase(arrays.items().begin() + 1, arrays.items().begin() + 3);
  heap.collect_minor();
  EXPECT_EQ(heap.count_cells(), 2u);
  EXPECT_LT(heap->statistics().committed_bytes, committed);
  // The two freed neighbours have become one run.
  Array* between = heap.array(2 * k_length);
  EXPECT_GT(between, arrays.items()[0]);
  EXPECT_LT(between, arrays.items()[1]);
}

TEST(Heap, ResizesLargeCellsWhereTheyLie) {
  TestHeap heap;
  constexpr std::uint32_t k_length = 1 << 20;
  const auto bytes_of = [](std::uint32_t length) { return sizeof(Array) + Array::bytes_for(length); };
  Root<Array> first(*heap, heap.array(k_length));
  (*first.get())[7].set(first.get(), first.get());
  const auto committed = heap->statistics().committed_bytes;
  // Nothing lies behind it.
  ASSERT_TRUE(heap->try_resize(first.get(), bytes_of(3 * k_length)));
  EXPECT_GE(heap->statistics().committed_bytes, committed + Array::bytes_for(2 * k_length));
  ASSERT_TRUE(heap->try_resize(first.get(), bytes_of(k_length)));
  EXPECT_EQ(heap->statistics().committed_bytes, committed);
  EXPECT_EQ((*first.get())[7].get(first.get()), first.get());
  // What was given up is taken by the next, which is then in the way.
  Root<Array> second(*heap, heap.array(k_length));
  EXPECT_GT(second.get(), first.get());
  EXPECT_FALSE(heap->try_resize(first.get(), bytes_of(2 * k_length)));
  // It may survive with its new size, and grow again when the other is gone.
  ASSERT_TRUE(heap->try_resize(second.get(), bytes_of(k_length / 2)));
  second->length = k_length / 2;
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 2u);
  second.set(nullptr);
  heap.collect_minor();
  heap.collect_major();
  EXPECT_TRUE(heap->try_resize(first.get(), bytes_of(2 * k_length)));
  EXPECT_TRUE(heap->try_resize(first.get(), bytes_of(k_length)));
  heap.collect_major();
  EXPECT_EQ(heap->statistics().committed_bytes, committed);
}

TEST(Heap, ResizesNoSmallCells) {
  TestHeap heap;
  Root<Array> small(*heap, heap.array(16));
  EXPECT_FALSE(heap->try_resize(small.get(), std::size_t{1} << 20));
  Root<Array> large(*heap, heap.array(1 << 20));
  EXPECT_FALSE(heap->try_resize(large.get(), 64));
  EXPECT_FALSE(heap->try_resize(large.get(), std::size_t{1} << 60));
}

TEST(Heap, GivesFreeMemoryBack) {
  TestHeap heap;
  heap.array(16 << 20);
  heap.collect_major();
  EXPECT_EQ(heap->statistics().committed_bytes, 0u);
  // For a while it may be needed again.
  EXPECT_GE(heap->statistics().free_bytes, std::size_t{64} << 20);
  heap.collect_major();
  EXPECT_LE(heap->statistics().free_bytes, std::size_t{8} << 20);
  // And takes it again.
  Root<Array> again(*heap, heap.array(16 << 20));
  (*again.get())[(16 << 20) - 1].set(again.get(), again.get());
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 1u);
}

TEST(Heap, FindsCellsFromPointersIntoThem) {
  TestHeap heap;
  Leaf* first = heap.leaf();
  Leaf* second = heap.leaf();
  Array* large = heap.array(100'000);
  const auto address = [](const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); };
  EXPECT_EQ(heap->find_cell(address(first)), first);
  EXPECT_EQ(heap->find_cell(address(first) + 23), first);
  EXPECT_EQ(heap->find_cell(address(first + 1)), address(first + 1) == address(second) ? second : first);
  EXPECT_EQ(heap->find_cell(address(second) + class_bytes(size_class_of(sizeof(Leaf)))), second);
  EXPECT_EQ(heap->find_cell(address(second) + class_bytes(size_class_of(sizeof(Leaf))) + 1), nullptr);
  EXPECT_EQ(heap->find_cell(address(large) + 399'999), large);
  EXPECT_EQ(heap->find_cell(address(&heap)), nullptr);
  EXPECT_EQ(heap->find_cell(0), nullptr);
  EXPECT_EQ(heap->find_cell(address(first) & ~(k_region_size - 1)), nullptr);
  heap.client.weak = {first};
  heap.client.roots = {second};
  heap.collect_major();
  EXPECT_EQ(heap->find_cell(address(first)), nullptr);
  EXPECT_EQ(heap->find_cell(address(second)), second);
  EXPECT_EQ(heap->find_cell(address(large) + 16'000), nullptr);
}

TEST(Heap, WordsInCellsOrBehindKeepThem) {
  TestHeap heap;
  for (const std::uintptr_t offset : {0u, 1u, 31u, 32u}) {
    Leaf* before = heap.leaf(1);
    Leaf* leaf = heap.leaf(2);
    heap.client.weak = {before, leaf};
    heap.client.words = {reinterpret_cast<std::uintptr_t>(leaf) + offset};
    heap.collect_major();
    EXPECT_EQ(heap.client.weak[1], leaf) << offset;
    heap.client.words.clear();
    heap.collect_major();
    EXPECT_EQ(heap.client.weak[1], nullptr) << offset;
  }
}

TEST(Heap, WordsBehindTheLastCellOfABlockKeepIt) {
  TestHeap heap;
  // The first cell of the region is the first of its block, too.
  std::vector<Leaf*> leaves;
  leaves.reserve(k_block_size / 32);
  for (std::size_t i = 0; i < k_block_size / 32; ++i) leaves.push_back(heap.leaf());
  ASSERT_EQ(reinterpret_cast<std::uintptr_t>(leaves[0]) % k_block_size, 0u);
  heap.client.weak = {leaves.front(), leaves.back()};
  heap.client.words = {reinterpret_cast<std::uintptr_t>(leaves.front()),
                       reinterpret_cast<std::uintptr_t>(leaves.back()) + 32};
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 2u);
  EXPECT_NE(heap.client.weak[0], nullptr);
  EXPECT_NE(heap.client.weak[1], nullptr);
}

TEST(Heap, DoesNotMistakeTheDeadForCells) {
  TestHeap heap;
  Pair* dead = heap.pair();
  Root<Pair> alive(*heap, heap.pair());
  heap.collect_major();
  // Nothing was allocated since: the block is not swept. Neither kind of collection may wake the dead.
  heap.client.words = {reinterpret_cast<std::uintptr_t>(dead)};
  heap.collect_minor();
  EXPECT_EQ(heap.count_cells(), 1u);
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 1u);
}

TEST(Heap, FinalizesOnceEach) {
  int deaths = 0;
  {
    TestHeap heap;
    Root<Counted> kept(*heap, heap->make<Counted>(0, &deaths));
    for (int i = 0; i < 1000; ++i) heap->make<Counted>(0, &deaths);
    heap->make<Counted>(100'000, &deaths);
    heap.collect_minor();
    EXPECT_EQ(deaths, 1001);
    heap.collect_minor();
    heap.collect_major();
    EXPECT_EQ(deaths, 1001);
    for (int i = 0; i < 10; ++i) heap->make<Counted>(0, &deaths);
    kept.set(nullptr);
    heap.collect_major();
    EXPECT_EQ(deaths, 1012);
    heap->make<Counted>(0, &deaths);
    heap->make<Counted>(50'000, &deaths);
  }
  EXPECT_EQ(deaths, 1014) << "a heap that goes finalizes what is left";
}

TEST(Heap, RootsMayOutliveIt) {
  auto heap = std::make_unique<TestHeap>();
  Root<Leaf> first(**heap, heap->leaf());
  RootVector<Leaf> second(**heap);
  Root<Leaf> third(**heap, heap->leaf());
  second.items().push_back(heap->leaf());
  heap.reset();
  EXPECT_FALSE(first);
  EXPECT_FALSE(third);
  EXPECT_TRUE(second.items().empty());
}

TEST(Heap, CountsWhatItDoes) {
  HeapOptions options;
  static std::uint64_t now;
  now = 0;
  options.monotonic_ns = [] { return now += 1000; };
  TestHeap heap(options);
  EXPECT_EQ(heap->statistics().bytes_allocated, 0u);
  Root<Leaf> root(*heap, heap.leaf());
  heap.leaf();
  EXPECT_EQ(heap->statistics().bytes_allocated, 64u);
  EXPECT_EQ(heap->statistics().committed_bytes, k_block_size);
  heap.collect_minor();
  heap.collect_major();
  heap.array(100'000);
  const HeapStatistics statistics = heap->statistics();
  EXPECT_EQ(statistics.minor_collections, 1u);
  EXPECT_EQ(statistics.major_collections, 1u);
  EXPECT_EQ(statistics.live_bytes, 32u);
  EXPECT_EQ(statistics.bytes_allocated, 64 + 25 * k_block_size);
  EXPECT_EQ(statistics.longest_pause_ns, 1000u);
}

TEST(Heap, IsFoundFromACell) {
  TestHeap a;
  TestHeap b;
  EXPECT_EQ(&heap_of(a.leaf()), a.owner.get());
  EXPECT_EQ(&heap_of(b.array(100'000)), b.owner.get());
}

/// Random graphs, changed and collected, against what a search from the roots finds.
void run_random_graphs(unsigned seed, unsigned steps, HeapOptions options) {
  TestHeap heap(options);
  std::mt19937 random(seed);
  Root<Array> root(*heap, heap.array(64));
  for (unsigned step = 0; step < steps; ++step) {
    Array* slots = root.get();
    Cell* from = (*slots)[random() % 64].get(slots);
    Cell* made = nullptr;
    switch (random() % 4) {
      case 0:
        made = heap.leaf(step);
        break;
      case 1:
        made = heap.pair(from, (*slots)[random() % 64].get(slots));
        break;
      case 2:
        made = heap.array(random() % 50 == 0 ? random() % 20'000 : random() % 100);
        break;
      default:
        if (from != nullptr && from->raw_kind() == PairKind) {
          auto* pair = static_cast<Pair*>(from);
          pair->first.set(pair, (*slots)[random() % 64].get(slots));
        } else if (from != nullptr && from->raw_kind() == ArrayKind &&
                   static_cast<Array*>(from)->length != 0) {
          auto* array = static_cast<Array*>(from);
          (*array)[random() % array->length].set(array, (*slots)[random() % 64].get(slots));
        }
    }
    if (made != nullptr || random() % 8 == 0) (*slots)[random() % 64].set(slots, made);
    if (random() % 100 == 0) heap.collect_minor();
    if (random() % 500 == 0) heap.collect_major();
  }
  // What is left after a major collection is what can be reached: each cell is visited, none is poisoned.
  heap.collect_major();
  const std::size_t after_major = heap.count_cells();
  heap.collect_minor();
  EXPECT_EQ(heap.count_cells(), after_major);
  root.set(nullptr);
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 0u);
}

TEST(Heap, SurvivesRandomGraphs) {
  HeapOptions options;
  options.verify_barriers = true;
  options.poison_freed = true;
  for (unsigned seed = 0; seed < 4; ++seed) run_random_graphs(seed, 20'000, options);
}

TEST(Heap, SurvivesRandomGraphsWithoutChecks) {
  for (unsigned seed = 10; seed < 14; ++seed) run_random_graphs(seed, 20'000, {});
}

TEST(Heap, OnePerThread) {
  std::thread other([] { run_random_graphs(20, 20'000, {}); });
  run_random_graphs(21, 20'000, {});
  other.join();
}

}  // namespace
}  // namespace orrery::gc
