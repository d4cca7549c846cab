#include "gc/heap.h"

#include <cstdlib>

#include "gc/roots.h"

namespace orrery::gc {

std::unique_ptr<Heap> Heap::create(std::span<const CellKindInfo> kinds, HeapClient& client,
                                   const HeapOptions& options) {
  std::unique_ptr<Heap> heap(new Heap(kinds, client, options));
  if (!heap->blocks_.reserve(heap.get())) return nullptr;
  heap->set_limit(options.limit);
  return heap;
}

Heap::Heap(std::span<const CellKindInfo> kinds, HeapClient& client, const HeapOptions& options)
    : kinds_(kinds), client_(client), options_(options), mark_stack_(options.max_mark_stack) {
  set_thresholds(Collection::Major);
}

Heap::~Heap() {
  is_collecting_ = true;
  leave_blocks();
  blocks_.for_each_used_block([this](BlockIndex block) {
    if (!blocks_.info(block).has_finalizers) return;
    auto finalize_one = [this](Cell* cell) { finalize(cell); };
    for_each_cell_in(block, finalize_one);
  });
  while (RootBase* root = roots_) {
    roots_ = root->next_;
    root->heap_ = nullptr;
    root->previous_ = root->next_ = nullptr;
    root->clear();
  }
}

void Heap::finalize(Cell* cell) {
  const auto finalize = kind_info(cell).finalize;
  if (finalize != nullptr) finalize(cell);
}

Cell* Heap::find_cell(std::uintptr_t address) const {
  Cell* cell = cell_containing(address);
  return cell != nullptr ? cell : cell_containing(address - 1);
}

Cell* Heap::cell_containing(std::uintptr_t address) const {
  if (!blocks_.contains(address)) return nullptr;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): a pointer, perhaps
  BlockIndex block = blocks_.block_of(reinterpret_cast<const void*>(address));
  const BlockInfo& info = blocks_.info(block);
  switch (info.use) {
    case BlockUse::Free:
      return nullptr;
    case BlockUse::Large:
      return blocks_.cell_at(block, 0);
    case BlockUse::LargeRest:
      return blocks_.cell_at(info.extent, 0);
    case BlockUse::Small:
      break;
  }
  const std::uint32_t unit = cell_start(info.size_class, blocks_.unit_of(address));
  if (unit + k_class_units[info.size_class] > k_units_per_block) return nullptr;
  return blocks_.is_allocated(block, unit, allocated_units(block)) ? blocks_.cell_at(block, unit) : nullptr;
}

/// BlockInfo's, or what allocation has reached in the block meanwhile.
std::uint32_t Heap::allocated_units(BlockIndex block) const {
  const BlockInfo& info = blocks_.info(block);
  const Supply& supply = supplies_[info.has_finalizers][info.size_class];
  if (supply.block != block) return info.allocated_units;
  const Bump& bump = bumps_[info.has_finalizers][info.size_class];
  return bump.cursor == nullptr ? supply.next_unit : reached_unit(supply, bump);
}

HeapStatistics Heap::statistics() const {
  HeapStatistics statistics = statistics_;
  statistics.bytes_allocated = allocated_before_ + young_bytes_ - unused_bump_bytes();
  statistics.live_bytes = live_bytes_;
  statistics.committed_bytes = blocks_.used_bytes();
  statistics.free_bytes = blocks_.kept_free_bytes();
  statistics.external_bytes = external_bytes_;
  return statistics;
}

void remember(Cell* owner) {
  heap_of(owner).remember_cell(owner);
}

void Heap::remember_cell(Cell* owner) {
  owner->gc_state_ = GcState::Remembered;
  if (!remembered_.push(owner)) remembered_all_ = false;
}

void Heap::fail(const char* message) const {
  if (options_.on_fatal_error != nullptr) options_.on_fatal_error(message);
  std::abort();
}

}  // namespace orrery::gc
