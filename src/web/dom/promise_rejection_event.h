#pragma once

#include "web/dom/event.h"
#include "web/dom/promise_rejection_event_bindings.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/webappapis.html#promiserejectionevent
class PromiseRejectionEvent final : public Event {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<PromiseRejectionEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                          vm::String* type,
                                                          const PromiseRejectionEventInit& init) {
    return vm::construct_platform_object<PromiseRejectionEvent>(agent, frame, start_event(agent, type, init),
                                                                init);
  }
  PromiseRejectionEvent(vm::Shape* shape, const EventStart& start, const PromiseRejectionEventInit& init)
      : Event(shape, k_interface, start), promise_(init.promise), reason_(init.reason) {}

  vm::Object* promise() const { return promise_.get(); }
  vm::Value reason() const { return reason_.get(); }

  void visit_state(gc::Visitor& visitor) {
    Event::visit_state(visitor);
    visitor.visit(promise_);
    if (reason().is_cell()) visitor.visit(reason().as_cell());
  }

 private:
  gc::Field<vm::Object> promise_;
  vm::ValueField reason_;
};

}  // namespace orrery::web
