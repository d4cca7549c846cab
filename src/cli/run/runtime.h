#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string_view>

#include "cli/run/console_output.h"
#include "cli/run/interrupts.h"
#include "cli/run/module_loader.h"
#include "cli/run/run_settings.h"
#include "cli/run/uncaught.h"
#include "cli/terminal.h"
#include "engine/engine.h"
#include "host/session.h"
#include "loop/event_loop.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "web/console/console.h"

namespace orrery::cli {

/// How programs are run: what they cannot tell.
struct RuntimeOptions {
  bool collect_at_every_allocation = false;
  bool verify_barriers = false;
  std::chrono::milliseconds time_limit{0};          // 0: none
  vm::InstructionObserver* instructions = nullptr;  // is told of each; null: nobody is
};

/// The options that an agent is made with.
vm::AgentOptions agent_options(const RunSettings& settings, const RuntimeOptions& options);

/// An agent with a realm that has a console and timers, and a loop that runs them to the end. What nobody
/// catches is reported on standard error and ends the run.
class Runtime final : private loop::EventLoopClient, private loop::AsynchronousDoor {
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

  /// Runs a script, and then whatever it has left to be done.
  /// \return the exit status: 1 after an exception that nobody caught, and see exit_status_of()
  int run_script(syntax::SourceText source);
  /// The same of a module. An await at its top that never ends: 13.
  int run_module(syntax::SourceText source);

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
  void write(std::string_view text) { output_.buffer().append(text); }
  void flush() { output_.buffer().flush(); }
  /// The realm's console; its inspect_functions() are those of node:util.
  web::console::Console& console() { return console_; }
  bool uses_colour() const { return console_output_.uses_colour(ConsoleOutput::Stream::Output); }

  /// Writes what is left on standard output, and ends the recording or the replay.
  /// \return `status`, or 1 if one of these went wrong
  int finish(int status);

 private:
  Runtime(std::unique_ptr<host::Session> session, std::unique_ptr<vm::Agent> agent,
          const RunSettings& settings, const RuntimeOptions& options);
  void report_exception(vm::Value exception) override;
  void report_unhandled_rejection(vm::Promise* promise) override;
  std::uint64_t monotonic_ns() override { return session_->door().monotonic_ns(); }
  void wait_until(std::uint64_t deadline_ns) override;
  vm::Completion<void> start_script(
      std::string_view name, const std::expected<engine::ParsedScript, compiler::ParseFailure>& script);
  vm::Completion<void> start_module(syntax::SourceText source);
  int run_loop();
  void report(vm::Value exception, UncaughtWhere where);
  void wait_for(const vm::Promise* promise);
  int report_termination();
  void go_on_after_termination();

  std::unique_ptr<host::Session> session_;
  std::unique_ptr<vm::Agent> agent_;
  StandardOutput output_;
  loop::EventLoop loop_;
  gc::Root<vm::Realm> realm_;
  ConsoleOutput console_output_;
  web::console::Console console_;
  ModuleLoader modules_;
  gc::Root<vm::Promise> main_module_;  // the promise of its evaluation
  Interrupts interrupts_;
  int exit_status_ = 0;
  bool ends_with_errors_ = true;
  vm::Termination termination_ = vm::Termination::None;
};

}  // namespace orrery::cli
