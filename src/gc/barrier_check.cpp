// Looks for references that no write barrier has seen: from old cells to young ones, and, after marking in
// steps, from marked cells to others.

#include <string>

#include "gc/heap.h"
#include "gc/visitor.h"

namespace orrery::gc {

namespace {

/// Remembers the first young cell that it is shown.
class YoungFinder final : public Visitor {
 public:
  // What only looks like a reference may be young by chance.
  void visit_conservatively(std::uintptr_t) override {}
  const Cell* found() const { return found_; }

 private:
  void visit_cell(Cell* cell) override {
    if (found_ == nullptr && cell->gc_state() == GcState::Young) found_ = cell;
  }

  const Cell* found_ = nullptr;
};

/// Remembers the first cell without a mark that it is shown.
class UnmarkedFinder final : public Visitor {
 public:
  UnmarkedFinder(const Heap& heap, bool holds_weak_targets) : heap_(heap) {
    holds_weak_targets_ = holds_weak_targets;
  }
  void visit_conservatively(std::uintptr_t) override {}
  const Cell* found() const { return found_; }

 private:
  void visit_cell(Cell* cell) override {
    if (found_ == nullptr && !heap_.is_marked(cell)) found_ = cell;
  }

  const Heap& heap_;
  const Cell* found_ = nullptr;
};

}  // namespace

void Heap::verify_barriers() {
  for_each_cell([this](Cell* owner) {
    const CellKindInfo& kind = kind_info(owner);
    if (owner->gc_state() != GcState::Old || kind.visit == nullptr) return;
    YoungFinder finder;
    kind.visit(owner, finder);
    if (finder.found() == nullptr) return;
    const std::string message = std::string("missing write barrier: an old ") + kind.name +
                                " refers to a young " + kind_info(finder.found()).name;
    fail(message.c_str());
  });
}

void Heap::verify_marks() {
  for_each_cell([this](Cell* owner) {
    const CellKindInfo& kind = kind_info(owner);
    if (!is_marked(owner) || kind.visit == nullptr) return;
    UnmarkedFinder finder(*this, holds_weak_targets_ && !is_collecting_weakly_);
    kind.visit(owner, finder);
    if (finder.found() == nullptr) return;
    const std::string message = std::string("missing write barrier: a marked ") + kind.name +
                                " refers to a " + kind_info(finder.found()).name + " without a mark";
    fail(message.c_str());
  });
}

}  // namespace orrery::gc
