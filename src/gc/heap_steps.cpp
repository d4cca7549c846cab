// Major collections of large heaps: marking in steps, between which the program goes on.

#include <algorithm>

#include "gc/heap.h"
#include "gc/marker.h"
#include "gc/roots.h"

namespace orrery::gc {

namespace {

/// What is smaller is marked in a pause that nobody notices.
constexpr std::size_t k_least_live_bytes = std::size_t{64} << 20;
/// So much is allocated between two steps, at least.
constexpr std::size_t k_step_bytes = std::size_t{512} << 10;
/// After so many comes the last, whatever is left to visit: 64 MiB or more after the first.
constexpr std::uint32_t k_most_steps = 128;
/// In so many all that was there at the first would be visited.
constexpr std::size_t k_expected_steps = 96;
/// With HeapOptions::step_at_every_allocation.
constexpr std::size_t k_cells_per_small_step = 64;

}  // namespace

bool Heap::should_mark_in_steps() const {
  if (options_.step_at_every_allocation) return true;
  // Where allocation cannot collect there are no steps between two tasks.
  return may_collect_in_allocation() && !options_.collect_at_every_allocation &&
         live_bytes_ >= k_least_live_bytes && has_survivors_for_major();
}

/// The first step: the roots.
void Heap::begin_marking() {
  begin_pause();
  blocks_.save_marks();
  remembered_.clear();
  remembered_all_ = true;
  is_marking_ = true;
  if (options_.step_at_every_allocation) {
    cells_per_step_ = k_cells_per_small_step;
    steps_left_ = UINT32_MAX;
  } else {
    // Young cells may be as large as old ones, and all alive.
    const std::size_t young_cells = young_bytes_ / (live_bytes_ / live_cells_);
    cells_per_step_ = (live_cells_ + young_cells) / k_expected_steps;
    steps_left_ = k_most_steps;
  }
  Marker marker(*this, {.holds_weak_targets = holds_weak_targets_});
  mark_roots(marker);
  await_next_step();
  end_pause(Pause::Step);
}

/// A step; the last one if nothing is left to visit, or if it has taken too long.
void Heap::go_on_marking() {
  if (mark_stack_.empty() || --steps_left_ == 0 || !remembered_all_) return perform(Collection::Major);
  begin_pause();
  Marker(*this, {.holds_weak_targets = holds_weak_targets_}).drain_some(cells_per_step_);
  await_next_step();
  end_pause(Pause::Step);
}

/// So that a collection is due then.
void Heap::await_next_step() {
  young_budget_ = young_bytes_ + k_step_bytes;
  external_budget_ = young_external_ + k_step_bytes;
}

/// The next collection is a major one that begins anew.
void Heap::give_up_marking() {
  if (!is_marking_) return;
  is_marking_ = false;
  remembered_all_ = false;
  mark_stack_.clear();
  has_lost_marked_ = false;
}

}  // namespace orrery::gc
