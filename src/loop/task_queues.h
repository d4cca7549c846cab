#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

#include "gc/queue_memory.h"
#include "gc/visitor.h"
#include "vm/execution/origin.h"
#include "vm/value.h"

namespace orrery::loop {

class EventLoop;
class PendingList;

/// https://html.spec.whatwg.org/multipage/webappapis.html#task-source
enum class TaskSource : std::uint8_t {
#define TASK_SOURCE(Name, code, name) Name,
#include "loop/task_sources.def"
#undef TASK_SOURCE
};
constexpr std::size_t k_task_source_count = 0
#define TASK_SOURCE(Name, code, name) +1
#include "loop/task_sources.def"
#undef TASK_SOURCE
    ;

std::string_view name_of(TaskSource source);
/// The number that stands for the source wherever it is written down.
std::uint8_t code_of(TaskSource source);

/// https://html.spec.whatwg.org/multipage/webappapis.html#concept-task
struct Task {
  /// \param task  itself
  using Steps = void (*)(EventLoop& loop, const Task& task);

  TaskSource source;
  Steps steps;
  /// What the steps are about; `value` is kept alive.
  std::uint64_t number = 0;
  vm::Value value = {};  // NOLINT(readability-redundant-member-init): may be left out
  /// Counted over all queues: the order in which tasks were queued.
  std::uint64_t sequence = 0;
  /// Where it comes from; null: EventLoop::queue_task() sees to it.
  vm::JobOrigin* origin = nullptr;
  /// In which it runs (vm/promises/async_context.h); null: the one in which EventLoop::queue_task() is
  /// called.
  vm::Object* context = nullptr;
};

/// A queue for each task source, first in first out.
class TaskQueues {
 public:
  /// \param heap  that tasks are counted to; null: none
  explicit TaskQueues(gc::Heap* heap = nullptr) : memory_(heap, sizeof(Task)) {}

  void enqueue(Task task) {
    task.sequence = take_sequence();
    queues_[static_cast<std::size_t>(task.source)].push_back(task);
    memory_.note(++count_);
  }
  /// For a task that a policy takes from somewhere else.
  std::uint64_t take_sequence() { return next_sequence_++; }
  /// What the next task is numbered.
  std::uint64_t next_sequence() const { return next_sequence_; }
  /// That of the last one.
  std::uint64_t last_sequence() const { return next_sequence_ - 1; }
  /// The one that has waited longest, whatever its source.
  std::optional<Task> take_oldest();
  /// The same of one source alone.
  std::optional<Task> take_oldest_of(TaskSource source);
  /// The same of all sources but one.
  std::optional<Task> take_oldest_except(TaskSource source);
  /// The number of what that would take; nothing: there is none.
  std::optional<std::uint64_t> oldest_sequence_except(TaskSource source) const;
  bool is_empty() const;
  /// \param loop  whose queues these are
  void list_pending(const EventLoop& loop, PendingList& list) const;

  void visit(gc::Visitor& visitor) const;
  void clear();

 private:
  /// \param queue  null: none
  std::optional<Task> take_front(std::deque<Task>* queue);

  std::array<std::deque<Task>, k_task_source_count> queues_;
  std::size_t count_ = 0;  // in all of them
  gc::QueueMemory memory_;
  std::uint64_t next_sequence_ = 1;
};

}  // namespace orrery::loop
