#pragma once

#include "vm/objects/realm_interface.h"
#include "web/messaging/message_port.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/web-messaging.html#message-channels
class MessageChannel final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<MessageChannel*> construct(vm::Agent& agent, const vm::NativeFrame& frame);
  MessageChannel(vm::Shape* shape, MessagePort* port1, MessagePort* port2)
      : PlatformObject(shape, k_interface), port1_(port1), port2_(port2) {}

  MessagePort* port1() const { return port1_.get(); }
  MessagePort* port2() const { return port2_.get(); }

  void visit_state(gc::Visitor& visitor) {
    visitor.visit(port1_);
    visitor.visit(port2_);
  }

 private:
  gc::Field<MessagePort> port1_;
  gc::Field<MessagePort> port2_;
};

}  // namespace orrery::web
