#pragma once

// Cells, a client and a heap for the tests of this folder.

#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "gc/heap.h"
#include "gc/roots.h"
#include "gc/visitor.h"

namespace orrery::gc {

enum TestKind : std::uint8_t { LeafKind, PairKind, ArrayKind, CountedKind, HolderKind };

/// Refers to nothing.
class Leaf final : public Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  explicit Leaf(std::uint32_t new_value = 0) : Cell(LeafKind), value(new_value) {}
  std::uint32_t value;
  std::uint64_t padding[3] = {};
};

static_assert(sizeof(Leaf) == 32, "the tests count on it");

class Pair final : public Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  explicit Pair(Cell* new_first = nullptr, Cell* new_second = nullptr)
      : Cell(PairKind), first(new_first), second(new_second) {}
  void visit(Visitor& visitor) {
    visitor.visit(first);
    visitor.visit(second);
  }
  Field<Cell> first;
  Field<Cell> second;
};

/// As many compressed fields as there is room for.
class Array final : public Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  explicit Array(std::uint32_t new_length) : Cell(ArrayKind), length(new_length) {
    for (std::uint32_t i = 0; i < length; ++i) new (&(*this)[i]) CompressedField<Cell>();
  }
  static std::size_t bytes_for(std::uint32_t length) { return length * sizeof(CompressedField<Cell>); }
  CompressedField<Cell>& operator[](std::uint32_t index) {
    return reinterpret_cast<CompressedField<Cell>*>(this + 1)[index];
  }
  void visit(Visitor& visitor) {
    for (std::uint32_t i = 0; i < length; ++i) visitor.visit((*this)[i], this);
  }
  std::uint32_t length;
};

/// Counts its deaths.
class Counted final : public Cell {
 public:
  static constexpr bool k_kind_has_finalizer = true;
  explicit Counted(int* new_deaths) : Cell(CountedKind), deaths(new_deaths) {}
  int* deaths;
};

/// Holds something weakly.
class Holder final : public Cell {
 public:
  static constexpr bool k_kind_has_finalizer = false;
  explicit Holder(Cell* new_target) : Cell(HolderKind), target(new_target) {}
  Cell* target;
};

inline constexpr std::array<CellKindInfo, 5> k_test_kinds = {{
    {.name = "Leaf", .visit = nullptr, .finalize = nullptr},
    {.name = "Pair",
     .visit = [](Cell* cell, Visitor& visitor) { static_cast<Pair*>(cell)->visit(visitor); },
     .finalize = nullptr},
    {.name = "Array",
     .visit = [](Cell* cell, Visitor& visitor) { static_cast<Array*>(cell)->visit(visitor); },
     .finalize = nullptr},
    {.name = "Counted",
     .visit = nullptr,
     .finalize = [](Cell* cell) { ++*static_cast<Counted*>(cell)->deaths; }},
    {.name = "Holder",
     .visit = [](Cell* cell,
                 Visitor& visitor) { visitor.visit_weak_target(static_cast<Holder*>(cell)->target); },
     .finalize = nullptr},
}};

class TestClient final : public HeapClient {
 public:
  void visit_roots(Visitor& visitor) override {
    for (Cell* cell : roots) visitor.visit(cell);
    for (const std::uintptr_t word : words) visitor.visit_conservatively(word);
  }
  void visit_ephemerons(Visitor& visitor) override {
    ++ephemeron_rounds;
    for (const auto& [key, value] : ephemerons) {
      if (heap->is_marked(key)) visitor.visit(value);
    }
  }
  void clear_weak(const Liveness& liveness) override {
    for (Cell*& cell : weak) {
      if (cell != nullptr && !liveness.is_alive(cell)) cell = nullptr;
    }
    std::erase_if(ephemerons, [&](const auto& entry) { return !liveness.is_alive(entry.first); });
  }

  Heap* heap = nullptr;
  std::vector<Cell*> roots;
  std::vector<std::uintptr_t> words;
  std::vector<Cell*> weak;
  std::vector<std::pair<Cell*, Cell*>> ephemerons;
  int ephemeron_rounds = 0;
};

/// A heap that does not look at the machine stack unless told to: so that the tests know what dies.
struct TestHeap {
  explicit TestHeap(HeapOptions options = {}) {
    if (options.on_fatal_error == nullptr)
      options.on_fatal_error = [](const char* message) { std::fprintf(stderr, "%s\n", message); };
    owner = Heap::create(k_test_kinds, client, options);
    client.heap = owner.get();
  }
  Heap& operator*() { return *owner; }
  Heap* operator->() { return owner.get(); }

  void collect_minor() { owner->collect(Heap::Collection::Minor); }
  void collect_major() { owner->collect(Heap::Collection::Major); }
  std::size_t count_cells() {
    std::size_t count = 0;
    owner->for_each_cell([&](Cell*) { ++count; });
    return count;
  }
  Leaf* leaf(std::uint32_t value = 0) { return owner->make<Leaf>(0, value); }
  Pair* pair(Cell* first = nullptr, Cell* second = nullptr) { return owner->make<Pair>(0, first, second); }
  Array* array(std::uint32_t length) { return owner->make<Array>(Array::bytes_for(length), length); }

  TestClient client;
  std::unique_ptr<Heap> owner;
};

}  // namespace orrery::gc
