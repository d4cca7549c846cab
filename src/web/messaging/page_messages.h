#pragma once

#include "loop/event_loop.h"
#include "web/messaging/message_queue.h"

namespace orrery::web {

/// [DOC] The order of messages in pages
///
/// The standard leaves open which port message queue is next. Here it is as in Chromium, whose order programs
/// have come to rely on: the first message for a port that had none queues a task. Such a task takes one
/// message; after its listeners have run, there are as many tasks queued for the port as messages wait there.
/// So two messages sent in a row have between them whatever else was queued before the first one was heard.
/// For a BroadcastChannel each message queues its task at once.
class PageMessages final : public MessageScheduler {
 public:
  static PageMessages& instance();

  void was_started(vm::Agent& agent, MessageReceiver& receiver) override;
  void message_came(vm::Agent& agent, MessageReceiver& receiver) override;
  void close(vm::Agent& agent, MessageReceiver& receiver) override;
  void was_transferred(vm::Agent&, MessageReceiver&) override {}

 private:
  static void queue_task(vm::Agent& agent, MessageReceiver& receiver);
  static void run_close_task(loop::EventLoop& loop, const loop::Task& task);
  static void run_task(loop::EventLoop& loop, const loop::Task& task);
};

}  // namespace orrery::web
