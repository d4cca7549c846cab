// Collections that mark in steps, between which the program goes on: major ones of large heaps, and minor
// ones where much survives.

#include <algorithm>

#include "gc/heap.h"
#include "gc/marker.h"
#include "gc/roots.h"

namespace orrery::gc {

namespace {

/// What is smaller is marked in a pause that nobody notices.
constexpr std::size_t k_least_live_bytes = std::size_t{16} << 20;
/// The same of what has outlived the last minor collection, of which as much is expected of the next.
constexpr std::size_t k_least_survivors = std::size_t{8} << 20;
/// So much is allocated between two steps, at least.
constexpr std::size_t k_step_bytes = std::size_t{512} << 10;

struct Steps {
  std::uint32_t most;      // after so many comes the last, whatever is left to visit
  std::uint32_t expected;  // in so many all that was there at the first would be visited
};
constexpr Steps k_major_steps{.most = 128, .expected = 96};
constexpr Steps k_minor_steps{.most = 32, .expected = 16};
/// Fewer take no time worth to be divided.
constexpr std::size_t k_least_cells_per_step = 32'768;
/// With HeapOptions::step_at_every_allocation.
constexpr std::size_t k_cells_per_small_step = 64;
/// Where nothing is alive that would tell.
constexpr std::size_t k_usual_cell_bytes = 64;

}  // namespace

bool Heap::should_mark_in_steps(Collection collection) const {
  if (options_.step_at_every_allocation) return true;
  // Where allocation cannot collect there are no steps between two tasks.
  if (!may_collect_in_allocation() || options_.collect_at_every_allocation) return false;
  return collection == Collection::Major ? live_bytes_ >= k_least_live_bytes
                                         : survivors_ >= k_least_survivors;
}

/// The first step: the roots, and what is remembered, which is nothing in a major collection.
void Heap::begin_marking(Collection collection) {
  if (!remembered_all_) collection = Collection::Major;
  begin_pause();
  marks_for_ = collection;
  is_marking_ = true;
  // Young cells may be as large as old ones, and all alive.
  const std::size_t cell_bytes = live_cells_ == 0 ? k_usual_cell_bytes : live_bytes_ / live_cells_;
  std::size_t cells = young_bytes_ / cell_bytes;
  Steps steps = k_minor_steps;
  if (collection == Collection::Major) {
    blocks_.save_marks();
    remembered_.clear();
    remembered_all_ = true;
    cells += live_cells_;
    steps = k_major_steps;
  } else if (options_.verify_barriers) {
    verify_barriers();
  }
  steps_left_ = steps.most;
  cells_per_step_ = std::max(cells / steps.expected, k_least_cells_per_step);
  if (options_.step_at_every_allocation) {
    cells_per_step_ = k_cells_per_small_step;
    steps_left_ = UINT32_MAX;
  }
  Marker marker = marker_of_step();
  begin_round(marker);
  await_next_step();
  end_pause(Pause::Step);
}

/// Marks the roots, and what is remembered.
void Heap::begin_round(Marker& marker) {
  mark_roots(marker);
  mark_remembered(marker);
}

/// A step. Where nothing is left to visit it begins another round: what was made and moved meanwhile may be
/// much. If it comes to the end of that it is the last; or if marking has taken too long.
void Heap::go_on_marking() {
  begin_pause();
  Marker marker = marker_of_step();
  const bool begins_round = mark_stack_.empty();
  if (begins_round) begin_round(marker);
  marker.drain_some(cells_per_step_);
  const bool is_at_end = begins_round && mark_stack_.empty();
  if (is_at_end || --steps_left_ == 0 || !remembered_all_) return complete(marks_for_);
  await_next_step();
  end_pause(Pause::Step);
}

Marker Heap::marker_of_step() {
  return {*this,
          {.holds_weak_targets = holds_weak_targets_, .visits_young_only = marks_for_ == Collection::Minor}};
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
