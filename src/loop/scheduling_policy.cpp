#include "loop/scheduling_policy.h"

#include <algorithm>

#include "loop/event_loop.h"
#include "vm/promises/promise.h"
#include "vm/value_list.h"

namespace orrery::loop {

namespace {

/// The earlier of two moments, each of which may never come.
std::optional<std::uint64_t> earlier(std::optional<std::uint64_t> left, std::optional<std::uint64_t> right) {
  if (!left || !right) return left ? left : right;
  return std::min(*left, *right);
}

}  // namespace

void SchedulingPolicy::report_callback_exception(EventLoop& loop, vm::Value exception) {
  loop.report_exception(exception);
}

std::optional<Task> OldestTaskFirst::take_next(EventLoop& loop) {
  loop.queue_due_timers();
  loop.queue_completions();
  if (page_ == nullptr) return loop.tasks().take_oldest();
  queue_frame(loop);
  if (const auto timeout = page_->next_idle_timeout_ns(); timeout && loop.now_ns() >= *timeout)
    return take_idle_task(loop);
  if (const std::optional<Task> task = loop.tasks().take_oldest()) return task;
  return page_->wants_idle_time() ? take_idle_task(loop) : std::nullopt;
}

std::optional<std::uint64_t> OldestTaskFirst::next_deadline(EventLoop& loop) {
  const std::optional<std::uint64_t> known = next_known_deadline(loop);
  return !known && loop.background().has_referenced() ? AsynchronousDoor::k_never : known;
}

std::optional<std::uint64_t> OldestTaskFirst::next_known_deadline(EventLoop& loop) const {
  const std::optional<std::uint64_t> timer = loop.timers().next_deadline();
  return page_ == nullptr ? timer : earlier(timer, page_->next_frame_ns());
}

void OldestTaskFirst::list_pending(const EventLoop&, PendingList& list) const {
  if (page_ != nullptr) page_->list_pending(list);
}

// Step 2 of the part of https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model
// that runs in parallel
void OldestTaskFirst::queue_frame(EventLoop& loop) {
  if (is_frame_queued_) return;
  const std::optional<std::uint64_t> frame = page_->next_frame_ns();
  if (!frame || loop.now_ns() < *frame) return;
  is_frame_queued_ = true;
  loop.queue_task({.source = TaskSource::Rendering, .steps = [](EventLoop& of, const Task&) {
                     auto& self = static_cast<OldestTaskFirst&>(of.policy());
                     self.is_frame_queued_ = false;
                     self.page_->run_frame(of);
                   }});
}

std::optional<Task> OldestTaskFirst::take_idle_task(EventLoop& loop) {
  return Task{.source = TaskSource::IdleTask,
              .steps =
                  [](EventLoop& of, const Task&) {
                    auto& self = static_cast<OldestTaskFirst&>(of.policy());
                    self.page_->run_idle_callback(of, self.next_known_deadline(of));
                  },
              .sequence = loop.tasks().take_sequence()};
}

namespace {

/// Step 4 of https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises
void report_rejections(EventLoop& loop, const Task& task) {
  // What reports them may perform checkpoints.
  const gc::Root<vm::ValueList> promises(loop.agent().heap(),
                                         static_cast<vm::ValueList*>(task.value.as_cell()));
  for (std::uint32_t i = 0; i < promises->size() && !loop.must_end(); i++) {
    auto* promise = static_cast<vm::Promise*>(promises->at(i).as_object());
    if (promise->is_handled()) continue;
    loop.client().report_unhandled_rejection(promise);
    promise->set_outstanding(!promise->is_handled());
  }
}

}  // namespace

// https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises
bool OldestTaskFirst::notify_about_rejected_promises(EventLoop& loop) {
  // 1. 2.
  if (!loop.has_rejected_promises()) return false;
  // 3.
  gc::Heap& heap = loop.agent().heap();
  vm::ValueList* promises = vm::ValueList::make(heap);
  while (vm::Promise* promise = loop.take_rejected_promise()) promises->append(heap, promise);
  // 4.
  loop.queue_task({.source = TaskSource::DomManipulation,
                   .steps = report_rejections,
                   .value = vm::Value::cell(promises)});
  return false;
}

}  // namespace orrery::loop
