// Where memory for new cells comes from. Sweeping is lazy: a block's dead cells are found when allocation
// comes to it.

#include <algorithm>

#include "base/address_sanitizer.h"
#include "gc/heap.h"

namespace orrery::gc {

namespace {

/// A collection for want of room below the limit is worth it again when this part of the limit has been
/// allocated; otherwise a heap that is nearly full would collect without end.
constexpr std::size_t k_retry_fraction = 64;
/// The part of the limit that memory outside the heap leaves to cells.
constexpr std::size_t k_external_reserve_fraction = 64;
/// Of memory outside the heap, a request for more than this part of the limit is oversized: it may fail, and
/// the script go on. Where a smaller one finds no room, the heap is full.
constexpr std::size_t k_oversized_fraction = 2;

constexpr std::size_t round_up_to_blocks(std::size_t size) {
  return (size + k_block_size - 1) & ~(k_block_size - 1);
}

}  // namespace

void* Heap::allocate_slow(std::size_t size, bool has_finalizer) {
  void* cell = allocate_or_collect(size, has_finalizer, OverLimit::Allow);
  if (cell == nullptr) fail("out of memory: the system has none left for the heap");
  return cell;
}

void* Heap::try_allocate_slow(std::size_t size, bool has_finalizer) {
  return allocate_or_collect(size, has_finalizer, OverLimit::Refuse);
}

/// \return null if there is no memory, or with OverLimit::Refuse if it does not fit below the limit
void* Heap::allocate_or_collect(std::size_t size, bool has_finalizer, OverLimit over_limit) {
  if (is_collecting_) fail("a finalizer, a visit or the heap's client allocates during a collection");
  if (size > k_region_size) return nullptr;
  if (may_collect_in_allocation()) collect_if_due();

  if (!make_room(size <= k_max_small ? size : round_up_to_blocks(size))) {
    // A request that no heap of this limit could fulfil is the caller's to deal with.
    const bool is_full = over_limit == OverLimit::Allow || size <= options_.limit || size <= k_max_small;
    if (is_full) tell_limit_passed();
    // What is small is needed in steps that cannot fail, too, such as installing a builtin.
    if (over_limit == OverLimit::Refuse && size > k_max_small) return nullptr;
  }
  void* cell = allocate_now(size, has_finalizer);
  if (cell == nullptr && may_collect_in_allocation()) {
    collect(Collection::Major);
    cell = allocate_now(size, has_finalizer);
  }
  return cell;
}

void* Heap::allocate_now(std::size_t size, bool has_finalizer) {
  if (size > k_max_small) return allocate_large(size, has_finalizer);
  if (!refill(size_class_of(size), has_finalizer)) return nullptr;
  return allocate_fast(size, has_finalizer);
}

// The limit.

/// Do so many bytes more fit below the limit?
bool Heap::fits(std::size_t bytes) const {
  std::size_t limit = options_.limit;
  std::size_t used = used_bytes();
  // Until the next collection nobody knows what is garbage. So it may go a quarter above the limit, if what
  // is known to be needed does not.
  if (!may_collect_in_allocation()) {
    if (live_bytes_ + bytes > limit) return false;
    limit += limit / 4;
  }
  return used <= limit && bytes <= limit - used;
}

bool Heap::make_room(std::size_t bytes) {
  if (fits(bytes)) return true;
  if (!may_collect_in_allocation() || bytes > options_.limit) return false;
  if (young_bytes_ + young_external_ + bytes < options_.limit / k_retry_fraction) return false;
  collect(Collection::Major);
  return fits(bytes);
}

void Heap::tell_limit_passed() {
  if (is_over_limit_) return;
  is_over_limit_ = true;
  if (options_.on_limit != nullptr) options_.on_limit(options_.on_limit_context);
}

void Heap::set_limit(std::size_t bytes) {
  options_.limit = bytes;
  // Where the system has few addresses for us, the limit tells a script in good time. What is a quarter above
  // it (fits()) has to have a place, too.
  if (blocks_.is_partial()) options_.limit = std::min(bytes, blocks_.room() / 4 * 3);
  is_over_limit_ = false;
}

void Heap::add_external(std::size_t bytes) {
  external_bytes_ += bytes;
  external_ever_ += bytes;
  young_external_ += bytes;
  // A few cells can hold on to much memory: do not wait until allocation runs out of free ones.
  if (is_collection_due() || !fits(0)) interrupt_bumps();
}

bool Heap::try_add_external(std::size_t bytes) {
  if (is_collecting_) fail("a finalizer, a visit or the heap's client allocates during a collection");
  // What is refused here is told by an error, for which there has to be room, too.
  const std::size_t reserve = options_.limit / k_external_reserve_fraction;
  if (bytes > options_.limit || !make_room(bytes + reserve)) {
    if (bytes <= options_.limit / k_oversized_fraction) tell_limit_passed();
    return false;
  }
  add_external(bytes);
  return true;
}

void Heap::count_external(std::size_t bytes) {
  if (try_add_external(bytes)) return;
  add_external(bytes);
  tell_limit_passed();
}

// Small cells.

/// Finds the next run of free cells for a class. \return false if there is no memory
bool Heap::refill(SizeClass size_class, bool has_finalizer) {
  Supply& supply = supplies_[has_finalizer][size_class];
  const std::uint32_t units = k_class_units[size_class];
  const std::uint32_t end = cells_per_block(size_class) * units;
  for (;;) {
    if (supply.block == k_no_block && !enter_next_block(size_class, has_finalizer)) return false;
    const std::uint64_t* marks = blocks_.allocated_bits(supply.block);
    for (std::uint32_t unit = supply.next_unit; unit < end; unit += units) {
      const std::uint32_t run_end = next_mark(marks, unit, end);
      if (run_end == unit) continue;
      start_bump(size_class, has_finalizer, unit, run_end);
      return true;
    }
    blocks_.info(supply.block).allocated_units = k_units_per_block;
    supply.block = k_no_block;
  }
}

bool Heap::enter_next_block(SizeClass size_class, bool has_finalizer) {
  Supply& supply = supplies_[has_finalizer][size_class];
  BlockIndex block = supply.with_room;
  if (block != k_no_block) {
    supply.with_room = blocks_.info(block).next;
  } else {
    block = blocks_.take_blocks(1);
    if (block == k_no_block) return false;
    blocks_.info(block) = {.use = BlockUse::Small, .size_class = size_class, .has_finalizers = has_finalizer};
  }
  supply.block = block;
  supply.next_unit = 0;
  return true;
}

void Heap::start_bump(SizeClass size_class, bool has_finalizer, std::uint32_t unit, std::uint32_t end) {
  Supply& supply = supplies_[has_finalizer][size_class];
  // One cell at a time comes here again for the next.
  if (options_.collect_at_every_allocation || options_.step_at_every_allocation)
    end = unit + k_class_units[size_class];
  Bump& bump = bumps_[has_finalizer][size_class];
  bump.cursor = blocks_.address_of(supply.block) + unit * k_unit;
  bump.end = blocks_.address_of(supply.block) + end * k_unit;
  supply.next_unit = end;
  const auto bytes = static_cast<std::size_t>(bump.end - bump.cursor);
  young_bytes_ += bytes;
  base::forbid_memory(bump.cursor, bytes);
}

/// Where in its block a Bump is.
std::uint32_t Heap::reached_unit(const Supply& supply, const Bump& bump) const {
  return static_cast<std::uint32_t>(bump.cursor - blocks_.address_of(supply.block)) / k_unit;
}

std::size_t Heap::unused_bump_bytes() const {
  std::size_t bytes = 0;
  for (const auto& bumps : bumps_) {
    for (const Bump& bump : bumps) bytes += static_cast<std::size_t>(bump.end - bump.cursor);
  }
  return bytes;
}

/// Sends the next allocation of every class to the slow path, where it goes on in the same place.
void Heap::interrupt_bumps() {
  young_bytes_ -= unused_bump_bytes();
  for (const bool has_finalizer : {false, true}) {
    for (SizeClass size_class = 0; size_class < k_size_class_count; ++size_class) {
      Bump& bump = bumps_[has_finalizer][size_class];
      if (bump.cursor == nullptr) continue;
      Supply& supply = supplies_[has_finalizer][size_class];
      if (supply.block != k_no_block) supply.next_unit = reached_unit(supply, bump);
      bump = {};
    }
  }
}

/// Writes down what is allocated in the blocks that allocation goes through, and leaves them.
void Heap::leave_blocks() {
  interrupt_bumps();
  for (auto& supplies : supplies_) {
    for (Supply& supply : supplies) {
      if (supply.block != k_no_block)
        blocks_.info(supply.block).allocated_units = static_cast<std::uint16_t>(supply.next_unit);
      supply = {};
    }
  }
}

// Large cells.

void* Heap::allocate_large(std::size_t size, bool has_finalizer) {
  const auto count = static_cast<std::uint32_t>(round_up_to_blocks(size) / k_block_size);
  const BlockIndex first = blocks_.take_blocks(count);
  if (first == k_no_block) return nullptr;
  blocks_.info(first) = {.use = BlockUse::Large, .has_finalizers = has_finalizer, .extent = count};
  for (BlockIndex rest = first + 1; rest < first + count; ++rest)
    blocks_.info(rest) = {.use = BlockUse::LargeRest, .extent = first};
  young_bytes_ += count * k_block_size;
  base::permit_memory(blocks_.address_of(first), count * k_block_size);
  return blocks_.address_of(first);
}

bool Heap::try_resize(Cell* cell, std::size_t size) {
  const BlockIndex first = blocks_.block_of(cell);
  const std::uint32_t old_count = blocks_.info(first).extent;
  if (blocks_.info(first).use != BlockUse::Large || size <= k_max_small || size > k_region_size) return false;
  const auto count = static_cast<std::uint32_t>(round_up_to_blocks(size) / k_block_size);
  if (count > old_count) return try_grow_large(first, count);
  if (count < old_count) shrink_large(first, count);
  return true;
}

bool Heap::try_grow_large(BlockIndex first, std::uint32_t count) {
  const BlockIndex end = first + blocks_.info(first).extent;
  const std::uint32_t added = first + count - end;
  if (is_collection_due() || !fits(added * k_block_size) || !blocks_.try_take_blocks_at(end, added))
    return false;
  for (BlockIndex rest = end; rest < first + count; ++rest)
    blocks_.info(rest) = {.use = BlockUse::LargeRest, .extent = first};
  blocks_.info(first).extent = count;
  young_bytes_ += added * k_block_size;
  base::permit_memory(blocks_.address_of(end), added * k_block_size);
  return true;
}

void Heap::shrink_large(BlockIndex first, std::uint32_t count) {
  const std::uint32_t freed = blocks_.info(first).extent - count;
  if (options_.poison_freed) poison(blocks_.address_of(first + count), freed * k_block_size);
  for (BlockIndex block = first + count; block < first + count + freed; ++block) blocks_.info(block) = {};
  blocks_.add_free_run(first + count, freed, false);
  blocks_.info(first).extent = count;
  // What it has gained since the last collection was young, whatever it is itself.
  const std::size_t young = std::min(freed * k_block_size, young_bytes_);
  young_bytes_ -= young;
  live_bytes_ -= std::min(freed * k_block_size - young, live_bytes_);
}

}  // namespace orrery::gc
