#pragma once

#include <cstddef>
#include <utility>

#include "gc/heap.h"

namespace orrery::gc {

/// Memory outside the heap that a cell keeps alive, counted as long as this exists: a member of cells with a
/// finalizer.
class ExternalMemory {
 public:
  ExternalMemory() = default;
  ExternalMemory(Heap& heap, std::size_t bytes) : heap_(&heap), bytes_(bytes) { heap.add_external(bytes); }
  ExternalMemory(ExternalMemory&& other) noexcept
      : heap_(std::exchange(other.heap_, nullptr)), bytes_(other.bytes_) {}
  ExternalMemory& operator=(ExternalMemory&& other) noexcept {
    std::swap(heap_, other.heap_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ExternalMemory(const ExternalMemory&) = delete;
  ExternalMemory& operator=(const ExternalMemory&) = delete;
  ~ExternalMemory() {
    if (heap_ != nullptr) heap_->remove_external(bytes_);
  }

 private:
  Heap* heap_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace orrery::gc
