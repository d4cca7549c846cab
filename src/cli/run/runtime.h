#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/run/console_output.h"
#include "cli/run/input_pad.h"
#include "cli/run/interrupts.h"
#include "cli/run/run_reporter.h"
#include "cli/run/run_settings.h"
#include "cli/run/uncaught.h"
#include "cli/run/watchdog.h"
#include "cli/terminal.h"
#include "engine/engine.h"
#include "host/session.h"
#include "loop/event_loop.h"
#include "node/environment.h"
#include "node/module_loader.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "web/console/console.h"
#include "web/html/globals.h"
#include "web/rendering/rendering.h"

namespace orrery::cli {

/// How programs are run: what they cannot tell.
struct RuntimeOptions {
  bool collect_at_every_allocation = false;
  bool verify_barriers = false;
  std::chrono::milliseconds time_limit{0};          // 0: none
  std::chrono::milliseconds unresponsive{0};        // a loop that is blocked for so long is told of; 0: not
  const RunReporter* reporter = nullptr;            // is told instead of standard error; null: nobody is
  vm::InstructionObserver* instructions = nullptr;  // is told of each; null: nobody is
};

/// Where a run in virtual time ends: --until, --max-turns.
struct VirtualLimits {
  VirtualLimits(const RunSettings& settings, std::uint64_t start_ns)
      : duration_ns(settings.until_ns),
        end_ns(duration_ns == 0 ? loop::AsynchronousDoor::k_never : start_ns + duration_ns),
        max_turns(settings.max_turns) {}
  std::uint64_t duration_ns;
  std::uint64_t end_ns;
  std::uint64_t max_turns;  // 0: no limit
};

/// The options that an agent is made with.
vm::AgentOptions agent_options(const RunSettings& settings, const RuntimeOptions& options);

/// An agent with a realm that has a console and timers, and a loop that runs them to the end: as in Node, or
/// as in a page (RunSettings::is_node). What nobody catches is reported on standard error, and ends the run
/// in Node.
class Runtime final : private loop::EventLoopClient,
                      private loop::AsynchronousDoor,
                      private loop::TurnGate,
                      private node::Host,
                      private web::NavigatorPort {
 public:
  /// \param stack_start  an address in the machine stack above every frame that may hold a cell
  static base::Result<std::unique_ptr<Runtime>> create(std::unique_ptr<host::Session> session,
                                                       const RunSettings& settings,
                                                       const RuntimeOptions& options,
                                                       const void* stack_start);
  ~Runtime();

  vm::Agent& agent() { return *agent_; }
  vm::Realm* realm() { return realm_.get(); }
  host::Session& session() { return *session_; }

  /// Runs a program, and then whatever it has left to be done. \return the exit status, as below
  int run_program(const RunSettings& settings, syntax::SourceText source);
  /// Runs a script, and then whatever it has left to be done.
  /// \return the exit status: 1 after an exception that nobody caught, and see exit_status_of()
  int run_script(syntax::SourceText source);
  /// The same of a module. An await at its top that never ends: 13.
  /// \param path  of its file, as its imports see it
  int run_module(syntax::SourceText source, const std::string& path);

  // For those who type programs line by line, and go on whatever happens ----------------------------------
  /// Runs a script; if it awaits at its top level, and as long as anything is left to do, waits for it, too.
  /// \return its value; nothing: it has failed or was ended, which was reported
  std::optional<vm::Value> evaluate(const engine::ParsedScript& script);
  /// Runs what is due. \return how long until something is again
  std::optional<std::chrono::milliseconds> run_due_tasks();
  /// What ended the last of these two; None: nothing did. The microtasks that waited then are dropped.
  vm::Termination termination() const { return termination_; }
  /// What came while nothing ran, and is over now.
  vm::Termination take_interrupt();
  /// What process.exit() was given.
  int exit_code() const { return node_ == nullptr ? 0 : node_->exit_code().value_or(0); }
  void write(std::string_view text) { output_.buffer().append(text); }
  void flush() { output_.buffer().flush(); }
  /// The realm's console; its inspect_functions() are those of node:util.
  web::console::Console& console() { return console_; }
  loop::EventLoop& loop() { return loop_; }
  /// Of a run that has ended, for people; empty: nothing was left to do.
  std::string why_it_ended() const;
  ConsoleOutput& console_output() { return console_output_; }
  base::OutputBuffer& output() { return output_.buffer(); }
  bool uses_colour() const { return console_output_.uses_colour(ConsoleOutput::Stream::Output); }

  /// Writes what is left on standard output, and ends the recording or the replay.
  /// \return `status`, or 1 if one of these went wrong
  int finish(int status);

 private:
  Runtime(std::unique_ptr<host::Session> session, std::unique_ptr<vm::Agent> agent,
          const RunSettings& settings, const RuntimeOptions& options);
  void report_exception(vm::Value exception) override;
  void report_unhandled_rejection(vm::Promise* promise) override;
  void report_late_handling(vm::Promise* promise) override;
  std::uint64_t monotonic_ns() override { return session_->door().monotonic_ns(); }
  std::uint64_t observed_ns() override { return session_->door().observed_ns(); }
  void wait_until(std::uint64_t deadline_ns) override;
  void begin_operation(loop::OperationId id, std::unique_ptr<loop::Operation> operation) override {
    session_->door().begin_operation(id, std::move(operation));
  }
  std::optional<loop::CompletedOperation> take_completion() override {
    return session_->door().take_completion();
  }
  void cancel_operation(loop::OperationId id) override { session_->door().cancel_operation(id); }
  bool clear_weak_references(vm::Agent& agent, std::uint64_t turn, bool is_due) override {
    return session_->door().clear_weak_references(agent, turn, is_due);
  }
  std::uint64_t allocated_bytes(vm::Agent& agent) override { return session_->door().allocated_bytes(agent); }
  std::optional<std::string> fact(const std::string& name) override { return session_->door().fact(name); }
  std::uint64_t observe(std::string_view what, std::uint64_t value) override {
    return session_->door().observe(what, value);
  }
  std::uint64_t hardware_concurrency() override;
  bool may_run_task(loop::EventLoop& loop) override;
  void look_at_virtual_end();
  bool was_ended_by_virtual_time() const;
  void stop_at_virtual_end();
  void stop_virtual_time(std::string_view why);
  void write(node::Host::Stream stream, std::string_view bytes) override;
  bool diverts_files() override;
  void write_diverted(node::Host::Stream stream, std::string_view bytes) override;
  bool has_written(node::Host::Stream stream) override;
  int flush(node::Host::Stream stream) override;
  std::string program_path() override;
  vm::Completion<vm::Value> builtin_module(std::string_view id) override;
  vm::Completion<void> start_script(
      std::string_view name, const std::expected<engine::ParsedScript, compiler::ParseFailure>& script);
  vm::Completion<void> start_module(syntax::SourceText source, const std::string& path);
  int run_file(const std::string& path, syntax::SourceText source);
  int run_text(syntax::SourceText source, bool prints_result);
  int refuse_to_print();
  vm::Completion<void> start_text(const engine::ParsedScript& script, bool prints_result);
  void report_failure_of_main_module();
  int run_loop();
  int end_run(int status);
  void report_uncaught(vm::Value exception, bool is_rejection);
  /// \param promise  whose rejection it is; null: none
  void report(vm::Value exception, UncaughtWhere where, vm::Promise* promise, bool stands_for_reason = false);
  void wait_for(const vm::Promise* promise);
  int report_termination();
  void pause_watchdog();
  void keep_output_in_order();
  void tell(const WatchdogReport& report);
  void go_on_after_termination();

  std::unique_ptr<host::Session> session_;
  std::unique_ptr<vm::Agent> agent_;
  std::string program_;       // its file, as it was named; empty: there is none
  std::string program_path_;  // process.argv[1]; empty: nobody has asked, or there is none
  StandardOutput output_;
  std::unique_ptr<node::Environment> node_;  // null: a page's
  loop::EventLoop loop_;
  std::optional<web::Rendering> rendering_;  // nothing: Node's
  gc::Root<vm::Realm> realm_;
  ConsoleOutput console_output_;
  web::console::Console console_;
  node::BuiltinModules builtins_;
  node::ModuleLoader modules_;
  gc::Root<vm::SourceTextModule> main_text_module_;
  gc::Root<vm::Promise> main_module_;  // the promise of its evaluation
  Interrupts interrupts_;
  std::optional<VirtualLimits> virtual_limits_;  // nothing: time is real
  bool is_stopped_ = false;                      // by these limits
  std::optional<Watchdog> watchdog_;             // nothing: nobody wants to know
  const RunReporter* reporter_;                  // null: there is none
  std::optional<InputPad> input_;                // nothing: there is no input
  decltype(vm::Hooks::block) block_ = nullptr;   // of the agent, as it was before this
  int exit_status_ = 0;
  bool is_interactive_ = false;  // it goes on whatever happens
  vm::Termination termination_ = vm::Termination::None;
};

}  // namespace orrery::cli
