#include "gc/marker.h"

namespace orrery::gc {

Marker::Marker(Heap& heap, const Traits& traits)
    : heap_(heap), blocks_(heap.blocks_), stack_(heap.mark_stack_) {
  holds_weak_targets_ = traits.holds_weak_targets;
  visits_young_only_ = traits.visits_young_only;
}

void Marker::visit_cell(Cell* cell) {
  if (!blocks_.mark(cell)) return;
  ++marked_count_;
  push(cell);
}

void Marker::push(Cell* cell) {
  if (!stack_.push(cell)) [[unlikely]]
    heap_.has_lost_marked_ = true;
}

void Marker::visit_conservatively(std::uintptr_t word) {
  if (!blocks_.contains(word) && !blocks_.contains(word - 1)) return;
  if (Cell* cell = heap_.cell_containing(word)) visit_cell(cell);
  // Behind a cell's end is the next one's start; which of the two is meant, nobody knows.
  if (Cell* cell = heap_.cell_containing(word - 1)) visit_cell(cell);
}

// A pointer of which only compress() is still to be used need not be there any more: the optimizer computes
// that early, before a loop that allocates or where a register is spilled; and what decompress() gives it
// computes late, from the half word that it keeps meanwhile. In between lies the distance.
void Marker::visit_stack_word(std::uintptr_t word) {
  visit_conservatively(word);
  if (word < k_region_size) visit_distance(word);
  visit_distance(std::uintptr_t{static_cast<CompressedCell>(word)} * k_unit);
  visit_distance((word >> 32) * k_unit);
}

/// Of a cell's start: nothing compresses other addresses.
void Marker::visit_distance(std::uintptr_t distance) {
  const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(blocks_.address_of(0)) + distance;
  if (!blocks_.contains(address)) [[likely]]
    return;
  Cell* cell = heap_.cell_containing(address);
  if (reinterpret_cast<std::uintptr_t>(cell) == address) visit_cell(cell);
}

void Marker::visit_remembered(Cell* cell) {
  if (blocks_.is_marked(cell)) {
    visit_fields(cell);
  } else {
    cell->gc_state_ = GcState::Old;
  }
}

void Marker::visit_fields(Cell* cell) {
  if (cell->gc_state_ != GcState::Old) {
    if (cell->gc_state_ == GcState::Free) [[unlikely]]
      heap_.fail("a root or a live cell refers to a cell that was freed");
    cell->gc_state_ = GcState::Old;
  }
  const auto visit = heap_.kind_info(cell).visit;
  if (visit != nullptr) visit(cell, *this);
}

/// A cell to visit, or null if all have been.
Cell* Marker::next() {
  while (queued_ < k_queue_size) {
    Cell* pushed = stack_.pop();
    if (pushed == nullptr) break;
    __builtin_prefetch(pushed);
    queue_[(queue_front_ + queued_) % k_queue_size] = pushed;
    ++queued_;
  }
  if (queued_ == 0) return nullptr;
  --queued_;
  return queue_[std::exchange(queue_front_, (queue_front_ + 1) % k_queue_size)];
}

void Marker::drain() {
  for (;;) {
    while (Cell* cell = next()) visit_fields(cell);
    if (!heap_.has_lost_marked_) return;
    heap_.has_lost_marked_ = false;
    visit_all_marked();
  }
}

void Marker::drain_some(std::size_t cells) {
  for (; cells != 0; --cells) {
    Cell* cell = next();
    if (cell == nullptr) return;
    visit_fields(cell);
  }
  for (; queued_ != 0; --queued_)
    push(queue_[std::exchange(queue_front_, (queue_front_ + 1) % k_queue_size)]);
}

void Marker::visit_all_marked() {
  blocks_.for_each_used_block([this](BlockIndex block) {
    blocks_.for_each_mark(block, [&](std::uint32_t unit) {
      visit_fields(blocks_.cell_at(block, unit));
      while (Cell* cell = next()) visit_fields(cell);
    });
  });
}

}  // namespace orrery::gc
