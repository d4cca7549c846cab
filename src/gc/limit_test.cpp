#include "gc/test_heap.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace orrery::gc {
namespace {

constexpr std::size_t k_mebibyte = std::size_t{1} << 20;

HeapOptions with_limit(std::size_t limit, int* calls) {
  HeapOptions options;
  options.limit = limit;
  options.on_limit = [](void* context) { ++*static_cast<int*>(context); };
  options.on_limit_context = calls;
  return options;
}

TEST(Limit, IsToldOnceUntilReset) {
  int calls = 0;
  TestHeap heap(with_limit(4 * k_mebibyte, &calls));
  RootVector<Leaf> leaves(*heap);
  const auto allocate_mebibyte = [&] {
    for (std::size_t i = 0; i < k_mebibyte / 32; ++i) leaves.items().push_back(heap.leaf());
  };
  for (int i = 0; i < 3; ++i) allocate_mebibyte();
  EXPECT_EQ(calls, 0);
  for (int i = 0; i < 5; ++i) allocate_mebibyte();
  EXPECT_EQ(calls, 1);
  EXPECT_TRUE(heap->is_over_limit());
  heap->set_limit(16 * k_mebibyte);
  EXPECT_FALSE(heap->is_over_limit());
  for (int i = 0; i < 20; ++i) allocate_mebibyte();
  EXPECT_EQ(calls, 2);
}

TEST(Limit, GarbageDoesNotCount) {
  int calls = 0;
  TestHeap heap(with_limit(4 * k_mebibyte, &calls));
  Root<Array> kept(*heap, heap.array(1000));
  for (int i = 0; i < 2'000'000; ++i) {
    heap.leaf();
    if (i % 1000 == 0) heap->collect_if_due();
  }
  EXPECT_EQ(calls, 0);
}

TEST(Limit, TryMakeRefuses) {
  int calls = 0;
  TestHeap heap(with_limit(8 * k_mebibyte, &calls));
  const auto try_array = [&](std::uint32_t length) {
    return heap->try_make<Array>(Array::bytes_for(length), length);
  };
  Root<Array> root(*heap, try_array(1'000'000));
  EXPECT_TRUE(root);
  EXPECT_EQ(try_array(3'000'000), nullptr);
  EXPECT_EQ(heap->try_allocate(~std::size_t{0}, false), nullptr);
  EXPECT_EQ(heap->try_allocate(k_region_size, false), nullptr);
  EXPECT_EQ(calls, 0) << "a request that is too large is no lack of memory";
  EXPECT_NE(heap->try_make<Leaf>(0), nullptr);
  root.set(nullptr);
  heap.collect_major();
  EXPECT_NE(try_array(1'900'000), nullptr);
}

TEST(Limit, AFullHeapIsTold) {
  int calls = 0;
  TestHeap heap(with_limit(8 * k_mebibyte, &calls));
  const auto try_array = [&](std::uint32_t length) {
    return heap->try_make<Array>(Array::bytes_for(length), length);
  };
  const Root<Array> root(*heap, try_array(1'400'000));
  EXPECT_TRUE(root);
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(try_array(1'400'000), nullptr) << "it would fit into an empty heap";
  EXPECT_EQ(calls, 1);
  EXPECT_TRUE(heap->is_over_limit());
}

TEST(Limit, WhatIsSmallIsGivenInAFullHeap) {
  int calls = 0;
  TestHeap heap(with_limit(16 * 1024, &calls));
  for (int i = 0; i < 10; i++) EXPECT_NE(heap->try_allocate(k_max_small, false), nullptr);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(heap->try_allocate(k_max_small + 1, false), nullptr);
}

TEST(Limit, RegionIsTheLimitWithoutOne) {
  HeapOptions options;
  options.limit = ~std::size_t{0} / 2;
  TestHeap heap(options);
  EXPECT_EQ(heap->try_allocate(k_region_size - k_block_size, false), nullptr);
  EXPECT_NE(heap.leaf(), nullptr);
}

TEST(External, RefusesWhatDoesNotFit) {
  int calls = 0;
  TestHeap heap(with_limit(64 * k_mebibyte, &calls));
  EXPECT_FALSE(heap->try_add_external(65 * k_mebibyte));
  EXPECT_FALSE(heap->try_add_external(~std::size_t{0}));
  EXPECT_TRUE(heap->try_add_external(48 * k_mebibyte));
  EXPECT_FALSE(heap->try_add_external(48 * k_mebibyte));
  EXPECT_EQ(heap->statistics().external_bytes, 48 * k_mebibyte);
  heap->remove_external(48 * k_mebibyte);
  EXPECT_TRUE(heap->try_add_external(48 * k_mebibyte));
  heap->remove_external(48 * k_mebibyte);
  EXPECT_EQ(calls, 0) << "a request that is too large is no lack of memory";
}

TEST(External, LeavesRoomForCells) {
  int calls = 0;
  TestHeap heap(with_limit(64 * k_mebibyte, &calls));
  std::size_t accounted = 0;
  while (heap->try_add_external(k_mebibyte)) accounted += k_mebibyte;
  EXPECT_GE(accounted, 63 * k_mebibyte);
  constexpr std::uint32_t k_length = 50'000;
  const Root<Array> root(*heap, heap->try_make<Array>(Array::bytes_for(k_length), k_length));
  EXPECT_TRUE(root);
  EXPECT_EQ(calls, 1) << "many that are small have filled it";
  heap->remove_external(accounted);
}

TEST(External, CountsToTheLimitAndBringsCollections) {
  int calls = 0;
  TestHeap heap(with_limit(256 * k_mebibyte, &calls));
  EXPECT_FALSE(heap->is_collection_due());
  heap->add_external(100 * k_mebibyte);
  EXPECT_TRUE(heap->is_collection_due());
  heap->collect_if_due();
  EXPECT_FALSE(heap->is_collection_due());
  EXPECT_EQ(heap->statistics().minor_collections, 1u);
  heap.leaf();
  EXPECT_EQ(calls, 0);
  heap->add_external(300 * k_mebibyte);
  heap.leaf();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(heap->try_make<Leaf>(10'000), nullptr);
  heap->collect_if_due();
  EXPECT_EQ(heap->statistics().major_collections, 1u);
  heap->remove_external(400 * k_mebibyte);
  heap->set_limit(256 * k_mebibyte);
  EXPECT_EQ(heap->statistics().external_bytes, 0u);
  EXPECT_NE(heap->try_make<Leaf>(10'000), nullptr);
}

TEST(External, InterruptsAllocationInPlace) {
  TestHeap heap;
  Leaf* first = heap.leaf();
  heap->add_external(100 * k_mebibyte);
  // Without a known stack nothing is collected, and allocation goes on where it was.
  Leaf* second = heap.leaf();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(second), reinterpret_cast<std::uintptr_t>(first) + 32);
  EXPECT_EQ(heap.count_cells(), 2u);
  EXPECT_EQ(heap->statistics().bytes_allocated, 64u);
}

TEST(LimitDeathTest, AllocatingDuringACollectionIsFatal) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  struct Allocating final : HeapClient {
    void visit_roots(Visitor&) override { heap->make<Leaf>(0); }
    Heap* heap = nullptr;
  } client;
  HeapOptions options;
  options.on_fatal_error = [](const char* message) { std::fprintf(stderr, "%s\n", message); };
  const auto heap = Heap::create(k_test_kinds, client, options);
  client.heap = heap.get();
  heap->make<Leaf>(0);
  EXPECT_DEATH(heap->collect(Heap::Collection::Minor), "allocates during a collection");
}

#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

/// What `work` returns in a process that may have 512 MiB of addresses.
int in_small_process(int (*work)()) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{.rlim_cur = 512 * k_mebibyte, .rlim_max = 512 * k_mebibyte};
    setrlimit(RLIMIT_AS, &limit);
    _exit(work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Limit, CreateGivesNullWithoutAddressSpace) {
  EXPECT_EQ(in_small_process([] {
              TestClient client;
              return Heap::create(k_test_kinds, client, {}) == nullptr ? 42 : 1;
            }),
            42);
}

#endif
#endif

}  // namespace
}  // namespace orrery::gc
