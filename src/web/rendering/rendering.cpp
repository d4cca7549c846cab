#include "web/rendering/rendering.h"

#include <algorithm>
#include <array>

#include "loop/job_text.h"
#include "loop/pending.h"
#include "vm/functions/calls.h"
#include "vm/objects/realm_interface.h"
#include "web/dom/time_origin.h"
#include "web/rendering/idle_deadline.h"

namespace orrery::web {

using loop::LoopTracer;
using vm::Value;

namespace {

constexpr std::uint64_t k_second = 1'000'000'000;
constexpr std::uint64_t k_millisecond = 1'000'000;
constexpr std::uint64_t k_frames_per_second = 60;
/// https://w3c.github.io/requestidlecallback/#start-an-idle-period-algorithm: what a person does not notice.
constexpr std::uint64_t k_longest_idle_period = 50 * k_millisecond;

/// The first moment after `now` at which a display of that rate would be ready.
std::uint64_t frame_after(std::uint64_t now_ns) {
  const std::uint64_t frame =
      now_ns / k_second * k_frames_per_second + now_ns % k_second * k_frames_per_second / k_second + 1;
  return frame / k_frames_per_second * k_second +
         (frame % k_frames_per_second * k_second + k_frames_per_second - 1) / k_frames_per_second;
}

}  // namespace

Rendering::Rendering(vm::Agent& agent, loop::EventLoop& loop)
    : RootBase(agent.heap()), agent_(agent), loop_(loop), frames_(agent.heap()), idle_(agent.heap()) {
  loop.page_policy().set_page(this);
}

Rendering::~Rendering() {
  loop_.page_policy().set_page(nullptr);
}

// Requests --------------------------------------------------------------------------------------------------

const Rendering::Request* Rendering::Requests::find(Handle handle) const {
  const auto found = std::ranges::lower_bound(items_, handle, {}, &Request::handle);
  return found == items_.end() || found->handle != handle || found->callback == nullptr ? nullptr : &*found;
}

void Rendering::Requests::remove(Handle handle) {
  const auto found = std::ranges::lower_bound(items_, handle, {}, &Request::handle);
  if (found == items_.end() || found->handle != handle) return;
  found->callback = nullptr;
  while (!items_.empty() && items_.front().callback == nullptr) items_.pop_front();
  while (!items_.empty() && items_.back().callback == nullptr) items_.pop_back();
  memory_.note(items_.size());
}

void Rendering::Requests::visit(gc::Visitor& visitor) const {
  for (const Request& request : items_) {
    visitor.visit(static_cast<gc::Cell*>(request.callback));
    visitor.visit(static_cast<gc::Cell*>(request.origin));
  }
}

void Rendering::visit(gc::Visitor& visitor) {
  frames_.visit(visitor);
  idle_.visit(visitor);
}

void Rendering::clear() {
  frames_.clear();
  idle_.clear();
  idle_timeouts_.clear();
}

// Frames ----------------------------------------------------------------------------------------------------

Rendering::Handle Rendering::request_frame(vm::Object* callback) {
  if (frames_.is_empty()) next_frame_ns_ = frame_after(loop_.now_ns());
  frames_.append({++last_frame_, callback, std::nullopt, 0,
                  loop_.origin_here({.sort = loop::sort_of(loop::TaskSource::Rendering)})});
  if (LoopTracer* tracer = loop_.tracer())
    tracer->request_callback(LoopTracer::Handle::Frame, last_frame_, callback, next_frame_ns_);
  return last_frame_;
}

void Rendering::cancel_frame(Handle handle) {
  frames_.remove(handle);
  if (LoopTracer* tracer = loop_.tracer()) tracer->close_handle(LoopTracer::Handle::Frame, handle);
}

std::optional<std::uint64_t> Rendering::next_frame_ns() const {
  return frames_.is_empty() ? std::nullopt : std::optional(next_frame_ns_);
}

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#run-the-animation-frame-callbacks
void Rendering::run_frame(loop::EventLoop& loop) {
  const Value now = Value::number(current_high_resolution_time(agent_));
  // 1. 2. Those that are there now; what they request is for the next frame.
  const Handle last = last_frame_;
  // 3.
  while (!frames_.is_empty() && frames_.front().handle <= last && !loop.must_end()) {
    // 3.1. 3.2.
    const Request request = frames_.front();
    vm::Object* callback = request.callback;
    loop.set_running_job(request.origin);
    frames_.remove(request.handle);
    if (frames_.is_empty()) next_frame_ns_ = 0;
    if (LoopTracer* tracer = loop.tracer()) {
      tracer->take_request(LoopTracer::Handle::Frame, request.handle);
      tracer->begin_callback(callback, "", request.origin);
    }
    // 3.3.
    const std::array<Value, 1> arguments{now};
    if (vm::call(agent_, callback, Value::undefined(), arguments).is_thrown())
      loop.report_pending_exception();
    if (LoopTracer* tracer = loop.tracer()) tracer->end_callback();
    loop.clean_up_after_running_script();
  }
  if (!frames_.is_empty()) next_frame_ns_ = frame_after(loop.now_ns());
}

void Rendering::list_pending(loop::PendingList& list) const {
  const auto add = [&](const Requests& requests, loop::TaskSource source, auto due_ns) {
    std::size_t left = requests.items().size();
    for (const Request& request : requests.items()) {
      left--;
      if (request.callback == nullptr) continue;
      const loop::Pending pending{.source = source,
                                  .origin = request.origin,
                                  .due_ns = due_ns(request),
                                  .callback = request.callback,
                                  .id = request.handle};
      if (!list.add(pending)) return list.add_count(source, left);
    }
  };
  add(frames_, loop::TaskSource::Rendering, [this](const Request&) { return std::optional(next_frame_ns_); });
  add(idle_, loop::TaskSource::IdleTask, [](const Request& request) { return request.timeout_ns; });
}

// Idle time -------------------------------------------------------------------------------------------------

Rendering::Handle Rendering::request_idle(vm::Object* callback, std::optional<std::uint32_t> timeout_ms) {
  std::optional<std::uint64_t> timeout;
  if (timeout_ms && *timeout_ms > 0) timeout = loop_.now_ns() + *timeout_ms * k_millisecond;
  idle_.append({++last_idle_, callback, timeout, idle_period_ + 1,
                loop_.origin_here({.sort = loop::sort_of(loop::TaskSource::IdleTask)})});
  if (timeout) idle_timeouts_.emplace(*timeout, last_idle_);
  if (LoopTracer* tracer = loop_.tracer())
    tracer->request_callback(LoopTracer::Handle::Idle, last_idle_, callback, timeout);
  return last_idle_;
}

void Rendering::cancel_idle(Handle handle) {
  const Request* request = idle_.find(handle);
  if (request == nullptr) return;
  remove_idle(*request);
  if (LoopTracer* tracer = loop_.tracer()) tracer->close_handle(LoopTracer::Handle::Idle, handle);
}

void Rendering::remove_idle(const Request& request) {
  if (request.timeout_ns) idle_timeouts_.erase({*request.timeout_ns, request.handle});
  idle_.remove(request.handle);
}

std::optional<std::uint64_t> Rendering::next_idle_timeout_ns() const {
  return idle_timeouts_.empty() ? std::nullopt : std::optional(idle_timeouts_.begin()->first);
}

// https://w3c.github.io/requestidlecallback/#invoke-idle-callbacks-algorithm and
// https://w3c.github.io/requestidlecallback/#invoke-idle-callback-timeout-algorithm
void Rendering::run_idle_callback(loop::EventLoop& loop, std::optional<std::uint64_t> end_ns) {
  const std::uint64_t now = loop.now_ns();
  const bool has_timed_out = !idle_timeouts_.empty() && idle_timeouts_.begin()->first <= now;
  const Request request = has_timed_out ? *idle_.find(idle_timeouts_.begin()->second) : idle_.front();
  // What was requested in an idle period waits for the next one.
  if (!has_timed_out && (request.period > idle_period_ || now >= idle_end_ns_)) {
    idle_period_++;
    idle_end_ns_ = std::min(now + k_longest_idle_period, end_ns.value_or(UINT64_MAX));
  }
  vm::Object* callback = request.callback;
  loop.set_running_job(request.origin);
  remove_idle(request);
  if (LoopTracer* tracer = loop.tracer()) {
    tracer->take_request(LoopTracer::Handle::Idle, request.handle);
    tracer->begin_callback(callback, "", request.origin);
  }
  auto* deadline = vm::make_platform_object<IdleDeadline>(agent_, agent_.realm(),
                                                          has_timed_out ? now : idle_end_ns_, has_timed_out);
  const std::array<Value, 1> arguments{deadline};
  if (vm::call(agent_, callback, Value::undefined(), arguments).is_thrown()) loop.report_pending_exception();
  if (LoopTracer* tracer = loop.tracer()) tracer->end_callback();
}

}  // namespace orrery::web
