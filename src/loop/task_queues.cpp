#include "loop/task_queues.h"

#include <algorithm>

#include "loop/event_loop.h"
#include "loop/pending.h"
#include "vm/objects/object.h"

namespace orrery::loop {

std::string_view name_of(TaskSource source) {
  switch (source) {
#define TASK_SOURCE(Name, code, name) \
  case TaskSource::Name:              \
    return name;
#include "loop/task_sources.def"
#undef TASK_SOURCE
  }
  return "";
}

std::uint8_t code_of(TaskSource source) {
  switch (source) {
#define TASK_SOURCE(Name, code, name) \
  case TaskSource::Name:              \
    return code;
#include "loop/task_sources.def"
#undef TASK_SOURCE
  }
  return 0;
}

namespace {

/// The queue, of those that `is_wanted` by number, whose first task has waited longest; null: all are empty.
template <typename Queues, typename Wanted>
auto oldest_queue(Queues& queues, Wanted is_wanted) {
  decltype(queues.data()) oldest = nullptr;
  for (std::size_t i = 0; i < queues.size(); i++) {
    auto& queue = queues[i];
    if (queue.empty() || !is_wanted(static_cast<TaskSource>(i))) continue;
    if (oldest == nullptr || queue.front().sequence < oldest->front().sequence) oldest = &queue;
  }
  return oldest;
}

}  // namespace

std::optional<Task> TaskQueues::take_front(std::deque<Task>* queue) {
  if (queue == nullptr || queue->empty()) return std::nullopt;
  const Task task = queue->front();
  queue->pop_front();
  memory_.note(--count_);
  return task;
}

std::optional<Task> TaskQueues::take_oldest() {
  return take_front(oldest_queue(queues_, [](TaskSource) { return true; }));
}

std::optional<Task> TaskQueues::take_oldest_of(TaskSource source) {
  return take_front(&queues_[static_cast<std::size_t>(source)]);
}

std::optional<Task> TaskQueues::take_oldest_except(TaskSource source) {
  return take_front(oldest_queue(queues_, [source](TaskSource each) { return each != source; }));
}

std::optional<std::uint64_t> TaskQueues::oldest_sequence_except(TaskSource source) const {
  const auto* queue = oldest_queue(queues_, [source](TaskSource each) { return each != source; });
  return queue == nullptr ? std::nullopt : std::optional(queue->front().sequence);
}

bool TaskQueues::is_empty() const {
  return std::ranges::all_of(queues_, [](const std::deque<Task>& queue) { return queue.empty(); });
}

void TaskQueues::list_pending(const EventLoop& loop, PendingList& list) const {
  for (const std::deque<Task>& queue : queues_) {
    for (std::size_t i = 0; i < queue.size(); i++) {
      const Pending pending{
          .source = queue[i].source, .origin = queue[i].origin, .callback = loop.callback_of(queue[i])};
      if (list.add(pending)) continue;
      list.add_count(queue[i].source, queue.size() - i - 1);
      break;
    }
  }
}

void TaskQueues::visit(gc::Visitor& visitor) const {
  for (const std::deque<Task>& queue : queues_) {
    for (const Task& task : queue) {
      if (task.value.is_cell()) visitor.visit(task.value.as_cell());
      visitor.visit(static_cast<gc::Cell*>(task.origin));
      visitor.visit(task.context);
    }
  }
}

void TaskQueues::clear() {
  for (std::deque<Task>& queue : queues_) queue.clear();
  count_ = 0;
  memory_.note(0);
}

}  // namespace orrery::loop
