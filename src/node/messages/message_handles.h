#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "loop/event_loop.h"
#include "loop/pending.h"
#include "loop/tracer_pointer.h"
#include "web/messaging/message_queue.h"

namespace orrery::node {

/// An item of a ring of handles, or its head. It takes itself out when it ends, as finalizers must:
/// SAFETY: there it touches its neighbours; those have not been finalized yet, for they would have left.
class HandleRing {
 public:
  HandleRing() = default;
  ~HandleRing() { leave(); }
  HandleRing(const HandleRing&) = delete;
  HandleRing& operator=(const HandleRing&) = delete;

  bool is_empty() const { return next_ == this; }
  HandleRing* next() const { return next_; }
  HandleRing* previous() const { return previous_; }
  void leave() {
    previous_->next_ = next_;
    next_->previous_ = previous_;
    next_ = previous_ = this;
  }
  /// As the last one of the head's ring.
  void join(HandleRing& head) {
    leave();
    previous_ = head.previous_;
    next_ = &head;
    head.previous_->next_ = this;
    head.previous_ = this;
  }
  /// All of the other ring, in their order, behind what is here; that one is empty then.
  void take_all(HandleRing& other) {
    if (other.is_empty()) return;
    previous_->next_ = other.next_;
    other.next_->previous_ = previous_;
    other.previous_->next_ = this;
    previous_ = other.previous_;
    other.next_ = other.previous_ = &other;
  }

 private:
  HandleRing* next_ = this;
  HandleRing* previous_ = this;
};

/// What a receiver has in place of libuv's uv_async_t.
class MessageHandle final : public vm::PlatformCell, public HandleRing {
 public:
  static constexpr std::string_view k_name = "MessageHandle";
  /// \param context  the asynchronous context in which the receiver is made: what it is told runs in it;
  /// null: none
  MessageHandle(web::MessageReceiver* receiver, vm::Object* context)
      : PlatformCell(vm::k_platform_cell_type<MessageHandle>), receiver_(receiver), context_(context) {}
  static MessageHandle& of(const web::MessageReceiver& receiver) {
    return *static_cast<MessageHandle*>(receiver.schedule());
  }
  web::MessageReceiver& receiver() const { return *receiver_; }
  bool is_referenced() const { return is_referenced_; }
  vm::Object* context() const { return context_.get(); }
  vm::JobOrigin* closer() const { return closer_.get(); }
  void visit(gc::Visitor& visitor) {
    visitor.visit(receiver_);
    visitor.visit(closer_);
    visitor.visit(context_);
  }

 private:
  friend class MessageHandles;

  gc::Field<web::MessageReceiver> receiver_;
  gc::Field<vm::Object> context_;
  gc::Field<vm::JobOrigin> closer_;  // which code has closed it
  bool is_pending_ = false;
  bool is_referenced_ = false;  // it keeps the loop alive
  bool is_heard_ = false;       // somebody listens for `message`
  bool is_closing_ = false;
  bool is_closed_ = false;
};

/// [DOC] The order of messages in Node
///
/// Each MessagePort and BroadcastChannel of Node has a handle of libuv that is told that there are messages.
/// A poll phase goes once through all handles that there are when it begins, and has each one that was told
/// deliver what it has: all messages, those too that come meanwhile, up to a thousand or as many as there
/// were. What a handle further ahead is told is for the next round of the loop, and so is what one is told
/// that was made meanwhile. An exception ends the handle's turn. A handle that is closed goes on until the
/// end of the round, and then is told of, and so is the other port, by a message, in the next round.
///
/// Handles are in the order in which they were made or the last pass came to them. The first one is that of
/// libuv's threads: completed operations are run when a pass has begun, before all messages of it.
///
/// A handle keeps the loop alive if it is referenced: ports are as long as somebody listens for `message`,
/// channels from the start; ref() and unref() change that.
class MessageHandles final : public web::MessageScheduler {
 public:
  void was_made(vm::Agent& agent, web::MessageReceiver& receiver) override;
  void was_started(vm::Agent& agent, web::MessageReceiver& receiver) override;
  void message_came(vm::Agent& agent, web::MessageReceiver& receiver) override;
  void close(vm::Agent& agent, web::MessageReceiver& receiver) override;
  void was_transferred(vm::Agent& agent, web::MessageReceiver& receiver) override;
  void listeners_changed(vm::Agent& agent, web::MessageReceiver& receiver) override;
  /// Null: of one that is closed nothing changes.
  void set_referenced(web::MessageReceiver& receiver, bool is_referenced);

  /// Whether one keeps the loop alive.
  bool is_alive() const { return referenced_ != 0 || !closing_.is_empty() || !closed_.is_empty(); }
  /// Whether there is something to do in a poll phase, or at the end of the round.
  bool has_work() const { return told_ != 0 || !closing_.is_empty(); }
  void begin_poll() { is_over_ = false; }
  /// Goes through the handles that there are, unless this phase has done so.
  void begin_pass();
  void begin_close() { closed_.take_all(closing_); }
  /// The next message of this poll phase. \param has_thrown  what ran last has
  std::optional<loop::Task> take_message(loop::EventLoop& loop, bool has_thrown);
  /// A handle that was closed before this phase began; as in libuv, the last one first.
  std::optional<loop::Task> take_closed(loop::EventLoop& loop);

  void list_pending(loop::PendingList& list) const;
  void visit(gc::Visitor& visitor) const;
  void clear();
  /// Null: nobody looks.
  void set_tracer(loop::LoopTracer* tracer) { tracer_ = tracer; }

 private:
  static constexpr std::size_t k_least_limit = 1000;
  void tell(MessageHandle& handle);
  static void drop_messages(web::MessageQueue& queue, loop::LoopTracer* tracer);
  void begin_closing(MessageHandle& handle, vm::JobOrigin* closer);
  bool has_message(MessageHandle& handle);
  static void visit_ring(gc::Visitor& visitor, const HandleRing& ring, bool all);
  static void run_message(loop::EventLoop& loop, const loop::Task& task);
  static void run_closed(loop::EventLoop& loop, const loop::Task& task);

  HandleRing handles_;
  HandleRing pass_;  // those that the poll phase has not come to
  HandleRing closing_;
  HandleRing closed_;  // of the phase that runs
  MessageHandle* current_ = nullptr;
  std::size_t limit_ = 0;  // of messages that the current one may still deliver
  std::size_t told_ = 0;   // so many are pending
  bool is_passing_ = false;
  bool is_over_ = false;  // the pass of this phase
  std::size_t referenced_ = 0;
  loop::TracerPointer tracer_;
  bool has_port_functions_ = false;  // port_functions.h: not before there is a port
};

}  // namespace orrery::node
