#include <algorithm>
#include <random>
#include <utility>

#include "gc/roots.h"
#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

/// Of a heap that does a step whenever it is asked whether a collection is due.
HeapOptions steps() {
  return {.step_at_every_allocation = true, .verify_barriers = true, .poison_freed = true};
}

void step(TestHeap& heap) {
  heap->collect_if_due();
}

void finish(TestHeap& heap) {
  const std::uint64_t before = heap->statistics().major_collections;
  while (heap->statistics().major_collections == before) step(heap);
}

/// As long as it has to take several steps.
Pair* make_list(TestHeap& heap, Cell* last = nullptr) {
  auto* list = static_cast<Pair*>(last);
  for (int i = 0; i < 1000; ++i) list = heap.pair(list);
  return list;
}

Pair* at(Pair* list, int index) {
  for (; index != 0; --index) list = static_cast<Pair*>(list->first.get());
  return list;
}

TEST(Steps, TheDeadAreFreedAfterTheLast) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  make_list(heap);
  int count = 0;
  while (heap->statistics().major_collections == 0) {
    EXPECT_EQ(heap.count_cells(), 2000u);
    step(heap);
    ++count;
  }
  EXPECT_GT(count, 10);
  EXPECT_EQ(heap.count_cells(), 1000u);
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 1000u);
}

TEST(Steps, WhatIsMovedBehindTheMarkerIsSeen) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  step(heap);
  step(heap);
  EXPECT_TRUE(heap->is_marked(root.get()));
  EXPECT_FALSE(heap->is_marked(at(root.get(), 900)));
  // The end of the list hangs on what was visited, and on nothing else.
  Pair* before = at(root.get(), 899);
  root->second.set(root.get(), before->first.get());
  before->first.clear();
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 1000u);
  EXPECT_NE(at(static_cast<Pair*>(root->second.get()), 99), nullptr);
}

TEST(Steps, WhatIsMadeMeanwhileIsKept) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  make_list(heap);
  finish(heap);  // there are holes
  make_list(heap);
  step(heap);
  step(heap);
  root->second.set(root.get(), heap.leaf(17));
  Root<Leaf> other(*heap, heap.leaf(18));
  heap.leaf(19);
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 1002u);
  EXPECT_EQ(static_cast<Leaf*>(root->second.get())->value, 17u);
  EXPECT_EQ(other->value, 18u);
  EXPECT_EQ(root->second->gc_state(), GcState::Old);
}

TEST(Steps, WhatDiedMeanwhileGoesWithTheNext) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  heap.client.weak = {root->first.get()};
  for (int i = 0; i < 3; ++i) step(heap);
  root->first.clear();
  finish(heap);
  EXPECT_NE(heap.client.weak[0], nullptr) << "it was marked";
  finish(heap);
  EXPECT_EQ(heap.client.weak[0], nullptr);
  EXPECT_EQ(heap.count_cells(), 1u);
}

TEST(Steps, AWrittenCellThatDiesKeepsNothing) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  finish(heap);
  step(heap);
  // Old, not visited yet, remembered, and dead.
  Pair* before = at(root.get(), 899);
  Pair* dead = at(before, 1);
  dead->second.set(dead, heap.leaf());
  before->first.clear();
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 900u);
}

TEST(Steps, OtherCollectionsEndThem) {
  for (const auto collection : {Heap::Collection::Major, Heap::Collection::Minor}) {
    TestHeap heap(steps());
    Root<Pair> root(*heap, make_list(heap));
    heap.client.weak = {root->first.get(), heap.leaf()};
    for (int i = 0; i < 3; ++i) step(heap);
    root->first.set(root.get(), make_list(heap));
    heap->collect(collection);
    EXPECT_EQ(heap.client.weak[0] == nullptr, collection == Heap::Collection::Major);
    EXPECT_EQ(heap.client.weak[1], nullptr);
    heap->collect_weakly();
    EXPECT_EQ(heap.count_cells(), 1001u);
  }
}

