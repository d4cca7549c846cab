#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "node/timers/timeout.h"

namespace orrery::node {

/// The timers of one duration, in the order in which they were set.
struct TimerList {
  static constexpr std::size_t k_not_queued = SIZE_MAX;

  std::uint64_t duration_ms = 0;
  std::uint64_t expiry_ms = 0;  // when it is to be looked at
  std::uint64_t sequence = 0;
  std::size_t position = k_not_queued;  // in the queue
  ObjectList<Timeout> timers;

  bool is_queued() const { return position != k_not_queued; }
};

/// Lists by when they expire; of two that do so at the same time the one with the lower sequence comes first.
/// A heap whose items know where they are.
class TimerListQueue {
 public:
  bool is_empty() const { return heap_.empty(); }
  /// Of a queue that is not empty.
  TimerList* first() const { return heap_.front(); }
  void insert(TimerList* list);
  /// Takes it off, wherever it is.
  void remove(TimerList* list);
  /// In no order.
  const std::vector<TimerList*>& items() const { return heap_; }
  std::vector<TimerList*> in_order() const;
  void clear() { heap_.clear(); }

 private:
  static bool is_earlier(const TimerList* left, const TimerList* right);
  void place(TimerList* list, std::size_t position);
  void move_up(std::size_t position);
  void move_down(std::size_t position);

  std::vector<TimerList*> heap_;
};

}  // namespace orrery::node
