#pragma once

#include "web/dom/event_target.h"
#include "web/input/modifiers.h"
#include "web/input/mouse_event_bindings.h"
#include "web/input/ui_event.h"

namespace orrery::web {

/// https://w3c.github.io/pointerevents/#mouseevent
class MouseEvent : public UIEvent {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<MouseEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                               vm::String* type, const MouseEventInit& init) {
    return vm::construct_platform_object<MouseEvent>(agent, frame, start_event(agent, type, init), init);
  }
  MouseEvent(vm::Shape* shape, const EventStart& start, const MouseEventInit& init)
      : MouseEvent(shape, k_interface, start, init) {}

  std::int32_t screen_x() const { return screen_x_; }
  std::int32_t screen_y() const { return screen_y_; }
  std::int32_t client_x() const { return client_x_; }
  std::int32_t client_y() const { return client_y_; }
  bool ctrl_key() const { return modifiers_.control(); }
  bool shift_key() const { return modifiers_.shift(); }
  bool alt_key() const { return modifiers_.alt(); }
  bool meta_key() const { return modifiers_.meta(); }
  std::int16_t button() const { return button_; }
  std::uint16_t buttons() const { return buttons_; }
  vm::Object* related_target() const {
    return related_target_ ? related_target_->seen_by_scripts() : nullptr;
  }
  bool get_modifier_state(vm::Agent&, vm::String* key) const { return modifiers_.state_of(key); }

  void visit_state(gc::Visitor& visitor) {
    Event::visit_state(visitor);
    visitor.visit(related_target_);
  }

 protected:
  MouseEvent(vm::Shape* shape, const vm::Interface& interface, const EventStart& start,
             const MouseEventInit& init)
      : UIEvent(shape, interface, start, init),
        screen_x_(init.screen_x),
        screen_y_(init.screen_y),
        client_x_(init.client_x),
        client_y_(init.client_y),
        modifiers_(init),
        button_(init.button),
        buttons_(init.buttons),
        related_target_(init.related_target) {}

 private:
  std::int32_t screen_x_;
  std::int32_t screen_y_;
  std::int32_t client_x_;
  std::int32_t client_y_;
  Modifiers modifiers_;
  std::int16_t button_;
  std::uint16_t buttons_;
  gc::Field<EventTarget> related_target_;
};

}  // namespace orrery::web