/// Minor and major collections take turns: now it is a minor one's.
void finish_major(TestHeap& heap) {
  finish(heap);
  ASSERT_EQ(heap->statistics().minor_collections + 1, heap->statistics().major_collections);
}

TEST(Steps, OfAMinorCollectionVisitWhatIsYoung) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  finish_major(heap);
  Root<Pair> young(*heap, make_list(heap));
  root->second.set(root.get(), make_list(heap));
  make_list(heap);
  Cell* old = root->first.get();
  root->first.clear();
  heap.client.weak = {old};
  int count = 0;
  for (; heap->statistics().minor_collections == 0; ++count) {
    EXPECT_EQ(heap.count_cells(), 4000u);
    step(heap);
  }
  EXPECT_GT(count, 2000 / 64);
  EXPECT_LT(count, 3000 / 64);
  EXPECT_EQ(heap.count_cells(), 3000u) << "what has died old is still there";
  EXPECT_EQ(heap.client.weak[0], old);
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 2001u);
}

TEST(Steps, OfAMinorCollectionSeeWhatIsMovedAndMade) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  finish_major(heap);
  root->second.set(root.get(), make_list(heap));
  step(heap);
  step(heap);
  auto* young = static_cast<Pair*>(root->second.get());
  EXPECT_EQ(young->gc_state(), GcState::Old);
  EXPECT_FALSE(heap->is_marked(at(young, 900)));
  // The end of the young list hangs on what was visited, and on nothing else.
  Pair* before = at(young, 899);
  young->second.set(young, before->first.get());
  before->first.clear();
  at(root.get(), 500)->second.set(at(root.get(), 500), heap.leaf(17));
  heap.leaf(18);
  finish(heap);
  EXPECT_EQ(heap->statistics().minor_collections, 1u);
  EXPECT_EQ(heap.count_cells(), 2001u);
  EXPECT_NE(at(static_cast<Pair*>(young->second.get()), 99), nullptr);
  EXPECT_EQ(static_cast<Leaf*>(at(root.get(), 500)->second.get())->value, 17u);
}

TEST(Steps, OfAMinorCollectionAreGivenUpForAMajorOne) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  finish_major(heap);
  root->second.set(root.get(), make_list(heap));
  heap.client.weak = {root->first.get(), root->second.get()};
  step(heap);
  step(heap);
  root->first.clear();
  root->second.clear();
  heap->collect(Heap::Collection::Major);
  EXPECT_EQ(heap.client.weak[0], nullptr);
  EXPECT_EQ(heap.client.weak[1], nullptr) << "though it was marked";
  EXPECT_EQ(heap.count_cells(), 1u);
}

#if ORRERY_SCAN_STACK

/// Counts steps, and how often the roots are marked for a collection.
class StepCounter final : public RootBase {
 public:
  explicit StepCounter(Heap& heap) : RootBase(heap) {}
  void visit(Visitor&) override { ++rounds_; }
  void clear() override {}
  void note_pause_ends(Pause pause) override {
    if (pause == Pause::Step) {
      ++steps;
    } else {
      most_rounds = std::max(most_rounds, std::exchange(rounds_, 0));
    }
  }
  std::uint32_t steps = 0;
  std::uint32_t most_rounds = 0;

 private:
  std::uint32_t rounds_ = 0;
};

TEST(Steps, MinorCollectionsMarkInThemWhereMuchSurvives) {
  TestHeap heap;
  heap->set_stack_start(__builtin_frame_address(0));
  StepCounter counter(*heap);
  Root<Array> root(*heap, heap.array(1'500'000));
  const auto fill = [&](std::uint32_t places, std::uint64_t minor_collections) {
    const std::uint64_t last = heap->statistics().minor_collections + minor_collections;
    for (std::uint32_t i = 0; heap->statistics().minor_collections < last; ++i)
      (*root.get())[i % places].set(root.get(), heap.pair());
  };
  fill(1000, 1);
  EXPECT_GT(counter.steps, 0u) << "nobody knows what will survive the first";
  counter.steps = 0;
  fill(1000, 2);
  EXPECT_EQ(counter.steps, 0u);
  fill(root->length, 3);
  EXPECT_GT(counter.steps, 8u);
  EXPECT_GT(counter.most_rounds, 3u) << "much was made during the first";
  fill(1000, 2);
  counter.steps = 0;
  fill(1000, 2);
  EXPECT_EQ(counter.steps, 0u);
}

