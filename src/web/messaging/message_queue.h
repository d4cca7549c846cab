#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "vm/execution/origin.h"
#include "vm/objects/platform_cell.h"
#include "web/dom/event_target.h"
#include "web/structured_data/serialized_data.h"

namespace orrery::web {

class MessageReceiver;

/// A message on its way.
class Message final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "Message";
  /// \param data  null: the other port was closed
  explicit Message(std::shared_ptr<SerializedData> data)
      : PlatformCell(vm::k_platform_cell_type<Message>), data_(std::move(data)) {}
  bool is_close() const { return data_ == nullptr; }
  SerializedData& data() const { return *data_; }
  /// Behind it in its queue; null: it is the last.
  Message* next() const { return next_.get(); }
  /// Which code has sent it; null: nobody has said.
  vm::JobOrigin* sender() const { return sender_.get(); }
  void set_sender(vm::JobOrigin* sender) { sender_.set(this, sender); }
  void visit(gc::Visitor& visitor) {
    visitor.visit(next_);
    visitor.visit(sender_);
    if (data_ != nullptr) data_->visit(visitor);
  }

 private:
  friend class MessageQueue;
  gc::Field<Message> next_;
  gc::Field<vm::JobOrigin> sender_;
  std::shared_ptr<SerializedData> data_;
};

/// https://html.spec.whatwg.org/multipage/web-messaging.html#port-message-queue, which goes with its port
/// from one object to the next; or that of a BroadcastChannel. It knows the queue of the port that its own is
/// entangled with, and so each port keeps the other one alive.
class MessageQueue final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "MessageQueue";
  MessageQueue() : PlatformCell(vm::k_platform_cell_type<MessageQueue>) {}

  std::size_t size() const { return size_; }
  void append(Message* message);
  /// Null: there is none.
  Message* take();
  Message* first() const { return first_.get(); }
  Message* last() const { return last_.get(); }
  /// Whether the next one tells that the other port was closed.
  bool is_close_next() const { return first_ && first_->is_close(); }
  void drop_all();
  /// Takes out the message that tells that the other port was closed, wherever it is. \return whether it was
  /// there
  bool drop_close();

  /// Null: it is entangled with none.
  MessageQueue* peer() const { return peer_.get(); }
  /// https://html.spec.whatwg.org/multipage/web-messaging.html#entangle
  void entangle(MessageQueue* other) {
    peer_.set(this, other);
    other->peer_.set(other, this);
  }
  void disentangle() {
    if (!peer_) return;
    peer_->peer_.clear();
    peer_.clear();
  }
  /// The object that has it now; null: it is being transferred.
  MessageReceiver* owner() const { return owner_.get(); }
  void set_owner(MessageReceiver* owner) { owner_.set(this, owner); }

  void visit(gc::Visitor& visitor);

 private:
  gc::Field<Message> first_;
  gc::Field<Message> last_;
  gc::Field<MessageQueue> peer_;
  gc::Field<MessageReceiver> owner_;
  std::size_t size_ = 0;
};

/// How a profile lets receivers have their messages: those of pages in tasks of their own (page_messages.h),
/// Node's as libuv's handles have it (node/message_handles.h).
class MessageScheduler {
 public:
  /// Of the current realm.
  static MessageScheduler& of(vm::Agent& agent);
  /// For all receivers that are made from now on in the realm. It must outlive them.
  static void set(vm::Agent& agent, vm::Realm& realm, MessageScheduler& scheduler);

  virtual void was_made(vm::Agent&, MessageReceiver&) {}
  /// It takes messages from now on; there may be some already.
  virtual void was_started(vm::Agent&, MessageReceiver&) = 0;
  /// A message is at the end of its queue.
  virtual void message_came(vm::Agent&, MessageReceiver&) = 0;
  /// A script closes it, which it has not done before.
  virtual void close(vm::Agent&, MessageReceiver&) = 0;
  /// It has no queue any more.
  virtual void was_transferred(vm::Agent&, MessageReceiver&) = 0;
  /// Listeners for `message` have come or gone.
  virtual void listeners_changed(vm::Agent&, MessageReceiver&) {}

 protected:
  ~MessageScheduler() = default;
};

/// What MessagePort and BroadcastChannel have in common.
class MessageReceiver : public EventTarget {
 public:
  /// Null: it was transferred.
  MessageQueue* queue() const { return queue_.get(); }
  /// Whether its queue is enabled.
  bool is_started() const { return is_started_; }
  /// [[Detached]], or the closed flag
  bool is_closed() const { return is_closed_; }
  MessageScheduler& scheduler() const { return *scheduler_; }
  /// What the scheduler keeps for it; null: nothing yet.
  vm::PlatformCell* schedule() const { return schedule_.get(); }
  void set_schedule(vm::PlatformCell* schedule) { schedule_.set(this, schedule); }
  /// Tasks that are queued for it, counted by the scheduler of pages.
  std::uint32_t queued_tasks = 0;

  /// Enables its queue, or disables it again.
  void set_started(bool is_started) { is_started_ = is_started; }
  void set_closed() { is_closed_ = true; }
  void set_queue(MessageQueue* queue) { queue_.set(this, queue); }
  MessageQueue* take_queue() {
    MessageQueue* queue = queue_.get();
    queue_.clear();
    return queue;
  }
  void send(vm::Agent& agent, std::shared_ptr<SerializedData> data);

  /// The steps of the task for a message:
  /// https://html.spec.whatwg.org/multipage/web-messaging.html#message-port-post-message-steps, step 8.
  /// Listeners' exceptions are reported. \param message  of its queue, taken
  vm::Completion<void> deliver(vm::Agent& agent, Message& message);
  /// What was sent, without an event, for hosts that ask. \param message  of its queue, taken
  vm::Completion<vm::Value> receive(vm::Agent& agent, Message& message);
  vm::Completion<void> fire_close(vm::Agent& agent);
  /// https://html.spec.whatwg.org/multipage/web-messaging.html#disentangle; the other port is told behind the
  /// messages that it has.
  void disentangle(vm::Agent& agent);

  void visit_state(gc::Visitor& visitor) {
    EventTarget::visit_state(visitor);
    visitor.visit(queue_);
    visitor.visit(schedule_);
  }

 protected:
  MessageReceiver(vm::Shape* shape, const vm::Interface& interface, const EventTargetBehavior& behavior,
                  MessageScheduler& scheduler)
      : EventTarget(shape, interface, &behavior), scheduler_(&scheduler) {}

 private:
  gc::Field<MessageQueue> queue_;
  gc::Field<vm::PlatformCell> schedule_;
  MessageScheduler* scheduler_;
  bool is_started_ = false;
  bool is_closed_ = false;
};

/// Tells the schedulers of listeners for `message`.
void message_listeners_changed(vm::Agent& agent, EventTarget& target, vm::PropertyKey type);

}  // namespace orrery::web
