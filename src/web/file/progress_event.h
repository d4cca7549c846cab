#pragma once

#include "web/dom/event.h"
#include "web/file/progress_event_bindings.h"

namespace orrery::web {

/// https://xhr.spec.whatwg.org/#interface-progressevent
class ProgressEvent final : public Event {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<ProgressEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                  vm::String* type, const ProgressEventInit& init) {
    return vm::construct_platform_object<ProgressEvent>(agent, frame, start_event(agent, type, init), init);
  }
  ProgressEvent(vm::Shape* shape, const EventStart& start, const ProgressEventInit& init)
      : Event(shape, k_interface, start),
        loaded_(init.loaded),
        total_(init.total),
        is_length_computable_(init.length_computable) {}

  bool length_computable() const { return is_length_computable_; }
  double loaded() const { return loaded_; }
  double total() const { return total_; }

  void visit_state(gc::Visitor& visitor) { Event::visit_state(visitor); }

 private:
  double loaded_;
  double total_;
  bool is_length_computable_;
};

}  // namespace orrery::web
