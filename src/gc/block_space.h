#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "gc/cell.h"
#include "gc/region.h"
#include "gc/size_classes.h"

namespace orrery::gc {

/// The number of a block in its region. 0, which is never a block for cells, stands for none.
using BlockIndex = std::uint32_t;
constexpr BlockIndex k_no_block = 0;

enum class BlockUse : std::uint8_t {
  Free,       // in a run of free blocks
  Small,      // cells of one size class
  Large,      // one cell, and the first block of it
  LargeRest,  // a further block of that cell
};

/// What is known of a block; kept apart from it, so that looking through blocks touches no cells.
struct BlockInfo {
  BlockUse use = BlockUse::Free;
  SizeClass size_class = 0;     // Small
  bool has_finalizers = false;  // Small, Large: the cells may have any
  bool is_discarded = false;    // first of free blocks: their memory was given back to the system
  /// Small: all cells in the units before this one are allocated; of the others, those that the last
  /// collection marked.
  std::uint16_t allocated_units = 0;
  std::uint16_t live_cells = 0;  // Small: after the last collection
  std::uint32_t extent =
      0;  // first of free blocks, Large: the number of blocks; LargeRest: the first block's index
  BlockIndex next = k_no_block;  // in a list of free runs or of blocks with room
};

/// [DOC] Blocks
///
/// The region of a heap: its header, the tables beside the cells, and the blocks.
///
///     | header | BlockInfo of each block | mark bits | allocated bits | blocks … committed | … not yet |
///
/// All of it is addresses until needed: blocks are committed a mebibyte at a time as the heap grows, the
/// tables with them. Free blocks are in runs, and runs in lists by the logarithm of their length; the lists
/// are made anew by each collection, which sees all blocks in the order of addresses and so joins neighbours
/// at no cost.
///
/// The *mark bit* of a cell's first unit says that the last collection found it alive. A cell is allocated if
/// it is marked or lies before its block's `allocated_units`: allocation goes through a block from start to
/// end, so it needs to record nothing else. A major collection, which clears the marks, saves them in the
/// *allocated bits* first: allocation goes by these while marking is done in steps.
class BlockSpace {
 public:
  BlockSpace() = default;
  ~BlockSpace();
  BlockSpace(const BlockSpace&) = delete;
  BlockSpace& operator=(const BlockSpace&) = delete;

  /// All of the region's addresses, or as many as the system lets us have. \return false if it refuses even a
  /// few
  bool reserve(Heap* heap);
  /// Whether they are fewer than the region could have.
  bool is_partial() const { return reserved_ < k_region_size; }
  /// What cells can take, in bytes.
  std::size_t room() const { return reserved_ - std::size_t{k_first_block} * k_block_size; }

  // Blocks and addresses.

  BlockIndex begin() const { return k_first_block; }
  /// Behind the last committed block.
  BlockIndex end() const { return end_; }
  std::byte* address_of(BlockIndex block) const { return base_ + std::size_t{block} * k_block_size; }
  BlockIndex block_of(const void* address) const {
    return static_cast<BlockIndex>(offset_of(reinterpret_cast<std::uintptr_t>(address)) / k_block_size);
  }
  bool contains(std::uintptr_t address) const {
    const std::size_t offset = offset_of(address);
    return offset >= std::size_t{k_first_block} * k_block_size && offset < std::size_t{end_} * k_block_size;
  }
  std::uint32_t unit_of(std::uintptr_t address) const {
    return static_cast<std::uint32_t>(address / k_unit % k_units_per_block);
  }
  Cell* cell_at(BlockIndex block, std::uint32_t unit) const {
    return reinterpret_cast<Cell*>(address_of(block) + unit * k_unit);
  }
  BlockInfo& info(BlockIndex block) { return infos_[block]; }
  const BlockInfo& info(BlockIndex block) const { return infos_[block]; }

  // Mark bits.

  static constexpr std::uint32_t k_mark_words = k_units_per_block / 64;

  std::uint64_t* marks(BlockIndex block) { return marks_ + std::size_t{block} * k_mark_words; }
  const std::uint64_t* marks(BlockIndex block) const { return marks_ + std::size_t{block} * k_mark_words; }
  bool is_marked(const Cell* cell) const {
    const std::size_t unit = offset_of(reinterpret_cast<std::uintptr_t>(cell)) / k_unit;
    return (marks_[unit / 64] >> unit % 64 & 1) != 0;
  }
  /// Marks a cell. \return false if it was marked
  bool mark(const Cell* cell) {
    const std::size_t unit = offset_of(reinterpret_cast<std::uintptr_t>(cell)) / k_unit;
    std::uint64_t& word = marks_[unit / 64];
    const std::uint64_t bit = std::uint64_t{1} << unit % 64;
    if ((word & bit) != 0) return false;
    word |= bit;
    return true;
  }
  std::uint32_t count_marks(BlockIndex block) const;
  /// Moves all marks to the allocated bits; or forgets them, if they were made after that.
  void save_marks();
  /// While marks are saved, they say nothing of what is allocated.
  void forget_saved_marks() { marks_are_saved_ = false; }
  /// Which cells of a block with small ones the last collection found alive.
  const std::uint64_t* allocated_bits(BlockIndex block) const {
    return (marks_are_saved_ ? saved_marks_ : marks_) + std::size_t{block} * k_mark_words;
  }

