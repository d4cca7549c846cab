#pragma once

#include "vm/objects/realm_interface.h"
#include "web/messaging/message_queue.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts, within
/// the agent. Open channels of a name are in a list of its own, which knows them weakly unless somebody
/// listens.
class BroadcastChannel final : public MessageReceiver {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<BroadcastChannel*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                     vm::String* name);
  BroadcastChannel(vm::Shape* shape, vm::String* name, MessageScheduler& scheduler);

  vm::String* name() const { return name_.get(); }
  vm::Completion<void> post_message(vm::Agent& agent, vm::Value message);
  void close(vm::Agent& agent);

  void visit_state(gc::Visitor& visitor) {
    MessageReceiver::visit_state(visitor);
    visitor.visit(name_);
  }

 private:
  gc::Field<vm::String> name_;
};

}  // namespace orrery::web
