#pragma once

#include "vm/objects/realm_interface.h"
#include "web/messaging/message_queue.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/web-messaging.html#broadcasting-to-other-browsing-contexts, within
/// the agent. The realm has a list of open channels, which knows them weakly unless somebody listens.
class OpenChannel;

class BroadcastChannel final : public MessageReceiver {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<BroadcastChannel*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                     vm::String* name);
  BroadcastChannel(vm::Shape* shape, vm::String* name, MessageScheduler& scheduler);

  vm::String* name() const { return name_.get(); }
  vm::Completion<void> post_message(vm::Agent& agent, vm::Value message);
  void close(vm::Agent& agent);
  /// What the list of open channels has for it.
  OpenChannel& entry() const { return *entry_; }

  void visit_state(gc::Visitor& visitor);

 private:
  gc::Field<vm::String> name_;
  gc::Field<OpenChannel> entry_;
};

}  // namespace orrery::web
