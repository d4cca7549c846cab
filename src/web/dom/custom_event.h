#pragma once

#include "web/dom/custom_event_bindings.h"
#include "web/dom/event.h"

namespace orrery::web {

/// https://dom.spec.whatwg.org/#interface-customevent
class CustomEvent final : public Event {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<CustomEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                vm::String* type, const CustomEventInit& init) {
    return vm::construct_platform_object<CustomEvent>(agent, frame, start_event(agent, type, init),
                                                      init.detail);
  }
  CustomEvent(vm::Shape* shape, const EventStart& start, vm::Value detail)
      : Event(shape, k_interface, start), detail_(detail) {}

  vm::Value detail() const { return detail_.get(); }
  // https://dom.spec.whatwg.org/#dom-customevent-initcustomevent
  void init_custom_event(vm::Agent& agent, vm::String* type, bool bubbles, bool cancelable,
                         vm::Value detail) {
    // 1.
    if (is_being_dispatched()) return;
    // 2. 3.
    initialize(agent, type, bubbles, cancelable);
    detail_.set(this, detail);
  }

  void visit_state(gc::Visitor& visitor) {
    Event::visit_state(visitor);
    if (detail().is_cell()) visitor.visit(detail().as_cell());
  }

 private:
  vm::ValueField detail_;
};

}  // namespace orrery::web
