// When collections happen and what they do, in order: mark, tell the client, finalize, find out which blocks
// have room.

#include <algorithm>
#include <cstring>

#include "base/address_sanitizer.h"
#include "gc/heap.h"
#include "gc/marker.h"
#include "gc/roots.h"

namespace orrery::gc {

namespace {

constexpr std::size_t k_mebibyte = std::size_t{1} << 20;
// Measured: docs/adr/0007-gc-contract.md.
constexpr std::size_t k_least_external_budget = 16 * k_mebibyte;
constexpr std::size_t k_least_major_live = 32 * k_mebibyte;
constexpr std::size_t k_least_major_external = 64 * k_mebibyte;
constexpr std::size_t k_least_kept_free = 8 * k_mebibyte;

}  // namespace

// When.

bool Heap::has_survivors_for_major() const {
  if (options_.collect_at_every_allocation)
    return statistics_.minor_collections > statistics_.major_collections;
  if (options_.step_at_every_allocation)
    return statistics_.minor_collections >= statistics_.major_collections;
  return live_bytes_ > major_live_ || surviving_external_ > major_external_;
}

void Heap::collect_as_due() {
  // Where allocation could not collect, the limit may have been passed.
  const bool is_crowded = used_bytes() > options_.limit;
  if (!is_crowded && is_marking_) return go_on_marking();
  const Collection due = is_crowded || has_survivors_for_major() ? Collection::Major : Collection::Minor;
  if (!is_crowded && should_mark_in_steps(due)) return begin_marking(due);
  collect(due);
  if (is_crowded && used_bytes() > options_.limit) tell_limit_passed();
}

/// Where much of what was young has survived it was looked at too early: next time it gets longer to die.
void Heap::learn_patience(std::size_t young) {
  if (survivors_ > young / 4) {
    patience_ = std::min(patience_ * 2, k_most_patience);
  } else if (survivors_ < young / 16) {
    patience_ = std::max(patience_ / 2, k_least_patience);
  }
}

void Heap::set_thresholds(Collection collection) {
  young_budget_ = std::clamp(live_bytes_ / 2, patience_, k_most_patience);
  external_budget_ = std::max(k_least_external_budget, external_bytes_ / 4);
  if (collection == Collection::Minor) return;
  major_live_ = std::max(k_least_major_live, live_bytes_ * 2);
  major_external_ = std::max(k_least_major_external, external_bytes_ * 2);
}

// What.

void Heap::begin_pause() {
  if (is_collecting_) fail("a collection was asked for during another");
  is_collecting_ = true;
  for (RootBase* root = roots_; root != nullptr; root = root->next_) root->note_pause_begins();
  start_ns_ = options_.monotonic_ns ? options_.monotonic_ns() : 0;
}

void Heap::end_pause(Pause pause) {
  if (options_.monotonic_ns)
    statistics_.longest_pause_ns =
        std::max(statistics_.longest_pause_ns, options_.monotonic_ns() - start_ns_);
  is_collecting_ = false;
  for (RootBase* root = roots_; root != nullptr; root = root->next_) root->note_pause_ends(pause);
}

void Heap::collect(Collection collection) {
  // What steps have marked may have died since. It is enough for who wants no more than a minor collection.
  if (collection == Collection::Major) give_up_marking();
  perform(is_marking_ ? marks_for_ : collection);
}

void Heap::perform(Collection collection) {
  begin_pause();
  complete(collection);
}

/// Collects, or does what is left of a collection that marks in steps; and ends the pause.
void Heap::complete(Collection collection) {
  leave_blocks();
  const std::size_t used_before = blocks_.used_bytes();
  const std::size_t young_before = young_bytes_;
  const std::size_t live_before = live_bytes_;
  if (!remembered_all_) {
    collection = Collection::Major;
    give_up_marking();
  }
  if (collection == Collection::Minor && !is_marking_ && options_.verify_barriers) verify_barriers();
  if (collection == Collection::Major && !is_marking_) {
    blocks_.save_marks();
    remembered_.clear();
    remembered_all_ = true;
  }
  mark(collection);
  const bool has_marked_in_steps = std::exchange(is_marking_, false);
  if ((collection == Collection::Major || has_marked_in_steps) && options_.verify_barriers) verify_marks();
  const Liveness liveness(*this, collection == Collection::Major);
  client_.clear_weak(liveness);
  for (RootBase* root = roots_; root != nullptr; root = root->next_) root->clear_dead(liveness);
  allocated_before_ += std::exchange(young_bytes_, 0);
  sweep(collection);
  blocks_.forget_saved_marks();
  young_external_ = 0;
  surviving_external_ = external_bytes_;
  if (collection == Collection::Minor) {
    survivors_ = live_bytes_ - std::min(live_bytes_, live_before);
    learn_patience(young_before);
  }
  set_thresholds(collection);
  if (collection == Collection::Major) {
    // OPTIMIZATION: a script that has made so much garbage once will do so again, and memory that comes from
    // the system anew must be cleared by it. After a peak the next major collection frees less, and gives it
    // back.
    const std::size_t freed = used_before - std::min(used_before, blocks_.used_bytes());
    blocks_.discard_free_runs(std::max({k_least_kept_free, live_bytes_, freed}));
    mark_stack_.free_spare();
  }

  ++(collection == Collection::Minor ? statistics_.minor_collections : statistics_.major_collections);
  end_pause(collection == Collection::Minor ? Pause::Minor : Pause::Major);
  const CollectionReport report{collection == Collection::Major, live_before + young_before, live_bytes_};
  for (RootBase* root = roots_; root != nullptr; root = root->next_) root->note_collection(report);
}

void Heap::collect_weakly() {
  is_collecting_weakly_ = true;
  collect(Collection::Major);
  is_collecting_weakly_ = false;
}

void Heap::set_holds_weak_targets(bool on) {
  if (on != holds_weak_targets_) give_up_marking();
  holds_weak_targets_ = on;
}

void Heap::mark(Collection collection) {
  Marker marker(*this, {.holds_weak_targets = holds_weak_targets_ && !is_collecting_weakly_,
                        .visits_young_only = collection == Collection::Minor});
  mark_roots(marker);
  mark_remembered(marker);
  marker.drain();
  mark_ephemerons(marker);
}

void Heap::mark_roots(Marker& marker) {
  const bool looks_at_stack = ORRERY_SCAN_STACK != 0 && stack_start_ != nullptr && !is_collecting_weakly_;
  if (looks_at_stack) visit_machine_stack(stack_start_, marker);
  for (RootBase* root = roots_; root != nullptr; root = root->next_) root->visit(marker);
  client_.visit_roots(marker);
}

void Heap::mark_remembered(Marker& marker) {
  while (Cell* owner = remembered_.pop()) marker.visit_remembered(owner);
}

void Heap::mark_ephemerons(Marker& marker) {
  std::uint64_t marked_before = 0;
  do {
    marked_before = marker.marked_count();
    client_.visit_ephemerons(marker);
    marker.drain();
  } while (marker.marked_count() != marked_before);
}

/// Frees blocks without live cells, and lists those that have room for more.
void Heap::sweep(Collection collection) {
  live_bytes_ = 0;
  live_cells_ = 0;
  blocks_.clear_free_runs();
  std::uint32_t run_length = 0;
  bool is_run_discarded = true;
  BlockIndex block = blocks_.begin();
  const auto end_run = [&] {
    if (run_length != 0) blocks_.add_free_run(block - run_length, run_length, is_run_discarded);
    run_length = 0;
    is_run_discarded = true;
  };
  while (block < blocks_.end()) {
    const BlockInfo info = blocks_.info(block);
    const std::uint32_t length = info.use == BlockUse::Small ? 1 : info.extent;
    const bool is_used = info.use == BlockUse::Small   ? sweep_small(block, collection)
                         : info.use == BlockUse::Large ? sweep_large(block)
                                                       : false;
    if (is_used) {
      end_run();
    } else {
      run_length += length;
      is_run_discarded &= info.use == BlockUse::Free && info.is_discarded;
    }
    block += length;
  }
  end_run();
}

/// \return whether anything in the block is alive
bool Heap::sweep_small(BlockIndex block, Collection collection) {
  BlockInfo& info = blocks_.info(block);
  // OPTIMIZATION: a minor collection changes nothing where nothing was allocated.
  if (collection == Collection::Major || info.allocated_units != 0) {
    if (info.has_finalizers) finalize_dead_in(block);
    if (options_.poison_freed) poison_dead_in(block);
    info.live_cells = static_cast<std::uint16_t>(blocks_.count_marks(block));
    info.allocated_units = 0;
  }
  if (info.live_cells == 0) {
    info = {};
    return false;
  }
  live_bytes_ += info.live_cells * class_bytes(info.size_class);
  live_cells_ += info.live_cells;
  if (info.live_cells < cells_per_block(info.size_class)) {
    Supply& supply = supplies_[info.has_finalizers][info.size_class];
    (supply.with_room == k_no_block ? supply.with_room : blocks_.info(supply.last_with_room).next) = block;
    supply.last_with_room = block;
    info.next = k_no_block;
  }
  return true;
}

bool Heap::sweep_large(BlockIndex block) {
  const std::uint32_t count = blocks_.info(block).extent;
  Cell* cell = blocks_.cell_at(block, 0);
  if (blocks_.is_marked(cell)) {
    live_bytes_ += count * k_block_size;
    ++live_cells_;
    return true;
  }
  if (blocks_.info(block).has_finalizers) finalize(cell);
  if (options_.poison_freed) poison(blocks_.address_of(block), count * k_block_size);
  for (BlockIndex freed = block; freed < block + count; ++freed) blocks_.info(freed) = {};
  return false;
}

void Heap::finalize_dead_in(BlockIndex block) {
  auto finalize_if_dead = [this](Cell* cell) {
    if (!blocks_.is_marked(cell)) finalize(cell);
  };
  for_each_cell_in(block, finalize_if_dead);
}

/// Fills memory that holds no cell any more, so that it looks like none.
void Heap::poison(std::byte* start, std::size_t size) {
  base::permit_memory(start, size);
  std::memset(start, Heap::k_poison, size);
  start[CellLayout::k_gc_state_offset] = static_cast<std::byte>(GcState::Free);
  base::forbid_memory(start, size);
}

void Heap::poison_dead_in(BlockIndex block) {
  const SizeClass size_class = blocks_.info(block).size_class;
  for (std::uint32_t i = 0; i < cells_per_block(size_class); ++i) {
    Cell* cell = blocks_.cell_at(block, i * k_class_units[size_class]);
    if (!blocks_.is_marked(cell)) poison(reinterpret_cast<std::byte*>(cell), class_bytes(size_class));
  }
}

}  // namespace orrery::gc
