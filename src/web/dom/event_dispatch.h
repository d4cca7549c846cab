#pragma once

#include <cstdint>
#include <string_view>

#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "web/dom/event.h"
#include "web/dom/event_target.h"

namespace orrery::web {

/// One run of https://dom.spec.whatwg.org/#concept-event-dispatch. Exceptions of listeners are reported; a
/// termination ends it.
class EventDispatch {
 public:
  enum class Trust : std::uint8_t { ByScript, ByPlatform };

  EventDispatch(vm::Agent& agent, Event& event) : agent_(agent), event_(event), kept_(agent.heap(), &event) {}
  /// \return false: the event was canceled
  vm::Completion<bool> run(EventTarget& target, Trust trust);

 private:
  using Phase = Event::Phase;

  /// Whether somebody is told of each listener that is called.
  ///
  /// OPTIMIZATION: that is asked once for a dispatch; the walk that tells nobody has no code for it.
  enum class Told : std::uint8_t { Nobody, Tracer };

  void make_path(EventTarget& target);
  template <Told told>
  vm::Completion<void> walk_path();
  template <Told told>
  vm::Completion<void> invoke(std::size_t index, bool is_capturing);
  template <Told told>
  vm::Completion<void> inner_invoke(EventTarget& target, bool is_capturing);
  template <Told told>
  vm::Completion<void> call(EventTarget& target, const EventListenerRecord& listener);
  vm::Completion<void> call_listener(EventTarget& target, const EventListenerRecord& listener);
  vm::Completion<void> call_handler(EventTarget& target, vm::Object* handler, vm::Value this_value);
  vm::Completion<void> report();

  vm::Agent& agent_;
  Event& event_;
  EventPath path_;
  gc::Root<Event> kept_;  // where the microtasks between two listeners may collect
};

/// https://dom.spec.whatwg.org/#concept-event-fire: a trusted event without anything of its own.
vm::Completion<bool> fire_event(vm::Agent& agent, EventTarget& target, std::string_view type,
                                const EventInit& init = {});
/// The same with an event that was made for it.
vm::Completion<bool> fire_event(vm::Agent& agent, EventTarget& target, Event& event);

}  // namespace orrery::web
