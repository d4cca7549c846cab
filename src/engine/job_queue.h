#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "gc/visitor.h"
#include "vm/promises/job.h"

namespace orrery::engine {

/// Jobs that wait until nothing runs, first in first out: https://tc39.es/ecma262/#sec-hostenqueuepromisejob.
/// A ring, so that in a chain of jobs one place after the other is used again.
class JobQueue {
 public:
  void enqueue(vm::Job* job) {
    if (size_ == ring_.size()) [[unlikely]]
      grow();
    ring_[(first_ + size_) & (ring_.size() - 1)] = job;
    size_++;
  }
  bool is_empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// Of a queue that is not empty.
  vm::Job* take() {
    vm::Job* job = ring_[first_];
    first_ = (first_ + 1) & (ring_.size() - 1);
    size_--;
    // What a flood of jobs has taken is given back when it is over.
    if (size_ == 0 && ring_.size() > k_kept) [[unlikely]]
      clear();
    return job;
  }
  /// Of those that wait, from the first on.
  const vm::Job* at(std::size_t index) const { return ring_[(first_ + index) & (ring_.size() - 1)]; }
  void visit(gc::Visitor& visitor) const {
    for (std::size_t i = 0; i < size_; i++) visitor.visit(ring_[(first_ + i) & (ring_.size() - 1)]);
  }
  void clear() {
    ring_ = {};
    first_ = size_ = 0;
  }

 private:
  static constexpr std::size_t k_least = 64;
  static constexpr std::size_t k_kept = 65536;

  void grow() {
    std::vector<vm::Job*> larger(ring_.empty() ? k_least : 2 * ring_.size());
    for (std::size_t i = 0; i < size_; i++) larger[i] = ring_[(first_ + i) & (ring_.size() - 1)];
    ring_ = std::move(larger);
    first_ = 0;
  }

  std::vector<vm::Job*> ring_;  // a power of two
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace orrery::engine
