#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gc/roots.h"
#include "loop/task_queues.h"
#include "loop/trace_names.h"
#include "trace/trace_sink.h"

namespace orrery::vm {
class Agent;
class Executable;
class Job;
}  // namespace orrery::vm

namespace orrery::loop {

class EventLoop;

/// [DOC] Telling what a loop does
///
/// A tracer turns what an event loop, and its policy, do into the Loop events of trace/trace_events.def. It
/// gives numbers to jobs, timers and handles in the order in which it hears of them, and knows of each who
/// has asked for it. It runs no script and makes no cells.
///
/// It is made before the program runs. A loop without one keeps a null pointer, which is looked at once or
/// twice for a task and never for a microtask: where there is a tracer, other functions queue and run those
/// (EventLoop::set_tracer()).
///
/// Things that wait are told by keys: a task by its sequence, what a policy keeps by itself by the address of
/// its cell, which must stay where it is as long as it waits.
class LoopTracer final : public gc::RootBase {
 public:
  using Number = trace::trace_events::Number;
  using Place = trace::trace_events::Place;
  using Text = trace::trace_events::Text;

  /// All must outlive it.
  LoopTracer(EventLoop& loop, trace::TraceSink& sink, TraceNames& names);
  ~LoopTracer();

  trace::TraceSink& sink() { return sink_; }
  /// A queue is about to change: what has happened before is told first.
  void catch_up() { sink_.catch_up(); }
  TraceNames& names() { return names_; }
  /// The job that runs; 0: the program's text, or nothing.
  Number running_job() const { return running_.empty() ? 0 : running_.back().number; }
  /// Where the code is that runs.
  Place place_here();

  // Turns
  // -------------------------------------------------------------------------------------------------------
  void begin_turn(Number turn, Number time_ns);
  void end_turn(Number turn, Number time_ns);
  void begin_wait(Number time_ns, Number until_ns);
  void end_wait(Number time_ns);
  /// Told as soon as something happens in it. \param name  lives for ever
  void set_phase(std::string_view name) { phase_ = name; }

  // Tasks
  // -------------------------------------------------------------------------------------------------------
  /// It has its sequence.
  void queue_task(const Task& task);
  /// The same, of input from outside.
  void queue_input(const Task& task, std::string_view what);
  /// One that nobody has told of was queued by the loop itself.
  void begin_task(const Task& task);
  void end_job();
  /// A policy keeps what is to become a task. \param callback  empty: nobody knows yet
  void queue_item(const void* item, TaskSource source, vm::Value callback, const vm::JobOrigin* origin);
  void drop_item(const void* item);
  /// It becomes that task.
  void take_item(const void* item, const Task& task);

  // Microtasks, ticks
  // -------------------------------------------------------------------------------------------------------
  void queue_microtask(const vm::Job& job, vm::Promise* cause);
  void begin_microtask();
  void drop_microtasks();
  void queue_tick(vm::Value callback, const vm::JobOrigin* origin);
  void begin_tick();
  void drop_ticks();
  void settle(vm::Promise* promise);

  // Callbacks
  // -------------------------------------------------------------------------------------------------------
  /// \param origin  who has asked for the call; null: nobody knows, or it has been told already
  void begin_callback(vm::Value callback, std::string_view what, const vm::JobOrigin* origin);
  void end_callback();

  // In the background
  // -------------------------------------------------------------------------------------------------------
  struct TimerTraits {
    Number delay_ms;
    Number due_ns;
    bool repeats;
  };
  /// Also anew. \param key  an id or an address
  void set_timer(std::uintptr_t key, const TimerTraits& traits, vm::Value callback,
                 const vm::JobOrigin* origin);
  /// It may be one that has gone off, or was cleared before.
  void clear_timer(std::uintptr_t key);
  /// Whether the loop goes on for it from now on.
  void reference_timer(std::uintptr_t key, bool keeps_alive);
  /// It goes off: that task is for it.
  void timer_is_due(std::uintptr_t key, const Task& task);
  void begin_operation(Number operation, std::string_view what, const vm::JobOrigin* origin);
  /// That task is for it.
  void operation_is_done(Number operation, const Task& task);
  void cancel_operation(Number operation);

