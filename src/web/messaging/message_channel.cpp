#include "web/messaging/message_channel.h"

namespace orrery::web {

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-messagechannel
vm::Completion<MessageChannel*> MessageChannel::construct(vm::Agent& agent, const vm::NativeFrame& frame) {
  // 1. 2.
  auto* queue1 = agent.heap().make<MessageQueue>(0);
  auto* queue2 = agent.heap().make<MessageQueue>(0);
  MessagePort* port1 = MessagePort::make(agent, queue1);
  MessagePort* port2 = MessagePort::make(agent, queue2);
  // 3.
  queue1->entangle(queue2);
  return vm::construct_platform_object<MessageChannel>(agent, frame, port1, port2);
}

}  // namespace orrery::web
