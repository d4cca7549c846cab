#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "loop/task_queues.h"
#include "vm/execution/origin.h"
#include "vm/value.h"

namespace orrery::loop {

/// Something that the loop is going to run, or waits for.
struct Pending {
  TaskSource source;
  const vm::JobOrigin* origin = nullptr;  // null: nobody knows
  // NOLINTNEXTLINE(readability-redundant-member-init): may be left out
  std::optional<std::uint64_t> due_ns = {};  // by the door's clock; nothing: as soon as its turn comes
  bool keeps_alive = true;                   // the run goes on for it
  bool is_in_background = false;             // it goes on, and has no task yet
  /// What it will call; empty: nobody knows yet.
  vm::Value callback = {};  // NOLINT(readability-redundant-member-init): may be left out
  /// By which whoever keeps it knows it: a timer's or an operation's; 0: none.
  std::uint64_t id = 0;
};

/// What a loop has before it, for people: how much there is of each source, and the first few of it. Only
/// good as long as no script runs and nothing is allocated.
class PendingList {
 public:
  /// Of one source, where nobody says how many.
  static constexpr std::size_t k_most_shown = 8;
  /// What is counted one by one is counted up to here.
  static constexpr std::size_t k_most_counted = 10'000;

  /// \param now_ns  what is due is to be counted apart
  explicit PendingList(std::uint64_t now_ns, std::size_t most_shown = k_most_shown)
      : now_ns_(now_ns), most_shown_(most_shown) {}

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
  std::size_t most_shown() const { return most_shown_; }
  std::uint64_t now_ns() const { return now_ns_; }

  std::size_t ticks = 0;
  std::size_t microtasks = 0;
  /// What the first ticks will call: as many as are shown of a source.
  std::vector<vm::Value> tick_callbacks;
  /// What may make tasks at any moment, and so keeps the run alive: ports that are listened to.
  std::size_t handles = 0;

 private:
  static std::size_t index(TaskSource source) { return static_cast<std::size_t>(source); }

  std::uint64_t now_ns_;
  std::size_t most_shown_;
  std::array<Count, k_task_source_count> counts_;
  std::vector<Pending> items_;
};

}  // namespace orrery::loop
