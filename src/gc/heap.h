#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <utility>

#include "base/address_sanitizer.h"
#include "gc/block_space.h"
#include "gc/cell.h"
#include "gc/cell_stack.h"
#include "gc/region.h"
#include "gc/size_classes.h"

namespace orrery::gc {

class Marker;
class RootBase;
class Visitor;
enum class Pause : std::uint8_t;

/// What the collector must know of a kind of cell. The table of them is the heap's owner's (`vm/cells.def`).
struct CellKindInfo {
  const char* name;
  /// Visits every reference in the cell. Null: there are none.
  void (*visit)(Cell*, Visitor&);
  /// Called once for a dead cell before its memory is used again, in any order; may touch no other cell.
  /// Null: nothing to do.
  void (*finalize)(Cell*);
};

/// Tells whether a cell survived the marking that has just ended.
class Liveness {
 public:
  Liveness(const Heap& heap, bool looked_at_all) : heap_(heap), looked_at_all_(looked_at_all) {}
  bool is_alive(const Cell* cell) const;
  /// If not, then what was alive after the last collection still is.
  bool looked_at_all() const { return looked_at_all_; }

 private:
  const Heap& heap_;
  bool looked_at_all_;
};

/// The collector's view of its owner. All are called with the mutator stopped, and may not allocate.
class HeapClient {
 public:
  /// Visits all roots that are not cells' fields nor on the machine stack.
  virtual void visit_roots(Visitor&) = 0;
  /// Visits what weak tables keep alive under what has been marked so far. Called until nobody marks anything
  /// more, in minor collections too: a table that is old may hold what is young.
  virtual void visit_ephemerons(Visitor&) {}
  /// Clears weak references to the dead. Nothing has been swept yet.
  virtual void clear_weak(const Liveness&) {}

 protected:
  ~HeapClient() = default;
};

struct HeapOptions {
  /// The heap's limit in bytes, cells and accounted memory together. Passing it calls `on_limit` (once, until
  /// set_limit()), after a collection did not help. Allocation is charged by runs of free cells, up to a
  /// block at a time.
  std::size_t limit = std::size_t{4} << 30;
  /// May not allocate. Null: nobody is told (see Heap::is_over_limit()).
  void (*on_limit)(void* context) = nullptr;
  void* on_limit_context = nullptr;

  /// Minor and major collections in turn.
  bool collect_at_every_allocation = false;
  /// Major and minor collections in turn, all of which mark in steps: a small one at every allocation.
  bool step_at_every_allocation = false;
  /// Before each minor collection, check that every young cell that an old one refers to is in a remembered
  /// cell; after the marking of each major one, and of what has marked in steps, that no marked cell refers
  /// to one that is not.
  bool verify_barriers = false;
  /// Fill freed cells with k_poison, so that what uses them later fails at once; a reference to one is a
  /// fatal error.
  bool poison_freed = false;
  /// For tests: how many cells the mark stack may hold.
  std::size_t max_mark_stack = SIZE_MAX;

  /// Shows a last message; the process is aborted after it. Null: there is none.
  void (*on_fatal_error)(const char* message) = nullptr;
  /// A clock for HeapStatistics::longest_pause_ns, which no decision depends on. Null: there is none.
  std::uint64_t (*monotonic_ns)() = nullptr;
};

struct HeapStatistics {
  std::uint64_t minor_collections = 0;
  std::uint64_t major_collections = 0;
  std::uint64_t bytes_allocated = 0;   // ever, in cells
  std::uint64_t live_bytes = 0;        // in cells, after the last collection
  std::uint64_t committed_bytes = 0;   // blocks in use
  std::uint64_t free_bytes = 0;        // blocks not in use, kept for reuse
  std::uint64_t external_bytes = 0;    // accounted memory outside cells
  std::uint64_t longest_pause_ns = 0;  // 0 unless a clock was given
};

/// [DOC] The heap
///
/// Cells never move. Small ones (up to k_max_small bytes) live in blocks of 16 KiB that hold cells of one
/// size; others take whole blocks of their own. Marks are bits beside the heap, one for 16 bytes, so that
/// marking dirties no cell but for its state and sweeping reads no dead cell. A block is swept when
/// allocation comes to it: each run of dead cells becomes one stretch to allocate from by moving a pointer.
///
/// Generations by sticky mark bits (Demers et al., "Combining generational and conservative garbage
/// collection", POPL 1990): a minor collection keeps the marks of the one before, so it marks only what is
/// young, from the roots and from the remembered cells. A major collection clears the marks first.
///
/// A large heap's major collections mark in steps, between which the program goes on, and so do minor ones
/// where much survives: they begin with the roots (and what is remembered), and go on by so many cells for so
/// many bytes allocated, until nothing is left to visit. What is visited is old from then on, so that the
/// barrier remembers it when it is written into; the last step visits what is remembered, and the roots once
/// more; and if that is much, another round of steps does so before it. What is allocated meanwhile is young,
/// and lies where the last collection found nothing. A collection that must free all that it can gives up
/// what was marked, and begins anew.
///
/// The machine stack and the registers are scanned conservatively: a word that points to or into a cell, or
/// just behind its end, keeps it, and so does its compressed address in half a word: the optimizer makes one
/// of the other when it likes. So pointers to cells may be held in local variables wherever a collection can
/// happen. In builds without stack scanning (ORRERY_SCAN_STACK == 0)
/// allocation never collects; `collect_if_due()` does, which whoever runs scripts calls while none runs:
/// there a script that makes much garbage meets the limit. The same holds until set_stack_start() is called.
///
/// A minor collection is due when half as much as was alive has been allocated since the last one, but at
/// least 32 MiB, or more where much survives, and at most 64 MiB; a major one when what survives has doubled
/// since the last of them, or accounted memory has.
///
/// Rules: (1) visit() of a kind visits every Field. (2) A reference in a cell is written through its Field.
/// (3) A cell under construction is initialised before the next allocation. (4) Off-heap containers that hold
/// cells are Roots, RootVectors, or visited by the client.
class Heap {
 public:
  /// What freed cells are filled with.
  static constexpr std::uint8_t k_poison = 0xDB;

