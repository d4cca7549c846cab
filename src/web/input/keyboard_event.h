#pragma once

#include "web/input/keyboard_event_bindings.h"
#include "web/input/modifiers.h"
#include "web/input/ui_event.h"

namespace orrery::web {

/// https://w3c.github.io/uievents/#interface-keyboardevent
class KeyboardEvent final : public UIEvent {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<KeyboardEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                  vm::String* type, const KeyboardEventInit& init) {
    return vm::construct_platform_object<KeyboardEvent>(agent, frame, start_event(agent, type, init), init);
  }
  KeyboardEvent(vm::Shape* shape, const EventStart& start, const KeyboardEventInit& init)
      : UIEvent(shape, k_interface, start, init),
        key_(init.key),
        code_(init.code),
        location_(init.location),
        modifiers_(init),
        repeat_(init.repeat),
        is_composing_(init.is_composing) {}

  vm::String* key() const { return key_.get(); }
  vm::String* code() const { return code_.get(); }
  std::uint32_t location() const { return location_; }
  bool ctrl_key() const { return modifiers_.control(); }
  bool shift_key() const { return modifiers_.shift(); }
  bool alt_key() const { return modifiers_.alt(); }
  bool meta_key() const { return modifiers_.meta(); }
  bool repeat() const { return repeat_; }
  bool is_composing() const { return is_composing_; }
  bool get_modifier_state(vm::Agent&, vm::String* key) const { return modifiers_.state_of(key); }

  void visit_state(gc::Visitor& visitor) {
    Event::visit_state(visitor);
    visitor.visit(key_);
    visitor.visit(code_);
  }

 private:
  gc::Field<vm::String> key_;
  gc::Field<vm::String> code_;
  std::uint32_t location_;
  Modifiers modifiers_;
  bool repeat_;
  bool is_composing_;
};

}  // namespace orrery::web
