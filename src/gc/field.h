#pragma once

#include "gc/cell.h"
#include "gc/region.h"

namespace orrery::gc {

/// A reference from one cell to another, or null: the only way in which a cell may hold one (ValueField of vm
/// apart). Writing names the owner, for the barrier.
template <typename T>
class Field {
 public:
  Field() = default;
  /// For constructors of cells, which are young.
  explicit Field(T* cell) : cell_(cell) {}
  Field(const Field&) = delete;
  Field& operator=(const Field&) = delete;

  T* get() const { return cell_; }
  T* operator->() const { return cell_; }
  T& operator*() const { return *cell_; }
  explicit operator bool() const { return cell_ != nullptr; }

  void set(Cell* owner, T* cell) {
    cell_ = cell;
    write_barrier(owner);
  }
  /// Null needs no barrier.
  void clear() { cell_ = nullptr; }

 private:
  T* cell_ = nullptr;
};

/// A Field of 32 bits.
template <typename T>
class CompressedField {
 public:
  CompressedField() = default;
  explicit CompressedField(T* cell) : bits_(compress(cell)) {}
  CompressedField(const CompressedField&) = delete;
  CompressedField& operator=(const CompressedField&) = delete;

  /// \param owner  the cell that this field is in
  T* get(const Cell* owner) const { return decompress<T>(bits_, owner); }
  CompressedCell bits() const { return bits_; }
  void set(Cell* owner, T* cell) { set_bits(owner, compress(cell)); }
  void set_bits(Cell* owner, CompressedCell bits) {
    bits_ = bits;
    write_barrier(owner);
  }

 private:
  CompressedCell bits_ = 0;
};

}  // namespace orrery::gc
