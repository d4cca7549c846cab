#pragma once

#include <unordered_map>
#include <vector>

#include "gc/heap.h"
#include "gc/visitor.h"
#include "vm/shapes/shape.h"

namespace orrery::vm {

/// [DOC] Validity of prototype chains
///
/// The cell of a prototype says that neither it nor any object above it has changed in where its properties
/// are. Each cell knows those of the prototypes that inherit from its own directly, if they were ever asked
/// for: invalidating one invalidates them, and so on down the tree. An invalid cell is replaced when somebody
/// asks again. A prototype whose cell nobody asked for since the last change costs nothing to change.
///
/// The lists are weak in both directions: a cell lives as long as a prototype's shape or a cache holds it.
class ValidityChains {
 public:
  explicit ValidityChains(gc::Heap& heap) : heap_(heap) {}

  /// The cell of the chain that begins with `prototype`; if that is null, one that is always valid. Each
  /// object of the chain but proxies has a shape with is_prototype().
  ValidityCell* of(Object* prototype);
  /// Something has changed in the object with `shape`.
  void invalidate(Shape* shape);

  void visit_roots(gc::Visitor& visitor) { visitor.visit(always_valid_); }
  void clear_dead(const gc::Liveness& liveness);
  /// Cells with dependents; for tests.
  std::size_t dependency_count() const { return dependents_.size(); }

 private:
  gc::Heap& heap_;
  ValidityCell* always_valid_ = nullptr;
  // A cell and those of the prototypes that inherit directly from its own.
  std::unordered_map<ValidityCell*, std::vector<ValidityCell*>> dependents_;
};

}  // namespace orrery::vm
