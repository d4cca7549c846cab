#include "loop/task_queues.h"

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

std::optional<Task> TaskQueues::take_oldest() {
  std::deque<Task>* oldest = nullptr;
  for (std::deque<Task>& queue : queues_) {
    if (queue.empty()) continue;
    if (oldest == nullptr || queue.front().sequence < oldest->front().sequence) oldest = &queue;
  }
  if (oldest == nullptr) return std::nullopt;
  const Task task = oldest->front();
  oldest->pop_front();
  return task;
}

void TaskQueues::visit(gc::Visitor& visitor) const {
  for (const std::deque<Task>& queue : queues_) {
    for (const Task& task : queue) {
      if (task.value.is_cell()) visitor.visit(task.value.as_cell());
    }
  }
}

void TaskQueues::clear() {
  for (std::deque<Task>& queue : queues_) queue.clear();
}

}  // namespace orrery::loop
