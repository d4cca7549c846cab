#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>

#include "loop/operation.h"

namespace orrery::host {

/// Performs operations on libuv's threads. Its event loop is made with the first of them, so that programs
/// that begin none pay nothing for it; its timers and the order of its phases are not used.
///
/// Used by one thread.
class OperationPool {
 public:
  OperationPool();
  /// Operations that are being performed go on, and are forgotten.
  ~OperationPool();
  OperationPool(const OperationPool&) = delete;
  OperationPool& operator=(const OperationPool&) = delete;

  void begin(loop::OperationId id, std::unique_ptr<loop::Operation> operation);
  void cancel(loop::OperationId id);
  /// The next that was completed, in the order in which they were.
  std::optional<loop::CompletedOperation> take();

  /// Becomes readable when an operation has been completed; -1: none can be.
  int descriptor();
  /// Whether take() has something, or will have as soon as descriptor() is readable.
  bool has_completed() const { return !completed_.empty(); }
  /// Whether threads are at work: then they may not be waited for, as nobody knows how long that takes.
  bool is_busy() const { return !in_flight_.empty() || busy_for_nobody_ != 0; }

 private:
  struct Loop;
  struct Work;

  void collect();
  void finish(std::unique_ptr<Work> work, bool is_performed);

  std::unique_ptr<Loop> loop_;  // null: not made yet
  std::unordered_map<loop::OperationId, Work*> in_flight_;
  std::size_t busy_for_nobody_ = 0;  // with operations that were cancelled while they were performed
  std::deque<loop::CompletedOperation> completed_;
};

}  // namespace orrery::host