  /// Reserves the region. `kinds` and `client` must outlive the heap. \return null if the system refuses.
  static std::unique_ptr<Heap> create(std::span<const CellKindInfo> kinds, HeapClient& client,
                                      const HeapOptions& options);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// A new cell of class T with `extra` bytes behind it, constructed from `arguments`. Never null: memory
  /// beyond the limit is still given (and `on_limit` told), and if the system itself has none left the
  /// process ends with a message; requests that a script can make large go through try_make().
  template <typename T, typename... Arguments>
  T* make(std::size_t extra, Arguments&&... arguments) {
    return ::new (allocate(sizeof(T) + extra, T::k_kind_has_finalizer))
        T(std::forward<Arguments>(arguments)...);
  }
  /// The same, but null if it does not fit below the limit even after a collection, or the system has no
  /// memory left. If it is no larger than the limit itself, then the heap is full, and `on_limit` is told.
  template <typename T, typename... Arguments>
  T* try_make(std::size_t extra, Arguments&&... arguments) {
    void* memory = try_allocate(sizeof(T) + extra, T::k_kind_has_finalizer);
    return memory ? ::new (memory) T(std::forward<Arguments>(arguments)...) : nullptr;
  }

  /// Uninitialised memory for a cell of `size` bytes. The fast path is a pointer's advance.
  void* allocate(std::size_t size, bool has_finalizer) {
    if (void* cell = allocate_fast(size, has_finalizer)) [[likely]]
      return cell;
    return allocate_slow(size, has_finalizer);
  }
  void* try_allocate(std::size_t size, bool has_finalizer) {
    if (void* cell = allocate_fast(size, has_finalizer)) [[likely]]
      return cell;
    return try_allocate_slow(size, has_finalizer);
  }

  /// The fast path alone: null where anything more is to be done. For kinds without finalizers.
  void* allocate_if_room(std::size_t size) { return allocate_fast(size, false); }

  /// Makes a cell longer or shorter where it lies: what it gives up is free at once, what it gains was free
  /// behind it, and holds anything. Only cells larger than a block can be, and stay, so large. Never
  /// collects.
  /// \return whether it could be done; if not, nothing has changed
  bool try_resize(Cell* cell, std::size_t size);

  enum class Collection : std::uint8_t { Minor, Major };
  /// Collects now, looking at the machine stack if it may (see above): where it may not, no raw pointer is
  /// safe.
  void collect(Collection collection);
  /// A major collection that looks at the machine stack in no build, so that whoever calls it may hold no raw
  /// pointer to a cell; and to which nothing that is held weakly is a reference.
  void collect_weakly();
  /// Whether all other collections take what scripts hold weakly (Visitor::visit_weak_target()) for
  /// references, which they do not at first.
  void set_holds_weak_targets(bool on);
  /// Collects if enough was allocated since the last time. The only thing that collects without stack
  /// scanning.
  void collect_if_due() {
    if (is_collection_due()) [[unlikely]]
      collect_as_due();
  }
  bool is_collection_due() const {
    if (young_bytes_ >= young_budget_ || young_external_ >= external_budget_) return true;
    if (options_.collect_at_every_allocation || options_.step_at_every_allocation) return true;
    return !may_collect_in_allocation() && used_bytes() > options_.limit;
  }

