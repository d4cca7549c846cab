#include <random>

#include "gc/test_heap.h"

namespace orrery::gc {
namespace {

TEST(Marker, LongListsNeedNoStack) {
  TestHeap heap;
  Root<Pair> list(*heap);
  constexpr std::size_t k_length = 2'000'000;
  for (std::size_t i = 0; i < k_length; ++i) list.set(heap.pair(list.get(), heap.leaf()));
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 2 * k_length);
  // The other way: what is deep is in the field that is visited last.
  list.set(nullptr);
  for (std::size_t i = 0; i < k_length; ++i) list.set(heap.pair(heap.leaf(), list.get()));
  heap.collect_minor();
  heap.collect_major();
  EXPECT_EQ(heap.count_cells(), 2 * k_length);
}

TEST(Marker, AStackThatIsTooSmallLosesNothing) {
  HeapOptions options;
  options.max_mark_stack = 1;
  TestHeap heap(options);
  Root<Array> root(*heap, heap.array(10'000));
  for (std::uint32_t i = 0; i < 10'000; ++i)
    (*root.get())[i].set(root.get(), heap.pair(heap.pair(nullptr, heap.leaf(i)), heap.leaf(i)));
  for (int round = 0; round < 2; ++round) {
    heap.collect_minor();
    EXPECT_EQ(heap.count_cells(), 40'001u);
    heap.collect_major();
    EXPECT_EQ(heap.count_cells(), 40'001u);
  }
}

}  // namespace
}  // namespace orrery::gc
