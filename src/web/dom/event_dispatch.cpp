#include "web/dom/event_dispatch.h"

#include "loop/event_loop.h"
#include "vm/functions/calls.h"
#include "vm/objects/realm_interface.h"
#include "vm/strings/string.h"
#include "web/dom/error_event.h"
#include "webidl/callbacks.h"

namespace orrery::web {

using vm::Completion;
using vm::Value;
using Record = EventListenerRecord;

namespace {

Value error_word(vm::Agent& agent) {
  return Value::from_bits(vm::PropertyKey::atom(vm::intern(agent, "error")).bits());
}

/// Null: nobody looks.
loop::LoopTracer* tracer_of(vm::Agent& agent) {
  return agent.hooks().event_loop == nullptr ? nullptr : loop::EventLoop::of(agent).tracer();
}

}  // namespace

// https://dom.spec.whatwg.org/#concept-event-dispatch
Completion<bool> EventDispatch::run(EventTarget& target, Trust trust) {
  event_.set(Event::k_is_trusted, trust == Trust::ByPlatform);
  // 1. Set event's dispatch flag.
  event_.set(Event::k_dispatch);
  // 5. The path. Nothing of shadow trees or activation can be there yet.
  make_path(target);
  event_.path_ = &path_;
  const Completion<void> walked =
      tracer_of(agent_) == nullptr ? walk_path<Told::Nobody>() : walk_path<Told::Tracer>();
  // 6. 7. 8.
  event_.phase_ = Phase::None;
  event_.current_target_.clear();
  event_.path_ = nullptr;
  // 9.
  event_.set(Event::k_dispatch | Event::k_stop_propagation | Event::k_stop_immediate_propagation, false);
  if (walked.is_thrown()) return vm::Thrown{};
  // 12.
  return !event_.default_prevented();
}

/// Steps 5.3 to 5.9: the target, and what get-the-parent gives from there on.
void EventDispatch::make_path(EventTarget& target) {
  path_.push_back({.invocation_target = &target, .shadow_adjusted_target = &target});
  EventTarget* last = &target;
  while (last->behavior() != nullptr && last->behavior()->get_the_parent != nullptr) {
    last = last->behavior()->get_the_parent(*last, event_);
    if (last == nullptr) return;
    path_.push_back({.invocation_target = last, .shadow_adjusted_target = nullptr});
  }
}

/// Steps 5.13 and 5.14.
template <EventDispatch::Told told>
Completion<void> EventDispatch::walk_path() {
  for (std::size_t i = path_.size(); i-- > 0;) {
    event_.phase_ = path_[i].shadow_adjusted_target != nullptr ? Phase::AtTarget : Phase::Capturing;
    TRY(invoke<told>(i, true));
  }
  for (std::size_t i = 0; i < path_.size(); i++) {
    if (path_[i].shadow_adjusted_target != nullptr) {
      event_.phase_ = Phase::AtTarget;
    } else {
      if (!event_.bubbles()) continue;
      event_.phase_ = Phase::Bubbling;
    }
    TRY(invoke<told>(i, false));
  }
  return {};
}

// https://dom.spec.whatwg.org/#concept-event-listener-invoke
template <EventDispatch::Told told>
Completion<void> EventDispatch::invoke(std::size_t index, bool is_capturing) {
  // 1.
  std::size_t adjusted = index;
  while (path_[adjusted].shadow_adjusted_target == nullptr) adjusted--;
  event_.target_.set(&event_, path_[adjusted].shadow_adjusted_target);
  // 4.
  if (event_.has(Event::k_stop_propagation)) return {};
  // 5.
  EventTarget& target = *path_[index].invocation_target;
  event_.current_target_.set(&event_, &target);
  // 6. - 8. The types with "webkit" in front are events of elements alone.
  return inner_invoke<told>(target, is_capturing);
}

// https://dom.spec.whatwg.org/#concept-event-listener-inner-invoke
template <EventDispatch::Told told>
Completion<void> EventDispatch::inner_invoke(EventTarget& target, bool is_capturing) {
  EventListenerList& listeners = target.listeners();
  // Step 6 of invoke: those that are there now.
  const std::uint32_t count = listeners.size();
  if (count == 0) return {};
  const EventListenerList::Iteration iteration(listeners);
  const Value type = event_.key_.get();
  // 2.
  for (std::uint32_t i = 0; i < count; i++) {
    // 2.1.
    if (!listeners.is_of(i, type)) continue;
    const Record listener = listeners.at(i);
    if ((listener.flags & Record::k_removed) != 0) continue;
    // 2.3. 2.4.
    if (((listener.flags & Record::k_capture) != 0) != is_capturing) continue;
    // 2.5.
    if ((listener.flags & Record::k_once) != 0) {
      listeners.remove(i);
      target.tell_change(agent_, vm::PropertyKey::from_bits(type.bits()));
    }
    // 2.9.
    if ((listener.flags & Record::k_passive) != 0) event_.set(Event::k_in_passive_listener);
    // 2.11. - 2.13.
    const Completion<void> called = call<told>(target, listener);
    event_.set(Event::k_in_passive_listener, false);
    TRY(called);
    // 2.14.
    if (event_.has(Event::k_stop_immediate_propagation)) return {};
  }
  return {};
}

/// The callback, and what it throws.
/// OPTIMIZATION: inline, as in a build without tracing.
[[gnu::always_inline]] inline Completion<void> EventDispatch::call_listener(EventTarget& target,
                                                                            const Record& listener) {
  const bool is_handler = (listener.flags & Record::k_is_handler) != 0;
  const Value this_value = target.seen_by_scripts();
  if (is_handler) {
    TRY(call_handler(target, listener.callback, this_value));
  } else {
    const Value arguments[] = {Value(&event_)};
    const Completion<Value> result =
        webidl::call_user_object_operation(agent_, listener.callback, "handleEvent", this_value, arguments);
    if (result.is_thrown()) {
      TRY(report());
    } else {
      webidl::take_listener_result(agent_, result.value());
    }
  }
  return {};
}

/// Steps 2.11
template <EventDispatch::Told told>
Completion<void> EventDispatch::call(EventTarget& target, const Record& listener) {
  if constexpr (told == Told::Tracer) {
    // A listener may have ended the looking.
    if (loop::LoopTracer* tracer = tracer_of(agent_)) {
      tracer->call_listener(&target, listener.id);
      if ((listener.flags & Record::k_once) != 0) tracer->remove_listener(&target, listener.id);
      tracer->begin_callback(listener.callback, type_text(event_.key()), nullptr);
    }
  }
  const Completion<void> called = call_listener(target, listener);
  if constexpr (told == Told::Tracer) {
    if (loop::LoopTracer* tracer = tracer_of(agent_)) tracer->end_callback();
  }
  TRY(called);
  webidl::clean_up_after_running_script(agent_);
  return agent_.is_terminating() ? Completion<void>(vm::Thrown{}) : Completion<void>();
}

// https://html.spec.whatwg.org/multipage/webappapis.html#the-event-handler-processing-algorithm
[[gnu::always_inline]] inline Completion<void> EventDispatch::call_handler(EventTarget& target,
                                                                           vm::Object* handler,
                                                                           Value this_value) {
  // 3. The `error` of a global object is told in five arguments.
  const ErrorEvent* error =
      target.seen_by_scripts() == &target ? nullptr : vm::as_platform_object<ErrorEvent>(Value(&event_));
  const bool is_error = error != nullptr && event_.key_.get().is_identical(error_word(agent_));
  Completion<Value> result = vm::Thrown{};
  if (is_error) {
    // 4.
    const Value arguments[] = {Value(error->message()), Value(error->filename()),
                               Value::number(error->lineno()), Value::number(error->colno()), error->error()};
    result = webidl::invoke_callback_function(agent_, handler, this_value, arguments);
  } else {
    const Value arguments[] = {Value(&event_)};
    result = webidl::invoke_callback_function(agent_, handler, this_value, arguments);
  }
  if (result.is_thrown()) return report();
  // 5.
  if (is_error ? result.value().is_true() : result.value().is_false()) event_.set_canceled();
  webidl::take_listener_result(agent_, result.value());
  return {};
}

Completion<void> EventDispatch::report() {
  if (agent_.is_terminating()) return vm::Thrown{};
  // Where there is no loop, nobody wants to hear of it.
  if (!webidl::report_pending_exception(agent_)) agent_.take_exception();
  return {};
}

Completion<bool> fire_event(vm::Agent& agent, EventTarget& target, std::string_view type,
                            const EventInit& init) {
  auto* event = vm::make_platform_object<Event>(agent, agent.realm(),
                                                start_event(agent, vm::intern(agent, type), init));
  return fire_event(agent, target, *event);
}

Completion<bool> fire_event(vm::Agent& agent, EventTarget& target, Event& event) {
  return EventDispatch(agent, event).run(target, EventDispatch::Trust::ByPlatform);
}

}  // namespace orrery::web
