#include "web/messaging/message_queue.h"

#include "vm/agent.h"
#include "vm/objects/realm_interface.h"
#include "web/dom/event_dispatch.h"
#include "web/messaging/message_event.h"
#include "web/messaging/page_messages.h"
#include "web/structured_data/structured_clone.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

// Queues ----------------------------------------------------------------------------------------------------

void MessageQueue::append(Message* message) {
  if (last_) {
    last_->next_.set(last_.get(), message);
  } else {
    first_.set(this, message);
  }
  last_.set(this, message);
  size_++;
}

Message* MessageQueue::take() {
  Message* message = first_.get();
  if (message == nullptr) return nullptr;
  first_.set(this, message->next_.get());
  message->next_.clear();
  if (!first_) last_.clear();
  size_--;
  return message;
}

void MessageQueue::drop_all() {
  first_.clear();
  last_.clear();
  size_ = 0;
}

bool MessageQueue::drop_close() {
  bool has_dropped = false;
  // Each one goes from the front to the end.
  for (std::size_t left = size_; left > 0; left--) {
    Message* message = take();
    if (message->is_close())
      has_dropped = true;
    else
      append(message);
  }
  return has_dropped;
}

void MessageQueue::visit(gc::Visitor& visitor) {
  visitor.visit(first_);
  visitor.visit(last_);
  visitor.visit(peer_);
  visitor.visit(owner_);
}

// Schedulers ------------------------------------------------------------------------------------------------

namespace {

class ChosenScheduler final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "ChosenScheduler";
  ChosenScheduler(Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<ChosenScheduler>) {}
  MessageScheduler* scheduler = &PageMessages::instance();
  void visit(gc::Visitor&) {}
};

}  // namespace

MessageScheduler& MessageScheduler::of(Agent& agent) {
  return *vm::platform_state<ChosenScheduler>(agent, agent.realm()).scheduler;
}

void MessageScheduler::set(Agent& agent, vm::Realm& realm, MessageScheduler& scheduler) {
  vm::platform_state<ChosenScheduler>(agent, realm).scheduler = &scheduler;
}

void message_listeners_changed(Agent& agent, EventTarget& target, vm::PropertyKey type) {
  auto& receiver = static_cast<MessageReceiver&>(target);
  if (type == vm::PropertyKey::atom(vm::intern(agent, "message")))
    receiver.scheduler().listeners_changed(agent, receiver);
}

// Receivers -------------------------------------------------------------------------------------------------

void MessageReceiver::send(Agent& agent, std::shared_ptr<SerializedData> data) {
  queue_->append(agent.heap().make<Message>(0, std::move(data)));
  scheduler_->message_came(agent, *this);
}

void MessageReceiver::disentangle(Agent& agent) {
  // 1. 2.
  MessageQueue* other = queue_ ? queue_->peer() : nullptr;
  if (other == nullptr) return;
  // 3.
  queue_->disentangle();
  // 4.
  other->append(agent.heap().make<Message>(0, nullptr));
  if (MessageReceiver* owner = other->owner()) owner->scheduler().message_came(agent, *owner);
}

Completion<vm::Value> MessageReceiver::receive(Agent& agent, Message& message) {
  return TRY(structured_deserialize_with_transfer(agent, message.data())).value;
}

Completion<void> MessageReceiver::deliver(Agent& agent, Message& message) {
  MessageEventInit init = default_message_event_init(agent);
  // 8.4. A BroadcastChannel's data is read by several.
  const bool is_port = implements(MessagePort::k_interface);
  Completion<DeserializedData> record = structured_deserialize_with_transfer(
      agent, message.data(), is_port ? Deserializer::Buffers::Move : Deserializer::Buffers::Copy);
  vm::Object* ports = nullptr;
  std::string_view type = "message";
  if (record.is_thrown()) {
    if (agent.is_terminating()) return vm::Thrown{};
    agent.take_exception();
    type = "messageerror";
  } else {
    // 8.5.
    init.data = record.value().value;
    // 8.6.
    vm::ValueList* received = nullptr;
    for (const Value each : record.value().transferred->values()) {
      if (vm::as_platform_object<MessagePort>(each) == nullptr) continue;
      if (received == nullptr) received = vm::ValueList::make(agent.heap());
      received->append(agent.heap(), each);
    }
    if (received != nullptr) ports = TRY(make_frozen_array(agent, *received));
  }
  // 8.4. 8.7.
  auto* event = vm::make_platform_object<MessageEvent>(
      agent, agent.realm(), start_event(agent, vm::intern(agent, type), init), init, ports);
  TRY(fire_event(agent, *this, *event));
  return {};
}

Completion<void> MessageReceiver::fire_close(Agent& agent) {
  TRY(fire_event(agent, *this, "close"));
  return {};
}

}  // namespace orrery::web
