// What scripts see of frames and idle time.
#include <fmt/format.h>

#include "vm/functions/calls.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "web/rendering/idle_deadline.h"
#include "web/rendering/rendering.h"

namespace orrery::web {

using vm::Agent;
using vm::BuiltinRow;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

Completion<vm::Object*> require_callback(Agent& agent, const NativeFrame& frame, std::string_view operation) {
  if (vm::is_callable(frame.argument(0))) return frame.argument(0).as_object();
  return agent.throw_type_error(
      fmt::format("Failed to execute '{}': parameter 1 is not a function", operation));
}

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#dom-animationframeprovider-requestanimationframe
Completion<Value> request_animation_frame(Agent& agent, NativeFrame& frame) {
  vm::Object* callback = TRY(require_callback(agent, frame, "requestAnimationFrame"));
  return Value::number(Rendering::of(agent).request_frame(callback));
}

// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#dom-animationframeprovider-cancelanimationframe
Completion<Value> cancel_animation_frame(Agent& agent, NativeFrame& frame) {
  Rendering::of(agent).cancel_frame(TRY(vm::to_uint32(agent, frame.argument(0))));
  return Value::undefined();
}

/// The member `timeout` of IdleRequestOptions, if it is there.
Completion<std::optional<std::uint32_t>> timeout_of(Agent& agent, Value options) {
  if (options.is_undefined() || options.is_null()) return std::optional<std::uint32_t>();
  if (!options.is_object()) return agent.throw_type_error("The options are no object");
  const Value timeout =
      TRY(vm::get(agent, options.as_object(), vm::PropertyKey::atom(vm::intern(agent, "timeout"))));
  if (timeout.is_undefined()) return std::optional<std::uint32_t>();
  return std::optional(TRY(vm::to_uint32(agent, timeout)));
}

// https://w3c.github.io/requestidlecallback/#the-requestidlecallback-method
Completion<Value> request_idle_callback(Agent& agent, NativeFrame& frame) {
  vm::Object* callback = TRY(require_callback(agent, frame, "requestIdleCallback"));
  const std::optional<std::uint32_t> timeout = TRY(timeout_of(agent, frame.argument(1)));
  return Value::number(Rendering::of(agent).request_idle(callback, timeout));
}

// https://w3c.github.io/requestidlecallback/#the-cancelidlecallback-method
Completion<Value> cancel_idle_callback(Agent& agent, NativeFrame& frame) {
  Rendering::of(agent).cancel_idle(TRY(vm::to_uint32(agent, frame.argument(0))));
  return Value::undefined();
}

// https://html.spec.whatwg.org/multipage/webappapis.html#dom-reporterror
Completion<Value> report_error(Agent& agent, NativeFrame& frame) {
  if (frame.argument_count() == 0) return agent.throw_type_error("reportError needs an argument");
  loop::EventLoop::of(agent).client().report_exception(frame.argument(0));
  return Value::undefined();
}

// https://w3c.github.io/requestidlecallback/#dom-idledeadline-timeremaining
Completion<Value> time_remaining(Agent& agent, NativeFrame& frame) {
  constexpr double k_nanoseconds = 1e6;
  const auto* deadline = TRY(vm::this_platform_object<IdleDeadline>(agent, frame));
  const std::uint64_t now = agent.door().monotonic_ns();
  return Value::number(
      now >= deadline->end_ns() ? 0 : static_cast<double>(deadline->end_ns() - now) / k_nanoseconds);
}

// https://w3c.github.io/requestidlecallback/#dom-idledeadline-didtimeout
Completion<Value> did_timeout(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TRY(vm::this_platform_object<IdleDeadline>(agent, frame))->has_timed_out());
}

constexpr BuiltinRow k_idle_deadline_members[] = {
    vm::operation("timeRemaining", 0, time_remaining),
    vm::attribute("didTimeout", did_timeout),
};

constexpr vm::LazyRow k_rows[] = {
    vm::lazy_interface("IdleDeadline", IdleDeadline::k_interface),
    vm::lazy_builtin(vm::operation("requestAnimationFrame", 1, request_animation_frame)),
    vm::lazy_builtin(vm::operation("cancelAnimationFrame", 1, cancel_animation_frame)),
    vm::lazy_builtin(vm::operation("requestIdleCallback", 1, request_idle_callback)),
    vm::lazy_builtin(vm::operation("cancelIdleCallback", 1, cancel_idle_callback)),
    vm::lazy_builtin(vm::operation("reportError", 1, report_error)),
};

}  // namespace

constinit const vm::Interface IdleDeadline::k_interface = {
    .name = "IdleDeadline", .exposure = vm::Exposure::k_window, .members = k_idle_deadline_members};

Value make_idle_deadline(Agent& agent, std::uint64_t end_ns, bool has_timed_out) {
  return vm::make_platform_object<IdleDeadline>(agent, agent.realm(), end_ns, has_timed_out);
}

void Rendering::install(Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_rows);
}

}  // namespace orrery::web
