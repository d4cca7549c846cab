#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "loop/task_queues.h"
#include "vm/execution/origin.h"

namespace orrery::loop {

/// Something that the loop is going to run, or waits for.
struct Pending {
  TaskSource source;
  const vm::JobOrigin* origin = nullptr;  // null: nobody knows
  // NOLINTNEXTLINE(readability-redundant-member-init): may be left out
  std::optional<std::uint64_t> due_ns = {};  // by the door's clock; nothing: as soon as its turn comes
  bool keeps_alive = true;                   // the run goes on for it
  bool is_in_background = false;             // it goes on, and has no task yet
};

/// What a loop has before it, for people: how much there is of each source, and the first few of it. Only
/// good as long as no script runs and nothing is allocated.
class PendingList {
 public:
  /// Of one source.
  static constexpr std::size_t k_most_shown = 8;
  /// What is counted one by one is counted up to here.
  static constexpr std::size_t k_most_counted = 10'000;

  /// \param now_ns  what is due is to be counted apart
  explicit PendingList(std::uint64_t now_ns) : now_ns_(now_ns) {}

  /// Of each source in the order in which it will run.
  /// \return whether there is room for more of this source: if not, add_count() is quicker
  bool add(const Pending& pending);
  void add_count(TaskSource source, std::size_t count) { counts_[index(source)].all += count; }

  struct Count {
    std::size_t all = 0;
    std::size_t due = 0;    // of those with a time
    std::size_t shown = 0;  // in items()
  };
  const Count& count(TaskSource source) const { return counts_[index(source)]; }
  const std::vector<Pending>& items() const { return items_; }
  std::uint64_t now_ns() const { return now_ns_; }

  std::size_t ticks = 0;
  std::size_t microtasks = 0;
  /// What may make tasks at any moment, and so keeps the run alive: ports that are listened to.
  std::size_t handles = 0;

 private:
  static std::size_t index(TaskSource source) { return static_cast<std::size_t>(source); }

  std::uint64_t now_ns_;
  std::array<Count, k_task_source_count> counts_;
  std::vector<Pending> items_;
};

}  // namespace orrery::loop
