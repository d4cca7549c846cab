#pragma once

#include "web/dom/event.h"
#include "web/messaging/message_event_bindings.h"
#include "web/messaging/message_port.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/comms.html#messageevent
class MessageEvent final : public Event {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<MessageEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                 vm::String* type, const MessageEventInit& init);
  /// \param ports  a frozen array; null: an empty one is made when somebody looks
  MessageEvent(vm::Shape* shape, const EventStart& start, const MessageEventInit& init, vm::Object* ports)
      : Event(shape, k_interface, start),
        data_(init.data),
        origin_(init.origin),
        last_event_id_(init.last_event_id),
        source_(init.source),
        ports_(ports) {}

  vm::Value data() const { return data_.get(); }
  vm::String* origin() const { return origin_.get(); }
  vm::String* last_event_id() const { return last_event_id_.get(); }
  MessagePort* source() const { return source_.get(); }
  vm::Completion<vm::Object*> ports(vm::Agent& agent);
  // https://html.spec.whatwg.org/multipage/comms.html#dom-messageevent-initmessageevent
  vm::Completion<void> init_message_event(vm::Agent& agent, vm::String* type, bool bubbles, bool cancelable,
                                          vm::Value data, vm::String* origin, vm::String* last_event_id,
                                          MessagePort* source, const webidl::Sequence<MessagePort*>& ports);

  void visit_state(gc::Visitor& visitor) {
    Event::visit_state(visitor);
    if (data().is_cell()) visitor.visit(data().as_cell());
    visitor.visit(origin_);
    visitor.visit(last_event_id_);
    visitor.visit(source_);
    visitor.visit(ports_);
  }

 private:
  vm::ValueField data_;
  gc::Field<vm::String> origin_;
  gc::Field<vm::String> last_event_id_;
  gc::Field<MessagePort> source_;
  gc::Field<vm::Object> ports_;
};

/// A frozen array of these values: https://webidl.spec.whatwg.org/#dfn-create-frozen-array
vm::Completion<vm::Object*> make_frozen_array(vm::Agent& agent, const vm::ValueList& items);

}  // namespace orrery::web
