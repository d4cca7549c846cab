#pragma once

#include "web/dom/event.h"
#include "web/input/ui_event_bindings.h"

namespace orrery::web {

/// https://w3c.github.io/uievents/#interface-uievent
class UIEvent : public Event {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<UIEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame, vm::String* type,
                                            const UIEventInit& init) {
    return vm::construct_platform_object<UIEvent>(agent, frame, start_event(agent, type, init), init);
  }
  UIEvent(vm::Shape* shape, const EventStart& start, const UIEventInit& init)
      : UIEvent(shape, k_interface, start, init) {}

  std::int32_t detail() const { return detail_; }

 protected:
  UIEvent(vm::Shape* shape, const vm::Interface& interface, const EventStart& start, const UIEventInit& init)
      : Event(shape, interface, start), detail_(init.detail) {}

 private:
  std::int32_t detail_;
};

}  // namespace orrery::web
