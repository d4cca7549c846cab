#include "gc/block_space.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/address_sanitizer.h"
#include "base/virtual_memory.h"

namespace orrery::gc {

namespace {

// What is committed ends at a multiple of so many blocks.
constexpr std::uint32_t k_growth = (1 << 20) / k_block_size;
constexpr std::uint32_t k_small_heap = (8 << 20) / k_block_size;
constexpr std::uint32_t k_table_growth = (64 << 20) / k_block_size;    // blocks to commit the tables for
constexpr std::uint32_t k_least_discarded = (1 << 20) / k_block_size;  // shorter free runs stay as they are
/// In a list with runs of about the right length, so many are tried before longer ones are cut.
constexpr int k_tried_runs = 32;

std::size_t list_of(std::uint32_t count) {
  return static_cast<std::size_t>(std::bit_width(count)) - 1;
}

}  // namespace

bool BlockSpace::reserve(Heap* heap) {
  void* memory = nullptr;
  for (reserved_ = k_region_size; reserved_ >= k_least_reserved; reserved_ /= 2) {
    memory = base::reserve_memory(reserved_, k_region_size);
    if (memory != nullptr) break;
  }
  if (memory == nullptr) return false;
  base_ = static_cast<std::byte*>(memory);
  infos_ = reinterpret_cast<BlockInfo*>(base_ + k_infos_offset);
  marks_ = reinterpret_cast<std::uint64_t*>(base_ + k_marks_offset);
  saved_marks_ = reinterpret_cast<std::uint64_t*>(base_ + k_saved_marks_offset);
  if (!base::commit_memory(base_, base::k_memory_page)) return false;
  // What heap_of() reads.
  *reinterpret_cast<Heap**>(base_) = heap;
  return true;
}

BlockSpace::~BlockSpace() {
  if (base_ == nullptr) return;
  base::permit_memory(address_of(k_first_block), std::size_t{end_ - begin()} * k_block_size);
  base::release_memory(base_, reserved_);
}

std::uint32_t BlockSpace::count_marks(BlockIndex block) const {
  int count = 0;
  for (std::uint32_t i = 0; i < k_mark_words; ++i) count += std::popcount(marks(block)[i]);
  return static_cast<std::uint32_t>(count);
}

void BlockSpace::save_marks() {
  for_each_used_block([this](BlockIndex block) {
    std::uint64_t* words = marks(block);
    if (!marks_are_saved_)
      std::memcpy(saved_marks_ + std::size_t{block} * k_mark_words, words, k_mark_words * sizeof(*words));
    std::memset(words, 0, k_mark_words * sizeof(*words));
  });
  marks_are_saved_ = true;
}

BlockIndex BlockSpace::take_blocks(std::uint32_t count) {
  BlockIndex run = find_free_run(count);
  if (run == k_no_block) {
    if (!grow(count)) return k_no_block;
    run = find_free_run(count);
  }
  const BlockInfo taken = infos_[run];
  note_taken(taken);
  if (marks_are_saved_)
    std::memset(saved_marks_ + std::size_t{run} * k_mark_words, 0,
                std::size_t{count} * k_mark_words * sizeof(*saved_marks_));
  if (taken.extent > count) add_free_run(run + count, taken.extent - count, taken.is_discarded);
  return run;
}

bool BlockSpace::try_take_blocks_at(BlockIndex first, std::uint32_t count) {
  if (first == end_ && !grow(count)) return false;
  const BlockInfo run = infos_[first];
  const bool is_last = first + run.extent == end_;
  if (run.use != BlockUse::Free || (run.extent < count && !is_last) || !try_take_run(first)) return false;
  std::uint32_t extent = run.extent;
  bool is_discarded = run.is_discarded;
  if (extent < count && grow(count - extent)) {
    const BlockIndex added = first + extent;
    try_take_run(added);  // the first of its list
    extent += infos_[added].extent;
    is_discarded = false;
  }
  const std::uint32_t taken = extent < count ? 0 : count;
  if (extent > taken) add_free_run(first + taken, extent - taken, is_discarded);
  return taken != 0;
}

/// Takes just this run off its list. \return false if it is not found soon
bool BlockSpace::try_take_run(BlockIndex first) {
  const std::size_t list = list_of(infos_[first].extent);
  BlockIndex previous = k_no_block;
  BlockIndex run = free_runs_[list];
  for (int tried = 0; run != first; ++tried) {
    if (run == k_no_block || tried == k_tried_runs) return false;
    previous = std::exchange(run, infos_[run].next);
  }
  take_from_list(list, previous, first);
  note_taken(infos_[first]);
  return true;
}

/// Takes a run of at least `count` blocks off its list.
BlockIndex BlockSpace::find_free_run(std::uint32_t count) {
  const std::size_t first_list = list_of(count);
  BlockIndex previous = k_no_block;
  BlockIndex run = free_runs_[first_list];
  for (int tried = 0; run != k_no_block && tried < k_tried_runs; ++tried) {
    if (infos_[run].extent >= count) {
      take_from_list(first_list, previous, run);
      return run;
    }
    previous = run;
    run = infos_[run].next;
  }
  const std::uint32_t longer = non_empty_lists_ >> first_list >> 1;
  if (longer == 0) return k_no_block;
  const std::size_t list = first_list + 1 + static_cast<std::size_t>(std::countr_zero(longer));
  run = free_runs_[list];
  take_from_list(list, k_no_block, run);
  return run;
}

void BlockSpace::note_taken(const BlockInfo& run) {
  free_blocks_ -= run.extent;
  if (run.is_discarded) discarded_blocks_ -= run.extent;
}

void BlockSpace::take_from_list(std::size_t list, BlockIndex previous, BlockIndex run) {
  (previous == k_no_block ? free_runs_[list] : infos_[previous].next) = infos_[run].next;
  if (free_runs_[list] == k_no_block) non_empty_lists_ &= ~(1u << list);
}

void BlockSpace::clear_free_runs() {
  free_runs_.fill(k_no_block);
  non_empty_lists_ = 0;
  free_blocks_ = 0;
  discarded_blocks_ = 0;
}

void BlockSpace::add_free_run(BlockIndex first, std::uint32_t count, bool is_discarded) {
  const std::size_t list = list_of(count);
  BlockInfo& run = infos_[first];
  run.extent = count;
  run.is_discarded = is_discarded;
  run.next = free_runs_[list];
  free_runs_[list] = first;
  non_empty_lists_ |= 1u << list;
  free_blocks_ += count;
  if (is_discarded) discarded_blocks_ += count;
}

void BlockSpace::discard_free_runs(std::size_t kept_bytes) {
  for (std::size_t list = list_of(k_least_discarded); list < k_list_count; ++list) {
    BlockIndex previous = k_no_block;
    for (BlockIndex first = free_runs_[list]; first != k_no_block; first = infos_[first].next) {
      if (kept_free_bytes() < kept_bytes + k_least_discarded * k_block_size) return;
      const auto excess = static_cast<std::uint32_t>((kept_free_bytes() - kept_bytes) / k_block_size);
      const BlockInfo run = infos_[first];
      if (!run.is_discarded && run.extent > excess) {
        // The rest of it is kept.
        take_from_list(list, previous, first);
        note_taken(run);
        add_free_run(first, run.extent - excess, false);
        discard(first + run.extent - excess, excess);
        add_free_run(first + run.extent - excess, excess, true);
        return;
      }
      if (!run.is_discarded) {
        discard(first, run.extent);
        infos_[first].is_discarded = true;
        discarded_blocks_ += run.extent;
      }
      previous = first;
    }
  }
}

void BlockSpace::discard(BlockIndex first, std::uint32_t count) {
  base::discard_memory(address_of(first), std::size_t{count} * k_block_size);
}

/// Commits at least `count` blocks behind the last.
bool BlockSpace::grow(std::uint32_t count) {
  if (count > reserved_ / k_block_size - end_) return false;
  const std::uint32_t added = (end_ + count + k_growth - 1) / k_growth * k_growth - end_;
  if (!commit_tables(end_ + added)) return false;
  if (!base::commit_memory(address_of(end_), std::size_t{added} * k_block_size)) return false;
  const BlockIndex first = end_;
  // OPTIMIZATION: small cells will soon fill it. (The start of a large one may be all of it that is ever
  // used.)
  if (first - k_first_block >= k_small_heap && count < k_growth)
    base::populate_memory(address_of(first), std::size_t{added} * k_block_size);
  end_ += added;
  add_free_run(first, added, false);
  return true;
}

bool BlockSpace::commit_tables(BlockIndex end) {
  const auto commit = [](auto* table, std::size_t per_block, BlockIndex from, BlockIndex to) {
    return base::commit_memory(table + from * per_block, (to - from) * per_block * sizeof(*table));
  };
  while (tables_end_ < end) {
    const auto next =
        static_cast<BlockIndex>(std::min<std::size_t>(tables_end_ + k_table_growth, k_block_count));
    if (!commit(infos_, 1, tables_end_, next) || !commit(marks_, k_mark_words, tables_end_, next) ||
        !commit(saved_marks_, k_mark_words, tables_end_, next))
      return false;
    tables_end_ = next;
  }
  return true;
}

}  // namespace orrery::gc
