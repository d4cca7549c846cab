#include "loop/scheduling_policy.h"

#include "loop/event_loop.h"

namespace orrery::loop {

std::optional<Task> OldestTaskFirst::take_next(EventLoop& loop) {
  loop.queue_due_timers();
  return loop.tasks().take_oldest();
}

std::optional<std::uint64_t> OldestTaskFirst::next_deadline(EventLoop& loop) {
  return loop.timers().next_deadline();
}

bool OldestTaskFirst::notify_about_rejected_promises(EventLoop& loop) {
  while (!loop.must_end()) {
    vm::Promise* promise = loop.take_rejected_promise();
    if (promise == nullptr) break;
    loop.client().report_unhandled_rejection(promise);
  }
  return false;
}

}  // namespace orrery::loop
