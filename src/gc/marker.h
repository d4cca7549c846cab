#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "gc/block_space.h"
#include "gc/cell_stack.h"
#include "gc/heap.h"
#include "gc/visitor.h"

namespace orrery::gc {

/// [DOC] Marking
///
/// A marked cell is pushed on a stack of its own, never the machine's; drain() visits what is on it. Between
/// the stack and the visit lies a short queue of cells whose memory has been asked for, so that it is there
/// when it is needed.
///
/// If there is no memory for the stack, a cell is marked and not pushed: then everything marked is visited
/// again, as often as that happens. Each time at least one cell more is marked, so it ends.
class Marker final : public Visitor {
 public:
  /// Of a Visitor.
  struct Traits {
    bool holds_weak_targets = false;
    bool visits_young_only = false;
  };
  Marker(Heap& heap, const Traits& traits);

  void visit_conservatively(std::uintptr_t word) override;
  /// The same for a word of the machine stack or a register, where optimized code may have a reference in
  /// another form: compressed, in either half, or as the distance from the region's start.
  void visit_stack_word(std::uintptr_t word);
  /// Visits a remembered cell, if it is marked: its fields may have changed. (One that is not yet will be
  /// visited when it is.)
  void visit_remembered(Cell* cell);
  /// Marks all that can be reached from what is marked.
  void drain();
  /// Does so for this many cells, if there are so many, and leaves the rest on the heap's mark stack.
  void drain_some(std::size_t cells);

  /// Grows with each cell that was marked.
  std::uint64_t marked_count() const { return marked_count_; }

 private:
  static constexpr std::size_t k_queue_size = 16;  // measured: docs/adr/0007-gc-contract.md

  void visit_cell(Cell* cell) override;
  void push(Cell* cell);
  void visit_distance(std::uintptr_t distance);
  void visit_fields(Cell* cell);
  Cell* next();
  void visit_all_marked();

  Heap& heap_;
  BlockSpace& blocks_;
  CellStack& stack_;
  // Cleared, for it lies on the machine stack: cells of earlier collections would be found there.
  std::array<Cell*, k_queue_size> queue_{};
  std::size_t queue_front_ = 0;
  std::size_t queued_ = 0;
  std::uint64_t marked_count_ = 0;
};

/// Shows every word of the machine stack from the caller's frame to `start`, and the registers, to `marker`.
void visit_machine_stack(const void* start, Marker& marker);

}  // namespace orrery::gc
