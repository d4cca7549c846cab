#include "node/tick_queue.h"

#include "loop/event_loop.h"
#include "loop/pending.h"
#include "vm/functions/calls.h"
#include "vm/objects/object.h"
#include "vm/value_list.h"

namespace orrery::node {

bool TickQueue::run(loop::EventLoop& loop) {
  vm::Agent& agent = loop.agent();
  std::uint64_t count = 0;
  bool is_good = true;
  if (ticks_.empty()) return true;
  vm::JobOrigin* before = loop.running_job();
  while (is_good && !ticks_.empty() && !loop.must_end()) {
    count++;
    if (tracer_ != nullptr) tracer_->catch_up();
    const Tick tick = ticks_.front();
    ticks_.pop_front();
    loop.set_running_job(tick.origin);
    agent.set_async_context(tick.context);
    if (tracer_ != nullptr) tracer_->begin_tick();
    const std::span<const vm::Value> arguments =
        tick.arguments == nullptr ? std::span<const vm::Value>() : tick.arguments->values();
    if (vm::call(agent, tick.callback, vm::Value::undefined(), arguments).is_thrown()) {
      loop.report_pending_exception();
      is_good = false;
    }
    if (tracer_ != nullptr) tracer_->end_job();
    agent.heap().collect_if_due();  // as after microtasks
  }
  memory_.note(ticks_.size());
  loop.set_running_job(before);
  agent.set_async_context(nullptr);
  if (count != 0) loop.note_ticks(count);
  return is_good;
}

void TickQueue::tell(vm::Value callback, const vm::JobOrigin* origin) {
  tracer_->queue_tick(callback, origin);
}

void TickQueue::list_pending(loop::PendingList& list) const {
  list.ticks = ticks_.size();
  for (const Tick& tick : ticks_) {
    if (list.tick_callbacks.size() == list.most_shown()) return;
    list.tick_callbacks.push_back(tick.callback);
  }
}

void TickQueue::drop() {
  clear();
  if (tracer_ != nullptr) tracer_->drop_ticks();
}

void TickQueue::visit(gc::Visitor& visitor) const {
  const vm::JobOrigin* visited = nullptr;
  for (const Tick& tick : ticks_) {
    visitor.visit(tick.callback.as_cell());
    visitor.visit(tick.arguments);
    visitor.visit(tick.context);
    // Most are the same.
    if (tick.origin != visited) visitor.visit(static_cast<gc::Cell*>(tick.origin));
    visited = tick.origin;
  }
}

}  // namespace orrery::node
