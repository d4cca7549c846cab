#pragma once

#include <cstddef>
#include <cstdint>

namespace orrery::gc {

class Heap;

/// What the collector knows of a cell besides its mark; the barrier looks at nothing else.
enum class GcState : std::uint8_t {
  Young,       // made since the last collection: whatever is written into it needs no barrier
  Old,         // survived one: the first write into it makes it Remembered
  Remembered,  // old and on the list of cells that the next minor collection looks at again
  Free,        // no cell: memory that waits to be allocated (set where freed cells are poisoned)
};

/// [DOC] Cells
///
/// Everything the collector owns is a Cell: at least 16 bytes, aligned to 16, never moved. Cells live in one
/// Region of address space for each heap, so that the heap of a cell is found from its address, and a
/// reference to a cell fits in 32 bits (CompressedField). The first byte is the kind, an index into the table
/// of CellKindInfo that the heap was made with: `gc` itself knows no kind. There are no virtual functions in
/// cells.
///
/// The header has 8 bytes; this class takes the first two, and its subclasses put their own small fields into
/// the rest (the ABI lets members of a derived class use the tail of a base that is not an aggregate).
class Cell {
 public:
  Cell(const Cell&) = delete;
  Cell& operator=(const Cell&) = delete;

  std::uint8_t raw_kind() const { return kind_; }
  GcState gc_state() const { return gc_state_; }

 protected:
  explicit Cell(std::uint8_t kind) : kind_(kind) {}
  ~Cell() = default;

 private:
  friend class Heap;
  friend class Marker;
  friend void write_barrier(Cell* owner);
  friend struct CellLayout;

  std::uint8_t kind_;
  GcState gc_state_ = GcState::Young;
};

/// Where machine code finds the header's fields.
struct CellLayout {
  static constexpr std::size_t k_kind_offset = 0;
  static constexpr std::size_t k_gc_state_offset = 1;
};

constexpr std::size_t k_cell_alignment = 16;

/// Puts `owner`, an old cell, on the list of those that the next minor collection looks at again.
void remember(Cell* owner);

/// To be called after every write of a reference into `owner` (Field and its kin do).
inline void write_barrier(Cell* owner) {
  if (owner->gc_state_ == GcState::Old) [[unlikely]]
    remember(owner);
}

}  // namespace orrery::gc