  /// Memory outside the heap that cells keep alive, such as large buffers, counts to the limit and to when a
  /// collection is due.
  void add_external(std::size_t bytes);
  /// The same, if it fits below the limit, perhaps after a collection, and leaves a sixty-fourth of it to
  /// cells.
  /// \return whether it does
  bool try_add_external(std::size_t bytes);
  /// For what is there already and cannot be refused: where it does not fit, the limit is told.
  void count_external(std::size_t bytes);
  void remove_external(std::size_t bytes) { external_bytes_ -= bytes; }
  /// Roughly what has ever been allocated, in cells and accounted memory together.
  std::uint64_t bytes_ever() const { return allocated_before_ + young_bytes_ + external_ever_; }
  /// The accounted memory of that.
  std::uint64_t external_bytes_ever() const { return external_ever_; }
  /// What is in use, with what has died since the last collection.
  std::size_t used_bytes() const { return live_bytes_ + young_bytes_ + external_bytes_; }

  /// The start of the machine stack of the thread that uses this heap: where scanning ends. Frames above it
  /// (those of the callers of who calls this) may hold no raw pointers to cells.
  void set_stack_start(const void* address) { stack_start_ = address; }

  /// The cell that `address` points to, into, or else just behind, if it is allocated; else null.
  Cell* find_cell(std::uintptr_t address) const;
  bool is_marked(const Cell* cell) const { return blocks_.is_marked(cell); }

  std::size_t limit() const { return options_.limit; }
  void set_limit(std::size_t bytes);
  bool is_over_limit() const { return is_over_limit_; }
  HeapStatistics statistics() const;
  const CellKindInfo& kind_info(const Cell* cell) const { return kinds_[cell->raw_kind()]; }

  /// Calls `use(Cell*)` with every allocated cell, dead ones not yet swept excluded. For heap dumps and
  /// checks.
  template <typename Use>
  void for_each_cell(Use use) const {
    blocks_.for_each_used_block([&](BlockIndex block) { for_each_cell_in(block, use); });
  }

 private:
  friend class Marker;
  friend class RootBase;
  friend void remember(Cell* owner);

  /// Free memory for cells of one class, handed out from the front. Its length is a multiple of their size.
  struct Bump {
    std::byte* cursor = nullptr;
    std::byte* end = nullptr;
  };
  /// Where the next Bump of a class comes from.
  struct Supply {
    BlockIndex block = k_no_block;      // what allocation is going through
    std::uint32_t next_unit = 0;        // where in it
    BlockIndex with_room = k_no_block;  // a list of blocks that were not all alive at the last collection
    BlockIndex last_with_room = k_no_block;
  };
  enum class OverLimit : std::uint8_t { Allow, Refuse };

  Heap(std::span<const CellKindInfo> kinds, HeapClient& client, const HeapOptions& options);

  void* allocate_fast(std::size_t size, bool has_finalizer) {
    if (size > k_max_small) return nullptr;
    const SizeClass size_class = size_class_of(size);
    Bump& bump = bumps_[has_finalizer][size_class];
    std::byte* cell = bump.cursor;
    if (cell == bump.end) [[unlikely]]
      return nullptr;
    __builtin_assume(cell != nullptr);  // a Bump that is null is at its end
    bump.cursor = cell + class_bytes(size_class);
    base::permit_memory(cell, class_bytes(size_class));
    return cell;
  }

  // heap_allocation.cpp
  void* allocate_slow(std::size_t size, bool has_finalizer);
  void* try_allocate_slow(std::size_t size, bool has_finalizer);
  void* allocate_or_collect(std::size_t size, bool has_finalizer, OverLimit over_limit);
  void* allocate_now(std::size_t size, bool has_finalizer);
  void* allocate_large(std::size_t size, bool has_finalizer);
  bool try_grow_large(BlockIndex first, std::uint32_t count);
  void shrink_large(BlockIndex first, std::uint32_t count);
  bool refill(SizeClass size_class, bool has_finalizer);
  bool enter_next_block(SizeClass size_class, bool has_finalizer);
  void start_bump(SizeClass size_class, bool has_finalizer, std::uint32_t unit, std::uint32_t end);
  void interrupt_bumps();
  void leave_blocks();
  bool may_collect_in_allocation() const { return ORRERY_SCAN_STACK != 0 && stack_start_ != nullptr; }
  bool fits(std::size_t bytes) const;
  bool make_room(std::size_t bytes);
  void tell_limit_passed();
  std::size_t unused_bump_bytes() const;
  std::uint32_t reached_unit(const Supply& supply, const Bump& bump) const;

