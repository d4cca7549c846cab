#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gc/roots.h"
#include "node/host.h"
#include "node/phases.h"
#include "node/process/signals.h"
#include "vm/agent.h"

namespace orrery::node {

/// What the command line says, for `process`.
struct ProcessSettings {
  std::vector<std::string> arguments;            // behind the program
  std::vector<std::string> exec_arguments = {};  // NOLINT(readability-redundant-member-init): may be left out
};

/// An exception that nobody caught: what has become of it.
struct Uncaught {
  bool is_handled;      // by a listener of 'uncaughtException' or 'unhandledRejection'
  vm::Value exception;  // what is to be reported, if not
  /// That is an error which stands for what a promise was rejected with (ERR_UNHANDLED_REJECTION).
  bool stands_for_reason = false;
};

/// [DOC] Node's globals
///
/// All that Node's globals keep for one agent: the order in which things run (phases.h), timers, immediates
/// and ticks, the object `process` with its exit code. It is the policy of the agent's event loop; whoever
/// runs a program asks it what becomes of errors, and calls run() where pages would have EventLoop::run().
///
/// `process` is made when a script first looks at it, and so is everything in it that has to ask the machine.
/// As long as it is not, nobody listens, and its events are not told.
class Environment final : public Phases, private gc::RootBase {
 public:
  /// Exit codes: https://nodejs.org/api/process.html#exit-codes
  static constexpr int k_uncaught_exception = 1;
  static constexpr int k_failed_handler = 7;

  Environment(vm::Agent& agent, Host& host, ProcessSettings settings);
  /// Of an agent whose event loop has it for its policy.
  static Environment& of(vm::Agent& agent) {
    return static_cast<Environment&>(loop::EventLoop::of(agent).policy());
  }
  /// Gives the realm's global object Node's globals.
  void install(vm::Realm& realm);

  vm::Agent& agent() { return agent_; }
  Host& host() { return host_; }
  const ProcessSettings& settings() const { return settings_; }

  // Runs
  // -------------------------------------------------------------------------------------------------------
  /// Turns until nothing is left to do and no listener of 'beforeExit' finds more.
  void run(loop::EventLoop& loop);
  /// Tells 'exit', unless that is done, or the run was ended by something else than process.exit().
  /// \param status  what the exit code is if the program has set none \return the exit code
  int finish(int status);
  /// https://nodejs.org/api/process.html#event-uncaughtexception
  Uncaught take_uncaught(vm::Value exception, bool is_rejection);
  /// https://nodejs.org/api/process.html#event-unhandledrejection
  Uncaught take_unhandled_rejection(vm::Promise* promise);
  /// Sets an immediate that does nothing: ticks and microtasks that an exception has left are run after it.
  void drain_later();
  void note_late_handling(vm::Promise* promise) override;
  bool take_timeout(loop::EventLoop& loop, const loop::Timer& timer) override;
  bool notify_about_rejected_promises(loop::EventLoop& loop) override;
  /// Of a listener: thrown once more, in a tick.
  void report_callback_exception(loop::EventLoop& loop, vm::Value exception) override;
  /// Of a listener: where it is a promise that is rejected, that is thrown in a tick.
  void take_callback_result(loop::EventLoop& loop, vm::Value result) override;
  void listener_was_added(loop::EventLoop& loop, vm::Object* object, vm::PropertyKey type) override;
  /// events.defaultMaxListeners, for event targets; 0: any number.
  void set_default_max_listeners(std::uint32_t count) { default_max_listeners_ = count; }
  /// Node's EventTarget is written in JavaScript: its listeners are called by a script.
  bool cleans_up_after_callbacks() const override { return false; }

