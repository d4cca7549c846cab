#include "gc/roots.h"

#include "gc/heap.h"

namespace orrery::gc {

RootBase::RootBase(Heap& heap) : next_(heap.roots_), heap_(&heap) {
  if (next_ != nullptr) next_->previous_ = this;
  heap.roots_ = this;
}

RootBase::~RootBase() {
  if (heap_ == nullptr) return;
  (previous_ == nullptr ? heap_->roots_ : previous_->next_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

}  // namespace orrery::gc
