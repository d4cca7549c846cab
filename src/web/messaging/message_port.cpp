#include "web/messaging/message_port.h"

#include "vm/agent.h"
#include "vm/objects/realm_interface.h"
#include "web/structured_data/structured_clone.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// https://html.spec.whatwg.org/multipage/web-messaging.html#handler-messageeventtarget-onmessage: the first
/// time, it starts the port, as if start() had been called.
void start_by_handler(Agent& agent, EventTarget& target, vm::PropertyKey type) {
  if (type == vm::PropertyKey::atom(vm::intern(agent, "message")))
    static_cast<MessagePort&>(target).start(agent);
}

constexpr EventTargetBehavior k_behavior = {.get_the_parent = nullptr,
                                            .seen_as = nullptr,
                                            .listeners_changed = message_listeners_changed,
                                            .handler_was_set = start_by_handler};

/// Its transfer data holder.
class TransferredPort final : public PlatformData {
 public:
  explicit TransferredPort(MessageQueue* queue) : queue_(queue) {}
  MessageQueue* queue() const { return queue_; }
  void visit(gc::Visitor& visitor) const override { visitor.visit(static_cast<gc::Cell*>(queue_)); }

 private:
  MessageQueue* queue_;
};

}  // namespace

MessagePort::MessagePort(vm::Shape* shape, MessageScheduler& scheduler)
    : MessageReceiver(shape, k_interface, k_behavior, scheduler) {}

MessagePort* MessagePort::make(Agent& agent, MessageQueue* queue) {
  MessageScheduler& scheduler = MessageScheduler::of(agent);
  auto* port = vm::make_platform_object<MessagePort>(agent, agent.realm(), scheduler);
  port->set_queue(queue);
  queue->set_owner(port);
  scheduler.was_made(agent, *port);
  return port;
}

// https://html.spec.whatwg.org/multipage/web-messaging.html#message-port-post-message-steps
Completion<void> MessagePort::post(Agent& agent, Value message, const vm::ValueList& transfer) {
  // 1.
  MessageQueue* target = queue() == nullptr ? nullptr : queue()->peer();
  bool is_doomed = false;
  for (const Value each : transfer.values()) {
    // 3.
    if (each.as_cell() == this)
      return webidl::throw_dom_exception(agent, "DataCloneError", "Transfer list contains source port");
    // 4. 5.
    is_doomed |= target != nullptr && each.as_cell() == target->owner();
  }
  // 6. What is transferred is seen by the collector as part of the message.
  auto data = std::make_shared<SerializedData>();
  auto* sent = agent.heap().make<Message>(0, data);
  const Completion<void> serialized = structured_serialize_with_transfer(agent, message, transfer, *data);
  gc::write_barrier(sent);
  TRY(serialized);
  // 7. INTEROP: a getter may have closed or transferred the port meanwhile. That does not matter, as in the
  // standard and in Node; Chromium drops the message then.
  if (target == nullptr || is_doomed) return {};
  // 8.
  target->append(sent);
  if (MessageReceiver* owner = target->owner()) owner->scheduler().message_came(agent, *owner);
  return {};
}

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-messageport-start
void MessagePort::start(Agent& agent) {
  if (is_started() || is_closed()) return;
  set_started(true);
  scheduler().was_started(agent, *this);
}

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-messageport-close
void MessagePort::close(Agent& agent) {
  // 1.
  if (is_closed()) return;
  set_closed();
  // 2.
  scheduler().close(agent, *this);
}

constinit const StructuredDataSteps MessagePort::k_structured_data_steps = {
    .is_detached =
        [](const vm::PlatformObject* object) { return static_cast<const MessagePort*>(object)->is_closed(); },
    // https://html.spec.whatwg.org/multipage/web-messaging.html#message-ports: the transfer steps
    .transfer = [](Agent& agent, vm::PlatformObject* object) -> std::unique_ptr<PlatformData> {
      auto* port = static_cast<MessagePort*>(object);
      port->set_closed();
      MessageQueue* queue = port->take_queue();
      queue->set_owner(nullptr);
      port->scheduler().was_transferred(agent, *port);
      return std::make_unique<TransferredPort>(queue);
    },
    // The transfer-receiving steps
    .receive = [](Agent& agent, PlatformData& data) -> vm::Object* {
      return MessagePort::make(agent, static_cast<TransferredPort&>(data).queue());
    }};

}  // namespace orrery::web
