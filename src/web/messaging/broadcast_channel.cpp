#include "web/messaging/broadcast_channel.h"

#include <algorithm>

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

/// What the list of open channels knows of one of them: weakly, unless somebody listens to it.
class OpenChannel final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "OpenChannel";
  explicit OpenChannel(vm::WeakRef* reference)
      : PlatformCell(vm::k_platform_cell_type<OpenChannel>), reference_(reference) {}
  /// Null: it is closed, or no more.
  BroadcastChannel* channel() const {
    const Value target = reference_ ? reference_->target() : Value::undefined();
    return target.is_undefined() ? nullptr : static_cast<BroadcastChannel*>(target.as_object());
  }
  void keep(BroadcastChannel* channel) { kept_.set(this, channel); }
  void close() {
    kept_.clear();
    reference_.clear();
  }
  void visit(gc::Visitor& visitor) {
    visitor.visit(reference_);
    visitor.visit(kept_);
  }

 private:
  gc::Field<vm::WeakRef> reference_;
  gc::Field<BroadcastChannel> kept_;
};

namespace {

/// The channels of a realm that are not closed, in the order in which they were made.
class OpenChannels final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "OpenChannels";
  OpenChannels(Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<OpenChannels>) {}
  static OpenChannels& of(Agent& agent) {
    auto& channels = vm::platform_state<OpenChannels>(agent, agent.realm());
    if (!channels.items_) channels.items_.set(&channels, vm::ValueList::make(agent.heap()));
    return channels;
  }
  vm::ValueList& items() { return *items_; }
  void visit(gc::Visitor& visitor) { visitor.visit(items_); }

  static BroadcastChannel* channel_of(Value item) {
    return static_cast<OpenChannel*>(item.as_cell())->channel();
  }
  OpenChannel* add(Agent& agent, BroadcastChannel* channel) {
    tidy(agent);
    vm::Shape* shape =
        agent.shapes().root(agent.intrinsic(vm::Intrinsic::WeakRefPrototype), vm::CellKind::WeakRef);
    auto* reference = agent.heap().make<vm::WeakRef>(0, shape, channel);
    agent.weak_references().add(reference);
    auto* entry = agent.heap().make<OpenChannel>(0, reference);
    items_->append(agent.heap(), Value::cell(entry));
    return entry;
  }

 private:
  /// Takes out those that are closed or no more, when there are twice as many as were left the last time: so
  /// what a channel costs does not grow with their number.
  void tidy(Agent& agent) {
    if (items_->size() < tidy_at_) return;
    vm::ValueList* open = vm::ValueList::make(agent.heap());
    for (std::uint32_t i = 0; i < items_->size(); i++) {
      if (channel_of(items_->at(i)) != nullptr) open->append(agent.heap(), items_->at(i));
    }
    items_.set(this, open);
    tidy_at_ = std::max(k_few, 2 * open->size());
  }

  static constexpr std::uint32_t k_few = 16;
  gc::Field<vm::ValueList> items_;
  std::uint32_t tidy_at_ = k_few;
};

void listeners_changed(Agent& agent, EventTarget& target, vm::PropertyKey type) {
  auto& channel = static_cast<BroadcastChannel&>(target);
  const auto key = [&](std::string_view name) { return vm::PropertyKey::atom(vm::intern(agent, name)); };
  const bool is_heard =
      channel.has_listener_for(key("message")) || channel.has_listener_for(key("messageerror"));
  if (!channel.is_closed()) channel.entry().keep(is_heard ? &channel : nullptr);
  message_listeners_changed(agent, target, type);
}

constexpr EventTargetBehavior k_behavior = {.get_the_parent = nullptr,
                                            .seen_as = nullptr,
                                            .listeners_changed = listeners_changed,
                                            .handler_was_set = nullptr};

}  // namespace

BroadcastChannel::BroadcastChannel(vm::Shape* shape, vm::String* name, MessageScheduler& scheduler)
    : MessageReceiver(shape, k_interface, k_behavior, scheduler), name_(name) {}

void BroadcastChannel::visit_state(gc::Visitor& visitor) {
  MessageReceiver::visit_state(visitor);
  visitor.visit(name_);
  visitor.visit(entry_);
}

// https://html.spec.whatwg.org/multipage/web-messaging.html#dom-broadcastchannel
Completion<BroadcastChannel*> BroadcastChannel::construct(Agent& agent, const vm::NativeFrame& frame,
                                                          vm::String* name) {
  MessageScheduler& scheduler = MessageScheduler::of(agent);
  auto* channel = TRY(vm::construct_platform_object<BroadcastChannel>(agent, frame, name, scheduler));
  auto* queue = agent.heap().make<MessageQueue>(0);
  channel->set_queue(queue);
  queue->set_owner(channel);
  channel->set_started(true);
  channel->entry_.set(channel, OpenChannels::of(agent).add(agent, channel));
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
  vm::ValueList& items = OpenChannels::of(agent).items();
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
  entry_->close();
  scheduler().close(agent, *this);
}

}  // namespace orrery::web
