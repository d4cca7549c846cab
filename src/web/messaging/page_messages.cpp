#include "web/messaging/page_messages.h"

#include "gc/roots.h"
#include "web/messaging/message_port.h"

namespace orrery::web {

using vm::Agent;

PageMessages& PageMessages::instance() {
  static constinit PageMessages scheduler;  // without state
  return scheduler;
}

void PageMessages::queue_task(Agent& agent, MessageReceiver& receiver) {
  receiver.queued_tasks++;
  loop::EventLoop::of(agent).queue_task(
      {.source = loop::TaskSource::PostedMessage, .steps = run_task, .value = vm::Value(&receiver)});
}

void PageMessages::was_started(Agent& agent, MessageReceiver& receiver) {
  if (receiver.queue()->size() != 0 && receiver.queued_tasks == 0) queue_task(agent, receiver);
}

void PageMessages::message_came(Agent& agent, MessageReceiver& receiver) {
  if (receiver.is_closed()) return;
  if (!receiver.is_started()) {
    if (receiver.queue()->last()->is_close())
      loop::EventLoop::of(agent).queue_task({.source = loop::TaskSource::PostedMessage,
                                             .steps = run_close_task,
                                             .value = vm::Value(&receiver)});
    return;
  }
  if (receiver.queued_tasks == 0 || !receiver.implements(MessagePort::k_interface))
    queue_task(agent, receiver);
}

void PageMessages::close(Agent& agent, MessageReceiver& receiver) {
  receiver.disentangle(agent);
  receiver.queue()->drop_all();
}

/// https://html.spec.whatwg.org/multipage/web-messaging.html#disentangle, step 5, for a port whose messages
/// wait: it is told all the same.
///
/// INTEROP: Chromium tells only ports that were started.
void PageMessages::run_close_task(loop::EventLoop& loop, const loop::Task& task) {
  Agent& agent = loop.agent();
  const gc::Root<MessageReceiver> receiver(agent.heap(),
                                           static_cast<MessageReceiver*>(task.value.as_object()));
  // One that was started since is told behind its messages.
  if (receiver->queue() == nullptr || receiver->is_started() || !receiver->queue()->drop_close()) return;
  if (receiver->fire_close(agent).is_thrown()) loop.report_pending_exception();
}

void PageMessages::run_task(loop::EventLoop& loop, const loop::Task& task) {
  Agent& agent = loop.agent();
  const gc::Root<MessageReceiver> receiver(agent.heap(),
                                           static_cast<MessageReceiver*>(task.value.as_object()));
  receiver->queued_tasks--;
  // It may have been closed or transferred since.
  if (receiver->queue() == nullptr || !receiver->is_started()) return;
  const gc::Root<Message> message(agent.heap(), receiver->queue()->take());
  if (!message) return;
  const vm::Completion<void> done =
      message->is_close() ? receiver->fire_close(agent) : receiver->deliver(agent, *message.get());
  if (done.is_thrown()) loop.report_pending_exception();
  while (receiver->queue() != nullptr && receiver->queue()->size() > receiver->queued_tasks)
    queue_task(agent, *receiver.get());
}

}  // namespace orrery::web
