#pragma once

#include "web/input/mouse_event.h"
#include "web/input/pointer_event_bindings.h"

namespace orrery::web {

/// https://w3c.github.io/pointerevents/#pointerevent-interface, without the angles of pens and without
/// coalesced and predicted events.
class PointerEvent final : public MouseEvent {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<PointerEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                 vm::String* type, const PointerEventInit& init) {
    return vm::construct_platform_object<PointerEvent>(agent, frame, start_event(agent, type, init), init);
  }
  PointerEvent(vm::Shape* shape, const EventStart& start, const PointerEventInit& init)
      : MouseEvent(shape, k_interface, start, init),
        width_(init.width),
        height_(init.height),
        pressure_(init.pressure),
        tangential_pressure_(init.tangential_pressure),
        pointer_id_(init.pointer_id),
        tilt_x_(init.tilt_x.value_or(0)),
        tilt_y_(init.tilt_y.value_or(0)),
        twist_(init.twist),
        persistent_device_id_(init.persistent_device_id),
        pointer_type_(init.pointer_type),
        is_primary_(init.is_primary) {}

  std::int32_t pointer_id() const { return pointer_id_; }
  double width() const { return width_; }
  double height() const { return height_; }
  float pressure() const { return pressure_; }
  float tangential_pressure() const { return tangential_pressure_; }
  std::int32_t tilt_x() const { return tilt_x_; }
  std::int32_t tilt_y() const { return tilt_y_; }
  std::int32_t twist() const { return twist_; }
  vm::String* pointer_type() const { return pointer_type_.get(); }
  bool is_primary() const { return is_primary_; }
  std::int32_t persistent_device_id() const { return persistent_device_id_; }

  void visit_state(gc::Visitor& visitor) {
    MouseEvent::visit_state(visitor);
    visitor.visit(pointer_type_);
  }

 private:
  double width_;
  double height_;
  float pressure_;
  float tangential_pressure_;
  std::int32_t pointer_id_;
  std::int32_t tilt_x_;
  std::int32_t tilt_y_;
  std::int32_t twist_;
  std::int32_t persistent_device_id_;
  gc::Field<vm::String> pointer_type_;
  bool is_primary_;
};

}  // namespace orrery::web