  enum class Handle : std::uint8_t { Frame, Idle, Port, Input };
  /// Asked for by the code that runs. \param key  another one for each handle of the sort
  void open_handle(Handle sort, std::uintptr_t key);
  /// Also of a request that is cancelled.
  void close_handle(Handle sort, std::uintptr_t key);
  /// A function waits to be called once. \param due_ns  at the latest, or when; nothing: nobody knows
  void request_callback(Handle sort, std::uintptr_t key, vm::Value callback,
                        std::optional<std::uint64_t> due_ns);
  /// It is called next, by the job that runs.
  void take_request(Handle sort, std::uintptr_t key);

  // Listeners
  // -------------------------------------------------------------------------------------------------------
  /// Added by the code that runs; or its callback is another one now. \param id  that the target knows it by
  void add_listener(const gc::Cell* target, std::int32_t id, std::string_view type, vm::Value callback);
  void remove_listener(const gc::Cell* target, std::int32_t id);
  /// begin_callback() comes next.
  void call_listener(const gc::Cell* target, std::int32_t id);

  /// Node tells an event of `process` to its listeners, as long as something is named here. Of that nothing
  /// is in a trace but what they do. \param type  lives for ever; empty: not any more \return what was named
  /// before
  std::string_view set_process_event(std::string_view type) { return std::exchange(process_event_, type); }
  std::string_view process_event() const { return process_event_; }

  // What is seen
  // -------------------------------------------------------------------------------------------------------
  /// \param method  of console; empty: another way of printing
  void output(bool is_error, std::string_view method, std::string_view text);
  enum class Uncaught : std::uint8_t { Exception = 1, Rejection, HandledLate };
  void uncaught(Uncaught sort, vm::Promise* promise, std::string_view text);
  /// At the time that was told last.
  void end_run(int status, std::string_view why);

  void visit(gc::Visitor&) override {}
  void clear() override {}
  void clear_dead(const gc::Liveness& liveness) override;
  void note_collection(const gc::CollectionReport& report) override;

 private:
  /// Who has asked for something.
  struct Request {
    Number by = 0;
    Place place = {};  // NOLINT(readability-redundant-member-init): may be left out
  };
  struct Job {
    Number number = 0;
    Request request = {};  // NOLINT(readability-redundant-member-init): may be left out
  };
  struct Timer {
    Number number = 0;
    bool waits = false;
    bool repeats = false;
    Number callback = 0;
    Request request = {};  // NOLINT(readability-redundant-member-init): may be left out
  };
  struct Operation {
    std::string what;
    Request request;
  };
  /// A handle, a function that waits, a listener.
  struct Requested {
    Number number = 0;
    Request request = {};  // NOLINT(readability-redundant-member-init): may be left out
  };
  struct ListenerKey {
    const gc::Cell* target;
    std::int32_t id;
    bool operator==(const ListenerKey&) const = default;
  };
  struct ListenerKeyHash {
    std::size_t operator()(const ListenerKey& key) const;
  };

  /// Hooks::compile_to_machine_code, where there is a tracer.
  static void compile_to_machine_code(vm::Agent& agent, vm::Executable* executable);
  void note_machine_code(const vm::Executable& executable);
  Request request_here(const vm::JobOrigin* origin);
  Job queue(TaskSource source, Number callback, std::string_view what, const Request& request);
  void tell_phase();
  void begin_job(const Job& job);
  void drop_all(std::deque<Job>& jobs);
  bool note_settled(Number promise);

  EventLoop& loop_;
  trace::TraceSink& sink_;
  TraceNames& names_;
  void (*compile_)(vm::Agent&, vm::Executable*) = nullptr;  // that hook without a tracer
  Number last_job_ = 0;
  Number last_timer_ = 0;
  Number last_handle_ = 0;
  Number last_listener_ = 0;
  Number last_time_ns_ = 0;
  std::vector<Job> running_;
  std::unordered_map<Number, Job> tasks_;       // that are queued, by sequence
  std::unordered_map<const void*, Job> items_;  // by address
  std::deque<Job> microtasks_;                  // as they are queued
  std::deque<Job> ticks_;
  std::unordered_map<std::uintptr_t, Timer> timers_;
  std::unordered_map<Number, Operation> operations_;
  std::unordered_map<std::uintptr_t, Requested> handles_;
  std::unordered_map<ListenerKey, Requested, ListenerKeyHash> listeners_;
  std::vector<bool> settled_;  // promises, by number: which it has told of
  std::string_view phase_;
  std::string_view told_phase_;
  std::string_view process_event_;
  std::optional<Request> next_callback_;  // who has asked for what is called next
};

}  // namespace orrery::loop