  /// Is there a cell that starts at `unit` of a block with small cells? \param allocated_units  as in
  /// BlockInfo
  bool is_allocated(BlockIndex block, std::uint32_t unit, std::uint32_t allocated_units) const {
    if (unit < allocated_units) return true;
    return (allocated_bits(block)[unit / 64] >> unit % 64 & 1) != 0;
  }

  /// Calls `use(BlockIndex)` for each block in which a cell starts.
  template <typename Use>
  void for_each_used_block(Use use) const {
    for (BlockIndex block = begin(); block < end_;) {
      const BlockInfo& block_info = infos_[block];
      // Read first: `use` may free the block.
      const std::uint32_t length = block_info.use == BlockUse::Small ? 1 : block_info.extent;
      if (block_info.use != BlockUse::Free) use(block);
      block += length;
    }
  }
  /// Calls `use(unit)` for the first unit of each marked cell of a block.
  template <typename Use>
  void for_each_mark(BlockIndex block, Use use) const {
    for (std::uint32_t i = 0; i < k_mark_words; ++i) {
      for (std::uint64_t word = marks(block)[i]; word != 0; word &= word - 1)
        use(i * 64 + static_cast<std::uint32_t>(std::countr_zero(word)));
    }
  }

  // Free blocks.

  /// The first of `count` blocks in a row, whose infos are then to be filled in; their marks are clear.
  /// \return k_no_block if there is no memory
  BlockIndex take_blocks(std::uint32_t count);
  /// The same for the blocks from `first` on, which is behind a used one. \return false if they are not free,
  /// or if they are not soon found among the free ones
  bool try_take_blocks_at(BlockIndex first, std::uint32_t count);
  /// Forgets the lists of free runs, to make them anew.
  void clear_free_runs();
  void add_free_run(BlockIndex first, std::uint32_t count, bool is_discarded);
  /// Gives the memory of long free runs back to the system, but for `kept_bytes` of it.
  void discard_free_runs(std::size_t kept_bytes);

  /// Blocks that hold cells, in bytes.
  std::size_t used_bytes() const { return (std::size_t{end_} - k_first_block - free_blocks_) * k_block_size; }
  /// Free blocks whose memory was not given back, in bytes.
  std::size_t kept_free_bytes() const { return (free_blocks_ - discarded_blocks_) * k_block_size; }

 private:
  static constexpr std::size_t k_block_count = k_region_size / k_block_size;
  static constexpr std::size_t k_mark_table_size = k_region_size / k_unit / 8;

  static constexpr std::size_t k_infos_offset = k_block_size;
  static constexpr std::size_t k_marks_offset = k_infos_offset + k_block_count * sizeof(BlockInfo);
  static constexpr std::size_t k_saved_marks_offset = k_marks_offset + k_mark_table_size;
  static constexpr std::size_t k_cells_offset = k_saved_marks_offset + k_mark_table_size;
  /// So that the tables' entries for it and for all steps of growth begin at a page.
  static constexpr std::size_t k_block_alignment = 256;
  static constexpr auto k_first_block =
      static_cast<BlockIndex>((k_cells_offset / k_block_size + k_block_alignment) & ~(k_block_alignment - 1));

  static constexpr std::size_t k_list_count = 23;
  static_assert(std::size_t{1} << k_list_count > k_block_count);

  /// Wraps to something too large for addresses before the region.
  std::size_t offset_of(std::uintptr_t address) const {
    return address - reinterpret_cast<std::uintptr_t>(base_);
  }

  bool grow(std::uint32_t count);
  bool commit_tables(BlockIndex end);
  BlockIndex find_free_run(std::uint32_t count);
  void take_from_list(std::size_t list, BlockIndex previous, BlockIndex run);
  void note_taken(const BlockInfo& run);
  bool try_take_run(BlockIndex first);
  void discard(BlockIndex first, std::uint32_t count);

  /// A region that is only a part of what it could be has its tables in full, and at least half as much room.
  static constexpr std::size_t k_least_reserved =
      std::min(k_region_size, std::bit_ceil(k_cells_offset + k_cells_offset / 2));

  std::byte* base_ = nullptr;
  std::size_t reserved_ = 0;  // bytes from there on
  BlockInfo* infos_ = nullptr;
  std::uint64_t* marks_ = nullptr;
  std::uint64_t* saved_marks_ = nullptr;
  bool marks_are_saved_ = false;
  BlockIndex end_ = k_first_block;
  BlockIndex tables_end_ = k_first_block;  // what the tables have been committed for
  std::size_t free_blocks_ = 0;
  std::size_t discarded_blocks_ = 0;
  std::array<BlockIndex, k_list_count> free_runs_{};
  std::uint32_t non_empty_lists_ = 0;
};

/// The first marked unit from `unit` on, or `end`.
inline std::uint32_t next_mark(const std::uint64_t* marks, std::uint32_t unit, std::uint32_t end) {
  while (unit < end) {
    const std::uint64_t word = marks[unit / 64] >> unit % 64;
    if (word != 0) {
      const std::uint32_t found = unit + static_cast<std::uint32_t>(std::countr_zero(word));
      return found < end ? found : end;
    }
    unit = (unit / 64 + 1) * 64;
  }
  return end;
}

}  // namespace orrery::gc