#endif

TEST(Steps, WeakTargetsAreHeldFromTheNextCollectionOn) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  root->second.set(root.get(), heap->make<Holder>(0, heap.leaf(7)));
  for (int i = 0; i < 3; ++i) step(heap);
  heap->set_holds_weak_targets(true);
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 1002u);
}

TEST(Steps, AFullMarkStackLosesNothing) {
  HeapOptions options = steps();
  options.max_mark_stack = 0;
  TestHeap heap(options);
  Root<Array> root(*heap, heap.array(10'000));
  for (std::uint32_t i = 0; i < root->length; ++i) (*root.get())[i].set(root.get(), heap.pair(heap.leaf(i)));
  for (int i = 0; i < 3; ++i) finish(heap);
  EXPECT_EQ(heap.count_cells(), 20'001u);
}

TEST(Steps, LargeCellsMayGrowAndShrinkMeanwhile) {
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap, heap.pair(heap.array(20'000))));
  auto* large = static_cast<Array*>(at(root.get(), 1000)->first.get());
  for (int i = 0; i < 3; ++i) step(heap);
  EXPECT_TRUE(heap->try_resize(large, sizeof(Array) + Array::bytes_for(10'000)));
  large->length = 10'000;
  Root<Array> other(*heap, heap.array(10'000));
  finish(heap);
  EXPECT_EQ(heap.count_cells(), 1003u);
}

TEST(Steps, AGraphThatChangesAllTheTimeStaysWhole) {
  constexpr std::uint32_t k_places = 500;
  TestHeap heap(steps());
  Root<Array> places(*heap, heap.array(k_places));
  std::vector<std::uint32_t> values(k_places);
  std::minstd_rand random(7);  // NOLINT(cert-msc51-cpp): the same each time
  const auto any = [&] { return static_cast<std::uint32_t>(random() % k_places); };
  for (std::uint32_t i = 0; i < 50'000; ++i) {
    const std::uint32_t to = any();
    const std::uint32_t from = any();
    Array& array = *places.get();
    switch (random() % 4) {
      case 0:
        array[to].set(&array, heap.pair(heap.leaf(i)));
        values[to] = i;
        break;
      case 1:
        if (array[from].get(&array) == nullptr) break;
        array[to].set(&array, array[from].get(&array));
        values[to] = values[from];
        break;
      case 2:
        if (auto* pair = static_cast<Pair*>(array[from].get(&array))) {
          Cell* leaf = pair->first.get();
          array[to].set(&array, heap.pair(leaf));
          values[to] = values[from];
        }
        break;
      default:
        array[to].set(&array, nullptr);
    }
    step(heap);
    const std::uint32_t looked_at = any();
    if (auto* pair = static_cast<Pair*>(array[looked_at].get(&array)))
      ASSERT_EQ(static_cast<Leaf*>(pair->first.get())->value, values[looked_at]);
  }
  EXPECT_GT(heap->statistics().major_collections, 100u);
}

TEST(StepsDeathTest, AMissingBarrierIsFound) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  TestHeap heap(steps());
  Root<Pair> root(*heap, make_list(heap));
  for (int i = 0; i < 3; ++i) step(heap);
  Leaf* leaf = heap.leaf();
  std::memcpy(static_cast<void*>(&root->second), static_cast<const void*>(&leaf), sizeof(Cell*));
  EXPECT_DEATH(finish(heap), "missing write barrier: a marked Pair refers to a Leaf without a mark");
  write_barrier(root.get());
  finish(heap);
  EXPECT_EQ(root->second.get(), leaf);
}

}  // namespace
}  // namespace orrery::gc
