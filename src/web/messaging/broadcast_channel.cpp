#include "web/messaging/broadcast_channel.h"

#include "vm/agent.h"
#include "vm/collections/weak_ref.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"
#include "web/structured_data/structured_clone.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// The channels of a realm that are not closed, in the order in which they were made: themselves where
/// somebody listens to them, else WeakRefs.
class OpenChannels final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "OpenChannels";
  OpenChannels(Agent& agent, vm::Realm&)
      : PlatformCell(vm::k_platform_cell_type<OpenChannels>), items_(vm::ValueList::make(agent.heap())) {}
  vm::ValueList& items() { return *items_; }
  void visit(gc::Visitor& visitor) { visitor.visit(items_); }

  /// Null: it is no more.
  static BroadcastChannel* channel_of(Value item) {
    if (!item.is_cell_of(vm::CellKind::WeakRef)) return static_cast<BroadcastChannel*>(item.as_object());
    const Value target = static_cast<vm::WeakRef*>(item.as_object())->target();
    return target.is_undefined() ? nullptr : static_cast<BroadcastChannel*>(target.as_object());
  }
  void add(Agent& agent, BroadcastChannel* channel) {
    drop(nullptr);
    items_->append(agent.heap(), weakly(agent, channel));
  }
  /// Removes the channel, and those that are no more.
  void drop(const BroadcastChannel* channel) {
    std::uint32_t kept = 0;
    const std::uint32_t count = items_->size();
    for (std::uint32_t i = 0; i < count; i++) {
      BroadcastChannel* each = channel_of(items_->at(i));
      if (each != nullptr && each != channel) items_->set(kept++, items_->at(i));
    }
    while (items_->size() > kept) items_->pop();
  }
  void set_kept(Agent& agent, BroadcastChannel* channel, bool is_kept) {
    for (std::uint32_t i = 0; i < items_->size(); i++) {
      const Value item = items_->at(i);
      if (channel_of(item) != channel || item.is_cell_of(vm::CellKind::WeakRef) != is_kept) continue;
      items_->set(i, is_kept ? Value(channel) : weakly(agent, channel));
    }
  }

 private:
  static Value weakly(Agent& agent, BroadcastChannel* channel) {
    vm::Shape* shape =
        agent.shapes().root(agent.intrinsic(vm::Intrinsic::WeakRefPrototype), vm::CellKind::WeakRef);
    auto* reference = agent.heap().make<vm::WeakRef>(0, shape, channel);
    agent.weak_references().add(reference);
    return reference;
  }

  gc::Field<vm::ValueList> items_;
};

void listeners_changed(Agent& agent, EventTarget& target, vm::PropertyKey type) {
  auto& channel = static_cast<BroadcastChannel&>(target);
  const auto key = [&](std::string_view name) { return vm::PropertyKey::atom(vm::intern(agent, name)); };
  const bool is_heard =
      channel.has_listener_for(key("message")) || channel.has_listener_for(key("messageerror"));
  vm::platform_state<OpenChannels>(agent, agent.realm()).set_kept(agent, &channel, is_heard);
  message_listeners_changed(agent, target, type);
}

constexpr EventTargetBehavior k_behavior = {.get_the_parent = nullptr,
                                            .seen_as = nullptr,
                                            .listeners_changed = listeners_changed,
                                            .handler_was_set = nullptr};

}  // namespace

BroadcastChannel::BroadcastChannel(vm::Shape* shape, vm::String* name, MessageScheduler& scheduler)
    : MessageReceiver(shape, k_interface, k_behavior, scheduler), name_(name) {}

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-broadcastchannel
Completion<BroadcastChannel*> BroadcastChannel::construct(Agent& agent, const vm::NativeFrame& frame,
                                                          vm::String* name) {
  MessageScheduler& scheduler = MessageScheduler::of(agent);
  auto* channel = TRY(vm::construct_platform_object<BroadcastChannel>(agent, frame, name, scheduler));
  auto* queue = agent.heap().make<MessageQueue>(0);
  channel->set_queue(queue);
  queue->set_owner(channel);
  channel->set_started(true);
  vm::platform_state<OpenChannels>(agent, agent.realm()).add(agent, channel);
  scheduler.was_made(agent, *channel);
  return channel;
}

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-broadcastchannel-postmessage
Completion<void> BroadcastChannel::post_message(Agent& agent, Value message) {
  // 2.
  if (is_closed())
    return webidl::throw_dom_exception(agent, "InvalidStateError", "BroadcastChannel is closed.");
  // 3.
  auto data = std::make_shared<SerializedData>();
  TRY(structured_serialize_with_transfer(agent, message, *vm::ValueList::make(agent.heap()), *data));
  // 6. to 9.
  vm::ValueList& items = vm::platform_state<OpenChannels>(agent, agent.realm()).items();
  for (std::uint32_t i = 0; i < items.size(); i++) {
    BroadcastChannel* each = OpenChannels::channel_of(items.at(i));
    if (each != nullptr && each != this && each->name()->equals(name())) each->send(agent, data);
  }
  return {};
}

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-broadcastchannel-close
void BroadcastChannel::close(Agent& agent) {
  if (is_closed()) return;
  set_closed();
  vm::platform_state<OpenChannels>(agent, agent.realm()).drop(this);
  scheduler().close(agent, *this);
}

}  // namespace orrery::web
