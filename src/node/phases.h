#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "loop/event_loop.h"
#include "loop/scheduling_policy.h"
#include "node/messages/message_handles.h"
#include "node/tick_queue.h"
#include "node/timers/immediate_queue.h"
#include "node/timers/timer_lists.h"

namespace orrery::node {

/// [DOC] Node's order
///
/// A round of Node's loop has phases
/// (https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick):
///
///   timers   those that are due (timers/timer_lists.h)
///   poll     what has come from outside: every task that was queued when the phase began, operations that
///            were completed among them. Here the loop waits, if there is nothing else to do.
///            Messages of ports are the last (messages/message_handles.h)
///   check    immediates (timers/immediate_queue.h)
///   close    ports that were closed
///
/// After each single callback ticks and microtasks are drained (EventLoop::perform_microtask_checkpoint()):
/// first ticks, until there are none, then microtasks, and again as long as there is something of either;
/// then promises that were rejected are told of, which may make more of both.
///
/// Where a timer, an immediate or a tick has thrown, and a listener has taken that, Node leaves the drain:
/// what is left waits until the next callback has run, a list of timers was gone through or the timers phase
/// ends. That there is a next callback Node sees to by an immediate of its own (Environment::drain_later()).
///
/// A round ends the run if nothing is left that keeps the loop alive.
class Phases : public loop::SchedulingPolicy {
 public:
  explicit Phases(gc::Heap& heap) : ticks_(heap), timers_(&heap) {}

  TickQueue& ticks() { return ticks_; }
  TimerLists& timers() { return timers_; }
  ImmediateQueue& immediates() { return immediates_; }
  MessageHandles& messages() { return messages_; }
  /// A promise is handled of whose rejection was told already; that is told in the next drain.
  virtual void note_late_handling(vm::Promise* promise) = 0;

  std::optional<loop::Task> take_next(loop::EventLoop& loop) override;
  std::optional<std::uint64_t> next_deadline(loop::EventLoop& loop) override;
  bool run_ticks(loop::EventLoop& loop) override;
  bool has_ticks() const override { return !ticks_.is_empty(); }
  /// As EventLoop::drop_microtasks(). \return how many they were
  std::size_t drop_ticks();
  void list_pending(const loop::EventLoop& loop, loop::PendingList& list) const override;
  void set_tracer(loop::LoopTracer* tracer) override;

  /// Whether there is something to do, now or later, for which the run goes on.
  bool is_alive(loop::EventLoop& loop) const;
  /// The time in whole milliseconds.
  static std::uint64_t now_ms(loop::EventLoop& loop);
  /// For the steps of a task: calls what it is about, and has what that throws reported, as Node does.
  /// \return whether it has thrown nothing
  bool call_back(loop::EventLoop& loop, vm::Value callback, vm::Value receiver,
                 std::span<const vm::Value> arguments);

 protected:
  ~Phases() = default;
  void visit(gc::Visitor& visitor) const;
  void clear();

 private:
  enum class Phase : std::uint8_t { Start, Timers, Poll, Check, Close };
  static std::string_view name_of(Phase phase);

  std::optional<loop::Task> take_timer(loop::EventLoop& loop);
  std::optional<loop::Task> take_polled(loop::EventLoop& loop);
  std::optional<loop::Task> take_immediate(loop::EventLoop& loop);
  void begin(loop::EventLoop& loop, Phase phase);
  static void run_timer(loop::EventLoop& loop, const loop::Task& task);
  static void run_immediate(loop::EventLoop& loop, const loop::Task& task);
  /// \return whether it has thrown nothing
  bool run_callback(loop::EventLoop& loop, vm::Value callback, vm::Object* receiver,
                    vm::ValueList* arguments);
  [[gnu::cold]] void report_thrown(loop::EventLoop& loop);

  // For a tracer; `task` is a copy, so that the one that nobody looks at need not be in memory.
  [[gnu::cold]] void tell_due(loop::EventLoop& loop, loop::Task task);
  [[gnu::cold]] static void tell_taken(loop::EventLoop& loop, loop::Task task);
  /// \return whether it has thrown
  [[gnu::cold]] static bool call_back_traced(loop::EventLoop& loop, vm::Value callback, vm::Value receiver,
                                             std::span<const vm::Value> arguments);

  TickQueue ticks_;
  TimerLists timers_;
  ImmediateQueue immediates_;
  MessageHandles messages_;
  Phase phase_ = Phase::Start;
  bool waits_ = false;          // in the poll phase
  std::uint64_t poll_end_ = 0;  // the number of the first task that is for the next poll phase
  /// A callback has thrown: the checkpoint after it is left out.
  bool skips_checkpoint_ = false;
  /// It was a timer's, and there was none since.
  bool owes_checkpoint_ = false;
  /// A timer's, which is about to run: Node has no queue of those that are due. Null, but while that is told.
  const loop::Task* taken_ = nullptr;
  bool has_tick_thrown_ = false;  // since the last message
  /// The last of the immediates that were taken has thrown.
  bool has_immediate_thrown_ = false;
};

}  // namespace orrery::node
