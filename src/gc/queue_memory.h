#pragma once

#include <cstddef>

#include "gc/heap.h"

namespace orrery::gc {

/// What a container outside the heap takes, counted to the heap's limit: a script that fills a queue without
/// end must come to the limit as one that fills an array. Counted in steps, so that it hardly ever costs
/// anything, and not at all where there is little; by the number of items alone, so that it is the same in
/// every run.
class QueueMemory {
 public:
  /// \param heap  null: nothing is counted
  /// \param item_bytes  that an item takes, with what the container adds
  QueueMemory(Heap* heap, std::size_t item_bytes) : heap_(heap), item_bytes_(item_bytes) {}
  QueueMemory(const QueueMemory&) = delete;
  QueueMemory& operator=(const QueueMemory&) = delete;

  /// There are so many items now. To be told of at least each that is added.
  void note(std::size_t items) {
    if (items > most_ || items < least_) [[unlikely]]
      count(items);
  }

 private:
  static constexpr std::size_t k_not_counted = 1024;

  void count(std::size_t items) {
    const std::size_t before = bytes();
    // As containers do: there is room for some more, and it stays for a while.
    most_ = items < k_not_counted ? k_not_counted : items + items / 4;
    least_ = most_ == k_not_counted ? 0 : items / 4;
    if (heap_ == nullptr) return;
    if (bytes() > before) heap_->count_external(bytes() - before);
    if (bytes() < before) heap_->remove_external(before - bytes());
  }
  std::size_t bytes() const { return most_ == k_not_counted ? 0 : most_ * item_bytes_; }

  Heap* heap_;
  std::size_t item_bytes_;
  std::size_t most_ = k_not_counted;  // up to which nothing is to be counted
  std::size_t least_ = 0;             // the same, downwards
};

}  // namespace orrery::gc
