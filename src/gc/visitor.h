#pragma once

#include <cstdint>

#include "gc/cell.h"
#include "gc/field.h"

namespace orrery::gc {

/// What a cell's visit() tells its references to. Marking is one visitor; heap dumps and the barrier check
/// are others.
class Visitor {
 public:
  /// A reference, which may be null.
  void visit(Cell* cell) {
    if (cell != nullptr) visit_cell(cell);
  }
  template <typename T>
  void visit(const Field<T>& field) {
    visit(static_cast<Cell*>(field.get()));
  }
  template <typename T>
  void visit(const CompressedField<T>& field, const Cell* owner) {
    visit(static_cast<Cell*>(field.get(owner)));
  }
  /// A reference that scripts hold weakly: one to the collector as well, while the heap says so
  /// (Heap::set_holds_weak_targets()).
  void visit_weak_target(Cell* cell) {
    if (holds_weak_targets_) visit(cell);
  }
  /// What was there when the last collection ended is alive and need not be visited.
  bool visits_young_only() const { return visits_young_only_; }
  /// A word that may or may not be a reference: kept alive if it is.
  virtual void visit_conservatively(std::uintptr_t word) = 0;

 protected:
  virtual void visit_cell(Cell* cell) = 0;
  ~Visitor() = default;

  bool holds_weak_targets_ = false;
  bool visits_young_only_ = false;
};

}  // namespace orrery::gc
