#pragma once

#include <cstddef>
#include <optional>
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
    release();
    heap_ = std::exchange(other.heap_, nullptr);
    bytes_ = other.bytes_;
    return *this;
  }
  ExternalMemory(const ExternalMemory&) = delete;
  ExternalMemory& operator=(const ExternalMemory&) = delete;
  ~ExternalMemory() { release(); }

  /// If that many bytes fit below the heap's limit, perhaps after a collection.
  static std::optional<ExternalMemory> try_make(Heap& heap, std::size_t bytes) {
    if (!heap.try_add_external(bytes)) return std::nullopt;
    ExternalMemory memory;
    memory.heap_ = &heap;
    memory.bytes_ = bytes;
    return memory;
  }
  /// It is more or less now; more only if that fits below the limit. \return whether it does
  bool try_resize(std::size_t bytes) {
    if (bytes > bytes_ && !heap_->try_add_external(bytes - bytes_)) return false;
    if (bytes < bytes_) heap_->remove_external(bytes_ - bytes);
    bytes_ = bytes;
    return true;
  }

  std::size_t bytes() const { return bytes_; }

 private:
  void release() {
    if (heap_ != nullptr) heap_->remove_external(bytes_);
    heap_ = nullptr;
  }

  Heap* heap_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace orrery::gc
