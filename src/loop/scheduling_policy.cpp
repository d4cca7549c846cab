#include "loop/scheduling_policy.h"

#include "loop/event_loop.h"
#include "vm/promises/promise.h"
#include "vm/value_list.h"

namespace orrery::loop {

std::optional<Task> OldestTaskFirst::take_next(EventLoop& loop) {
  loop.queue_due_timers();
  return loop.tasks().take_oldest();
}

std::optional<std::uint64_t> OldestTaskFirst::next_deadline(EventLoop& loop) {
  return loop.timers().next_deadline();
}

namespace {

/// Step 4 of https://html.spec.whatwg.org/multipage/webappapis.html#notify-about-rejected-promises
void report_rejections(EventLoop& loop, const Task& task) {
  const auto* promises = static_cast<vm::ValueList*>(task.value.as_cell());
  for (std::uint32_t i = 0; i < promises->size() && !loop.must_end(); i++) {
    auto* promise = static_cast<vm::Promise*>(promises->at(i).as_object());
    if (!promise->is_handled()) loop.client().report_unhandled_rejection(promise);
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
