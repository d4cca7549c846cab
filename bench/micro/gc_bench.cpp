// How fast cells are allocated, marked and freed.

#include <array>
#include <random>

#include <benchmark/benchmark.h>

#include "gc/heap.h"
#include "gc/roots.h"
#include "gc/visitor.h"

namespace orrery::gc {
namespace {

/// 32 bytes: the size of a small object.
class Node final : public Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  explicit Node(Node* new_first = nullptr, Node* new_second = nullptr)
      : Cell(0), first(new_first), second(new_second) {}
  Field<Node> first;
  Field<Node> second;
  std::uint64_t number = 0;
};

constexpr std::array<CellKindInfo, 1> k_kinds = {{
    {.name = "Node",
     .visit =
         [](Cell* cell, Visitor& visitor) {
           visitor.visit(static_cast<Node*>(cell)->first);
           visitor.visit(static_cast<Node*>(cell)->second);
         },
     .finalize = nullptr},
}};

class NoRoots final : public HeapClient {
 public:
  void visit_roots(Visitor&) override {}
};

struct Bench {
  Bench() : heap(Heap::create(k_kinds, client, {})) {}
  NoRoots client;
  std::unique_ptr<Heap> heap;
};

void set_per_object(benchmark::State& state, std::int64_t objects) {
  state.counters["per_object"] =
      benchmark::Counter(static_cast<double>(objects) * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void report_heap(benchmark::State& state, const Heap& heap) {
  const HeapStatistics statistics = heap.statistics();
  state.counters["minor"] = static_cast<double>(statistics.minor_collections);
  state.counters["major"] = static_cast<double>(statistics.major_collections);
  state.counters["MiB"] = static_cast<double>(statistics.committed_bytes + statistics.free_bytes) / (1 << 20);
}

/// Collects where allocation itself may not (without stack scanning).
void poll(Heap& heap, std::uint32_t i) {
  if (i % 1024 == 0) heap.collect_if_due();
}

/// 20 million cells, of which the last `range` are alive, in a ring.
void bm_allocate_ring(benchmark::State& state) {
  constexpr std::uint32_t k_cells = 20'000'000;
  Bench bench;
  RootVector<Node> ring(*bench.heap);
  ring.items().resize(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    std::size_t place = 0;
    for (std::uint32_t i = 0; i < k_cells; ++i) {
      poll(*bench.heap, i);
      ring.items()[place] = bench.heap->make<Node>(0);
      if (++place == ring.items().size()) place = 0;
    }
  }
  set_per_object(state, k_cells);
  report_heap(state, *bench.heap);
}

/// The same, with survivors and garbage mixed: each cell takes the place of any of the live ones.
void bm_allocate_scattered(benchmark::State& state) {
  constexpr std::uint32_t k_cells = 20'000'000;
  Bench bench;
  RootVector<Node> live(*bench.heap);
  live.items().resize(1 << 20);
  std::uint32_t random = 1;
  for (auto _ : state) {
    for (std::uint32_t i = 0; i < k_cells; ++i) {
      poll(*bench.heap, i);
      random = random * 1664525 + 1013904223;
      live.items()[random >> 12] = bench.heap->make<Node>(0);
    }
  }
  set_per_object(state, k_cells);
  report_heap(state, *bench.heap);
}

/// A list of 10 million.
void bm_mark_list(benchmark::State& state) {
  constexpr std::uint32_t k_length = 10'000'000;
  Bench bench;
  Root<Node> list(*bench.heap);
  for (std::uint32_t i = 0; i < k_length; ++i) list.set(bench.heap->make<Node>(0, list.get()));
  for (auto _ : state) bench.heap->collect(Heap::Collection::Major);
  set_per_object(state, k_length);
}

/// 4 million cells that refer to each other at random.
void bm_mark_graph(benchmark::State& state) {
  constexpr std::uint32_t k_cells = 4'000'000;
  Bench bench;
  RootVector<Node> nodes(*bench.heap);
  for (std::uint32_t i = 0; i < k_cells; ++i) nodes.items().push_back(bench.heap->make<Node>(0));
  std::mt19937 random(1);
  for (Node* node : nodes.items()) {
    node->first.set(node, nodes.items()[random() % k_cells]);
    node->second.set(node, nodes.items()[random() % k_cells]);
  }
  Root<Node> start(*bench.heap, nodes.items()[0]);
  nodes.items().clear();
  for (auto _ : state) bench.heap->collect(Heap::Collection::Major);
  std::int64_t live = 0;
  bench.heap->for_each_cell([&](Cell*) { ++live; });
  set_per_object(state, live);
}

/// A minor collection with 10 million old cells and nothing young.
void bm_minor_of_old(benchmark::State& state) {
  Bench bench;
  Root<Node> list(*bench.heap);
  for (std::uint32_t i = 0; i < 10'000'000; ++i) list.set(bench.heap->make<Node>(0, list.get()));
  for (auto _ : state) bench.heap->collect(Heap::Collection::Minor);
}

BENCHMARK(bm_allocate_ring)->Arg(1)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_allocate_scattered)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_mark_list)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_mark_graph)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_minor_of_old)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace orrery::gc
