#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <utility>

#include "gc/cell.h"
#include "gc/region.h"

namespace orrery::gc {

class Visitor;

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
  explicit Liveness(const Heap& heap) : heap_(heap) {}
  bool is_alive(const Cell* cell) const;

 private:
  const Heap& heap_;
};

/// The collector's view of its owner. All are called with the mutator stopped, and may not allocate.
class HeapClient {
 public:
  /// Visits all roots that are not cells' fields nor on the machine stack.
  virtual void visit_roots(Visitor&) = 0;
  /// Visits what weak tables keep alive under what has been marked so far. Called until nobody marks anything
  /// more.
  virtual void visit_ephemerons(Visitor&) {}
  /// Clears weak references to the dead. Nothing has been swept yet.
  virtual void clear_weak(const Liveness&) {}

 protected:
  ~HeapClient() = default;
};

struct HeapOptions {
  /// The heap's limit in bytes, cells and accounted memory together. Passing it calls `on_limit` (once, until
  /// reset).
  std::size_t limit = std::size_t{4} << 30;
  bool collect_at_every_allocation = false;
  /// Before each minor collection, check that every young cell that an old one refers to is in a remembered
  /// cell.
  bool verify_barriers = false;
  /// Fill freed cells with a pattern, so that what uses them later fails at once.
  bool poison_freed = false;
};

struct HeapStatistics {
  std::uint64_t minor_collections = 0;
  std::uint64_t major_collections = 0;
  std::uint64_t bytes_allocated = 0;   // ever
  std::uint64_t live_bytes = 0;        // after the last collection
  std::uint64_t committed_bytes = 0;   // blocks in use
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
/// The machine stack and the registers are scanned conservatively: a word that points to or into a cell, or
/// just behind its end, keeps it. So raw pointers to cells may be held in local variables wherever a
/// collection can happen. In builds without stack scanning (ORRERY_SCAN_STACK == 0) allocation never
/// collects; `collect_if_due()` does, where the interpreter knows that no native frame is live.
///
/// Rules: (1) visit() of a kind visits every Field. (2) A reference in a cell is written through its Field.
/// (3) A cell under construction is initialised before the next allocation. (4) Off-heap containers that hold
/// cells are Roots, RootVectors, or visited by the client.
class Heap {
 public:
  static constexpr std::size_t k_max_small = 2048;

  /// Reserves the region. \return null if the system refuses.
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
  /// The same, but null if it does not fit below the limit even after a collection.
  template <typename T, typename... Arguments>
  T* try_make(std::size_t extra, Arguments&&... arguments) {
    void* memory = try_allocate(sizeof(T) + extra, T::k_kind_has_finalizer);
    return memory ? ::new (memory) T(std::forward<Arguments>(arguments)...) : nullptr;
  }

  /// Uninitialised memory for a cell of `size` bytes. The fast path is a pointer's advance.
  void* allocate(std::size_t size, bool has_finalizer) {
    const std::size_t size_class = (size + k_cell_alignment - 1) / k_cell_alignment;
    if (size_class < k_size_classes) [[likely]] {
      Bump& bump = bumps_[has_finalizer][size_class];
      std::byte* cell = bump.cursor;
      if (static_cast<std::size_t>(bump.end - cell) >= size_class * k_cell_alignment) [[likely]] {
        bump.cursor = cell + size_class * k_cell_alignment;
        return cell;
      }
    }
    return allocate_slow(size, has_finalizer);
  }
  void* try_allocate(std::size_t size, bool has_finalizer);

  enum class Collection : std::uint8_t { Minor, Major };
  void collect(Collection collection);
  /// Collects if enough was allocated since the last time. The only thing that collects without stack
  /// scanning.
  void collect_if_due();
  bool is_collection_due() const;

  /// Memory outside the heap that cells keep alive, such as large buffers, counts to the limit and to when a
  /// collection is due.
  void add_external(std::size_t bytes);
  void remove_external(std::size_t bytes);

  /// The start of the machine stack of the thread that uses this heap: where scanning ends.
  void set_stack_start(const void* address) { stack_start_ = address; }

  /// The cell that `address` points to, into, or just behind, if it is allocated; else null.
  Cell* find_cell(std::uintptr_t address) const;
  bool is_marked(const Cell* cell) const;

  void set_limit(std::size_t bytes);
  bool is_over_limit() const { return is_over_limit_; }
  const HeapStatistics& statistics() const { return statistics_; }
  const CellKindInfo& kind_info(const Cell* cell) const { return kinds_[cell->raw_kind()]; }

  /// Calls `use(Cell*)` with every allocated cell, dead ones not yet swept excluded. For heap dumps and
  /// checks.
  template <typename Use>
  void for_each_cell(Use use);
};

}  // namespace orrery::gc
