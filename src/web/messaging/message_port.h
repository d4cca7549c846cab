#pragma once

#include "vm/value_list.h"
#include "web/messaging/message_queue.h"
#include "web/structured_data/platform_steps.h"
#include "web/structured_data/structured_serialize_options_bindings.h"
#include "webidl/sequences.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports
class MessagePort final : public MessageReceiver {
 public:
  static const vm::Interface k_interface;
  static const StructuredDataSteps k_structured_data_steps;

  MessagePort(vm::Shape* shape, MessageScheduler& scheduler);
  /// A new one of the current realm. \param queue  that of another one, which was transferred
  static MessagePort* make(vm::Agent& agent, MessageQueue* queue);

  // As IDL has it
  vm::Completion<void> post_message(vm::Agent& agent, vm::Value message,
                                    const webidl::Sequence<vm::Object*>& transfer) {
    return post(agent, message, transfer.list());
  }
  vm::Completion<void> post_message(vm::Agent& agent, vm::Value message,
                                    const StructuredSerializeOptions& options) {
    return post(agent, message, options.transfer.list());
  }
  void start(vm::Agent& agent);
  void close(vm::Agent& agent);

  void visit_state(gc::Visitor& visitor) { MessageReceiver::visit_state(visitor); }

 private:
  vm::Completion<void> post(vm::Agent& agent, vm::Value message, const vm::ValueList& transfer);
};

}  // namespace orrery::web