  // heap_collection.cpp
  void collect_as_due();
  void begin_pause();
  void end_pause(Pause pause);
  void perform(Collection collection);
  void complete(Collection collection);
  void mark(Collection collection);
  void mark_roots(Marker& marker);
  void mark_remembered(Marker& marker);
  void mark_ephemerons(Marker& marker);
  void sweep(Collection collection);
  bool sweep_small(BlockIndex block, Collection collection);
  bool sweep_large(BlockIndex block);
  void finalize_dead_in(BlockIndex block);
  void finalize(Cell* cell);
  void poison_dead_in(BlockIndex block);
  static void poison(std::byte* start, std::size_t size);
  bool has_survivors_for_major() const;

  // heap_steps.cpp
  bool should_mark_in_steps(Collection collection) const;
  void begin_marking(Collection collection);
  void go_on_marking();
  void give_up_marking();
  void begin_round(Marker& marker);
  Marker marker_of_step();
  void await_next_step();

  void learn_patience(std::size_t young);
  void set_thresholds(Collection collection);
  void remember_cell(Cell* owner);
  void verify_barriers();
  void verify_marks();
  [[noreturn]] void fail(const char* message) const;

  template <typename Use>
  void for_each_cell_in(BlockIndex block, Use& use) const;
  std::uint32_t allocated_units(BlockIndex block) const;
  Cell* cell_containing(std::uintptr_t address) const;

  // First, for machine code: the offsets are small.
  Bump bumps_[2][k_size_class_count];
  Supply supplies_[2][k_size_class_count];
  BlockSpace blocks_;

  static constexpr std::size_t k_least_patience = std::size_t{32} << 20;
  static constexpr std::size_t k_most_patience = std::size_t{64} << 20;

  std::span<const CellKindInfo> kinds_;
  HeapClient& client_;
  HeapOptions options_;
  const void* stack_start_ = nullptr;
  RootBase* roots_ = nullptr;
  CellStack mark_stack_;
  CellStack remembered_{SIZE_MAX};
  bool remembered_all_ = true;                // false: there was no memory to remember a cell
  bool has_lost_marked_ = false;              // a marked cell found no room on mark_stack_
  bool is_marking_ = false;                   // in steps: between two of them, or in one
  Collection marks_for_ = Collection::Major;  // what is_marking_ is for
  bool is_collecting_ = false;
  bool is_over_limit_ = false;
  bool holds_weak_targets_ = false;
  bool is_collecting_weakly_ = false;

  std::size_t live_bytes_ = 0;   // in cells, after the last collection
  std::size_t live_cells_ = 0;   // their number
  std::size_t young_bytes_ = 0;  // handed to Bumps and large cells since
  std::size_t external_bytes_ = 0;
  std::uint64_t external_ever_ = 0;
  std::size_t young_external_ = 0;      // added since the last collection
  std::size_t surviving_external_ = 0;  // external_bytes_ after the last collection
  std::size_t allocated_before_ = 0;    // young_bytes_ of earlier collections
  // Bytes that were new to the last minor collection, and outlived it. Before the first they may be many.
  std::size_t survivors_ = SIZE_MAX;
  std::size_t young_budget_ = 0;
  std::size_t patience_ = k_least_patience;  // the least young_budget_, as survivors have taught it
  std::size_t external_budget_ = 0;
  std::size_t cells_per_step_ = 0;  // of marking in steps
  std::uint32_t steps_left_ = 0;    // to the last
  std::uint64_t start_ns_ = 0;      // of a pause
  std::size_t major_live_ = 0;      // a major collection is due when more is alive,
  std::size_t major_external_ = 0;  // or more is accounted
  HeapStatistics statistics_;       // of collections; the rest is filled in when asked for
};

template <typename Use>
void Heap::for_each_cell_in(BlockIndex block, Use& use) const {
  const BlockInfo& info = blocks_.info(block);
  if (info.use == BlockUse::Large) {
    use(blocks_.cell_at(block, 0));
    return;
  }
  const std::uint32_t units = k_class_units[info.size_class];
  const std::uint32_t end = cells_per_block(info.size_class) * units;
  const std::uint32_t allocated = allocated_units(block);
  for (std::uint32_t unit = 0; unit < end; unit += units) {
    if (blocks_.is_allocated(block, unit, allocated)) use(blocks_.cell_at(block, unit));
  }
}

inline bool Liveness::is_alive(const Cell* cell) const {
  return heap_.is_marked(cell);
}

}  // namespace orrery::gc