  // process
  // ----------------------------------------------------------------------------------------------------
  /// Made when first asked for, which can fail where the stack is full.
  vm::Completion<vm::Object*> process();
  bool has_process() const { return process_ != nullptr; }
  std::optional<int> exit_code() const { return exit_code_; }
  void set_exit_code(std::optional<int> code) { exit_code_ = code; }
  bool is_exiting() const { return is_exiting_; }
  /// Whether process.exit() has ended the run.
  bool has_exited() const { return has_exited_; }
  /// https://nodejs.org/api/process.html#processexitcode: a termination, or what a listener has thrown.
  vm::Thrown exit();
  /// The same without any listener.
  vm::Thrown exit_at_once();
  ListenedSignals& signals() { return signals_; }
  /// Called instead of the listeners of 'uncaughtException'; undefined: there is none.
  vm::Value capture_callback() const { return capture_callback_; }
  void set_capture_callback(vm::Value callback) { capture_callback_ = callback; }
  /// process.stdin, stdout, stderr, by their descriptors: made when somebody looks.
  vm::Completion<vm::Value> standard_stream(std::size_t descriptor);
  /// Whether a script has replaced the method `write` of process.stdout or stderr: then the console calls
  /// that, as Node's does.
  bool has_own_write(Host::Stream stream);
  /// Calls it. What it throws is dropped.
  vm::Completion<void> call_own_write(Host::Stream stream, std::string_view text);
  /// Called with an errno, at the end of a drain, when something went wrong with writing to a standard
  /// stream: of what was written there before.
  void set_output_handler(Host::Stream stream, vm::Value handler) {
    output_handlers_[index(stream)] = handler;
  }
  /// process.emit(); \param event  lives for ever \return whether anybody listens
  vm::Completion<bool> emit(std::string_view event, std::initializer_list<vm::Value> arguments);
  /// https://nodejs.org/api/process.html#processemitwarningwarning-type-code-ctor, of text of Node's own.
  void emit_warning(std::string_view type, std::string_view message);
  /// The same of an error object: in the next tick.
  void queue_warning(vm::Value warning);
  /// An event 'error' to which nobody listens is about to throw that.
  /// \param emitter  the name of its class
  /// \param emit  the function that was called
  void note_unhandled_event(vm::Value error, vm::String* emitter, vm::Object* emit);
  /// If it was that, and nobody has caught it: adds to its stack where the event was emitted.
  /// \return whether it was
  bool tell_unhandled_event(vm::Value exception);

  // Timers
  // -----------------------------------------------------------------------------------------------------
  Timeout* make_timeout(vm::Value callback, vm::ValueList* arguments, double duration, bool repeats);
  Immediate* make_immediate(vm::Value callback, vm::ValueList* arguments);
  /// Each is warned about once.
  bool warns_of_negative_duration = true;
  bool warns_of_duration_that_is_no_number = true;

 private:
  void visit(gc::Visitor& visitor) override;
  void clear() override;
  void report_failed_listener();
  static std::size_t index(Host::Stream stream) { return stream == Host::Stream::Output ? 0 : 1; }
  int look_for_reader(Host::Stream stream);
  bool tell_failed_output(loop::EventLoop& loop);

  vm::Agent& agent_;
  Host& host_;
  ProcessSettings settings_;
  vm::Realm* realm_ = nullptr;
  vm::Object* process_ = nullptr;
  vm::Shape* timeout_shape_ = nullptr;
  vm::Shape* immediate_shape_ = nullptr;
  std::deque<vm::Promise*> late_handled_;
  ListenedSignals signals_;
  std::uint32_t default_max_listeners_ = 10;
  vm::Value capture_callback_ = vm::Value::undefined();
  std::array<vm::Value, 3> standard_streams_{vm::Value::undefined(), vm::Value::undefined(),
                                             vm::Value::undefined()};
  std::array<vm::Value, 3> stream_writes_{vm::Value::undefined(), vm::Value::undefined(),
                                          vm::Value::undefined()};  // their `write` as it was at first
  std::array<vm::Value, 2> output_handlers_{vm::Value::undefined(), vm::Value::undefined()};
  /// The last error of note_unhandled_event(), the name, and a StackTrace.
  std::array<vm::Value, 3> unhandled_event_{vm::Value::undefined(), vm::Value::undefined(),
                                            vm::Value::undefined()};
  std::optional<int> exit_code_;
  bool is_exiting_ = false;  // 'exit' is told, or was
  bool has_exited_ = false;
  std::uint32_t last_timer_id_ = 0;
};

}  // namespace orrery::node
