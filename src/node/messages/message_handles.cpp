#include "node/messages/message_handles.h"

#include <algorithm>
#include <utility>

#include "gc/roots.h"
#include "loop/job_text.h"
#include "node/messages/port_functions.h"
#include "vm/agent.h"
#include "web/messaging/message_port.h"

namespace orrery::node {

using loop::EventLoop;
using loop::Task;
using loop::TaskSource;
using web::MessageReceiver;

namespace {

MessageHandle& handle_at(HandleRing& ring) {
  return static_cast<MessageHandle&>(*ring.next());
}

vm::JobOrigin* origin_of(vm::Agent& agent, TaskSource source) {
  return EventLoop::of(agent).origin_here({.sort = loop::sort_of(source)});
}

bool is_port(const MessageReceiver& receiver) {
  return receiver.implements(web::MessagePort::k_interface);
}

}  // namespace

// What receivers tell ---------------------------------------------------------------------------------------

void MessageHandles::was_made(vm::Agent& agent, MessageReceiver& receiver) {
  if (!has_port_functions_) add_port_functions(agent, agent.realm());
  has_port_functions_ = true;
  auto* handle = agent.heap().make<MessageHandle>(0, &receiver, agent.async_context());
  receiver.set_schedule(handle);
  handle->join(handles_);
  if (!is_port(receiver)) set_referenced(receiver, true);
  if (receiver.queue()->size() != 0) tell(*handle);
}

void MessageHandles::tell(MessageHandle& handle) {
  if (!handle.is_closing_ && !std::exchange(handle.is_pending_, true)) told_++;
}

void MessageHandles::was_started(vm::Agent&, MessageReceiver& receiver) {
  if (receiver.queue()->size() != 0) tell(MessageHandle::of(receiver));
}

void MessageHandles::message_came(vm::Agent& agent, MessageReceiver& receiver) {
  web::Message* message = receiver.queue()->last();
  message->set_sender(origin_of(agent, TaskSource::PostedMessage));
  if (tracer_ != nullptr && !message->is_close())
    tracer_->queue_item(message, TaskSource::PostedMessage, vm::Value::undefined(), message->sender());
  tell(MessageHandle::of(receiver));
}

void MessageHandles::close(vm::Agent& agent, MessageReceiver& receiver) {
  if (!is_port(receiver)) drop_messages(*receiver.queue(), tracer_);
  begin_closing(MessageHandle::of(receiver), origin_of(agent, TaskSource::PortClosing));
}

void MessageHandles::was_transferred(vm::Agent& agent, MessageReceiver& receiver) {
  begin_closing(MessageHandle::of(receiver), origin_of(agent, TaskSource::PortClosing));
}

void MessageHandles::begin_closing(MessageHandle& handle, vm::JobOrigin* closer) {
  if (handle.is_closing_) return;
  set_referenced(handle.receiver(), false);
  handle.is_closing_ = true;
  if (std::exchange(handle.is_pending_, false)) told_--;
  handle.closer_.set(&handle, closer);
  handle.join(closing_);
  if (tracer_ != nullptr)
    tracer_->queue_item(&handle, TaskSource::PortClosing, vm::Value::undefined(), closer);
}

void MessageHandles::drop_messages(web::MessageQueue& queue, loop::LoopTracer* tracer) {
  for (const web::Message* each = queue.first(); tracer != nullptr && each != nullptr; each = each->next())
    tracer->drop_item(each);
  queue.drop_all();
}

/// What setupPortReferencing() of Node does: a port that is listened to is started, and keeps the loop alive;
/// one that nobody listens to any more is stopped again.
void MessageHandles::listeners_changed(vm::Agent& agent, MessageReceiver& receiver) {
  if (!is_port(receiver) || receiver.is_closed()) return;
  const bool is_heard = receiver.has_listener_for(vm::PropertyKey::atom(vm::intern(agent, "message")));
  MessageHandle& handle = MessageHandle::of(receiver);
  if (is_heard == std::exchange(handle.is_heard_, is_heard)) return;
  set_referenced(receiver, is_heard);
  receiver.set_started(is_heard);
  if (is_heard) was_started(agent, receiver);
}

void MessageHandles::set_referenced(MessageReceiver& receiver, bool is_referenced) {
  MessageHandle& handle = MessageHandle::of(receiver);
  if (handle.is_closing_ || handle.is_referenced_ == is_referenced) return;
  handle.is_referenced_ = is_referenced;
  is_referenced ? referenced_++ : referenced_--;
  if (tracer_ == nullptr) return;
  using loop::LoopTracer;
  const auto key = reinterpret_cast<std::uintptr_t>(&handle);
  if (is_referenced)
    tracer_->open_handle(LoopTracer::Handle::Port, key);
  else
    tracer_->close_handle(LoopTracer::Handle::Port, key);
}

// The poll phase --------------------------------------------------------------------------------------------

/// Whether the handle, whose turn it is, goes on. A message that tells of the other port's end closes it.
bool MessageHandles::has_message(MessageHandle& handle) {
  web::MessageQueue* queue = handle.receiver().queue();
  if (handle.is_closed_ || queue == nullptr || queue->size() == 0) return false;
  if (limit_ == 0) {
    tell(handle);
    return false;
  }
  if (!handle.receiver().is_started() && !queue->is_close_next()) return false;
  limit_--;
  if (!queue->is_close_next()) return true;
  vm::JobOrigin* closer = queue->take()->sender();
  handle.receiver().set_closed();
  begin_closing(handle, closer);
  return false;
}

void MessageHandles::begin_pass() {
  if (is_passing_ || is_over_) return;
  is_passing_ = true;
  pass_.take_all(handles_);
}

/// Of a copy, so that where nobody looks the task need not be in memory.
[[gnu::cold, gnu::noinline]] static void tell_taken(loop::LoopTracer& tracer, const web::Message* message,
                                                    Task task) {
  tracer.take_item(message, task);
}

std::optional<Task> MessageHandles::take_message(EventLoop& loop, bool has_thrown) {
  if (has_thrown && current_ != nullptr) {
    tell(*current_);
    current_ = nullptr;
  }
  for (;;) {
    if (current_ != nullptr && has_message(*current_)) {
      const web::Message* message = current_->receiver().queue()->first();
      const Task task{.source = TaskSource::PostedMessage,
                      .steps = run_message,
                      .value = vm::Value::cell(current_),
                      .sequence = loop.tasks().take_sequence(),
                      .origin = message->sender(),
                      .context = current_->context()};
      if (tracer_ != nullptr) [[unlikely]]
        tell_taken(*tracer_, message, task);
      return task;
    }
    current_ = nullptr;
    if (!is_passing_ && told_ == 0) return std::nullopt;
    begin_pass();
    if (told_ == 0) handles_.take_all(pass_);
    if (pass_.is_empty()) {
      if (!is_passing_) return std::nullopt;
      is_passing_ = false;
      is_over_ = true;
      return std::nullopt;
    }
    MessageHandle& handle = handle_at(pass_);
    handle.join(handles_);
    if (!std::exchange(handle.is_pending_, false)) continue;
    told_--;
    current_ = &handle;
    const web::MessageQueue* queue = handle.receiver().queue();
    limit_ = std::max(k_least_limit, queue == nullptr ? 0 : queue->size());
  }
}

void MessageHandles::run_message(EventLoop& loop, const Task& task) {
  vm::Agent& agent = loop.agent();
  const gc::Root<MessageHandle> handle(agent.heap(), static_cast<MessageHandle*>(task.value.as_cell()));
  const gc::Root<web::Message> message(agent.heap(), handle->receiver().queue()->take());
  if (handle->receiver().deliver(agent, *message.get()).is_thrown()) loop.report_pending_exception();
}

// The end of a round ----------------------------------------------------------------------------------------

std::optional<Task> MessageHandles::take_closed(EventLoop& loop) {
  if (closed_.is_empty()) return std::nullopt;
  auto& handle = static_cast<MessageHandle&>(*closed_.previous());
  handle.leave();
  const Task task{.source = TaskSource::PortClosing,
                  .steps = run_closed,
                  .value = vm::Value::cell(&handle),
                  .sequence = loop.tasks().take_sequence(),
                  .origin = handle.closer(),
                  .context = handle.context()};
  if (tracer_ != nullptr) tracer_->take_item(&handle, task);
  return task;
}

void MessageHandles::run_closed(EventLoop& loop, const Task& task) {
  vm::Agent& agent = loop.agent();
  const gc::Root<MessageHandle> handle(agent.heap(), static_cast<MessageHandle*>(task.value.as_cell()));
  handle->is_closed_ = true;
  MessageReceiver& receiver = handle->receiver();
  receiver.disentangle(agent);
  if (receiver.queue() != nullptr) drop_messages(*receiver.queue(), loop.tracer());
  if (is_port(receiver) && receiver.fire_close(agent).is_thrown()) loop.report_pending_exception();
}

// ------------------------------------------------------------------------------------------------------------

void MessageHandles::list_pending(loop::PendingList& list) const {
  list.handles += referenced_;
  for (const HandleRing* ring : {&pass_, &handles_}) {
    for (const HandleRing* each = ring->next(); each != ring; each = each->next()) {
      const auto* handle = static_cast<const MessageHandle*>(each);
      const web::MessageQueue* queue = handle->receiver().queue();
      if (queue == nullptr || !handle->receiver().is_started()) continue;
      for (const web::Message* message = queue->first(); message != nullptr; message = message->next()) {
        if (message->is_close()) continue;
        if (!list.add({.source = TaskSource::PostedMessage, .origin = message->sender()})) break;
      }
    }
  }
  for (const HandleRing* ring : {&closed_, &closing_}) {
    for (const HandleRing* each = ring->previous(); each != ring; each = each->previous()) {
      const auto* handle = static_cast<const MessageHandle*>(each);
      if (!list.add({.source = TaskSource::PortClosing, .origin = handle->closer()})) return;
    }
  }
}

/// Others are kept by those who could still use them.
void MessageHandles::visit_ring(gc::Visitor& visitor, const HandleRing& ring, bool all) {
  for (HandleRing* each = ring.next(); each != &ring; each = each->next()) {
    auto* handle = static_cast<MessageHandle*>(each);
    if (all || handle->is_referenced_ || handle->is_pending_) visitor.visit(static_cast<gc::Cell*>(handle));
  }
}

void MessageHandles::visit(gc::Visitor& visitor) const {
  visit_ring(visitor, handles_, false);
  visit_ring(visitor, pass_, false);
  visit_ring(visitor, closing_, true);
  visit_ring(visitor, closed_, true);
  visitor.visit(static_cast<gc::Cell*>(current_));
}

void MessageHandles::clear() {
  for (HandleRing* ring : {&handles_, &pass_, &closing_, &closed_}) {
    while (!ring->is_empty()) ring->next()->leave();
  }
  current_ = nullptr;
  told_ = 0;
}

}  // namespace orrery::node
