#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/run/console_output.h"
#include "cli/run/error_reporter.h"
#include "cli/run/interrupts.h"
#include "cli/run/line_by_line.h"
#include "cli/run/loop_door.h"
#include "cli/run/main_program.h"
#include "cli/run/node_host.h"
#include "cli/run/run_parts.h"
#include "cli/run/run_settings.h"
#include "cli/run/virtual_end.h"
#include "cli/terminal.h"
#include "host/session.h"
#include "loop/event_loop.h"
#include "node/environment.h"
#include "node/module_loader.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "web/console/console.h"
#include "web/rendering/rendering.h"

namespace orrery::cli {

/// How programs are run: what they cannot tell.
struct RuntimeOptions {
  bool collect_at_every_allocation = false;
  bool step_at_every_allocation = false;  // of a major collection
  bool verify_barriers = false;
  vm::MachineCodeUse machine_code = vm::MachineCodeUse::Baseline;
  std::chrono::milliseconds time_limit{0};          // 0: none
  std::chrono::milliseconds unresponsive{0};        // a loop that is blocked for so long is told of; 0: not
  const RunReporter* reporter = nullptr;            // is told instead of standard error; null: nobody is
  vm::InstructionObserver* instructions = nullptr;  // is told of each; null: nobody is
  vm::MachineCodeObserver* machine_code_observer = nullptr;  // is told of compilations; null: nobody is
};

/// The options that an agent is made with.
vm::AgentOptions agent_options(const RunSettings& settings, const RuntimeOptions& options);

/// [DOC] Running programs
///
/// An agent with a realm that has a console and timers, and a loop that runs them to the end: as in Node, or
/// as in a page (RunSettings::is_node). The Runtime makes them and those who have a part in a run, and puts
/// them together:
///
///     MainProgram     the program's text: what it is, how it starts, what its end means
///     LineByLine      the same for what is typed
///     ErrorReporter   what nobody catches is told on standard error, and ends the run in Node
///     LoopDoor        pauses: output goes out, the watchdog sleeps
///     VirtualEnd      --until, --max-turns
///     NodeHost        what Node's globals ask for
///
/// Each knows the others that it needs by reference, and all of them the RunParts.
class Runtime final {
 public:
  /// \param stack_start  an address in the machine stack above every frame that may hold a cell
  static base::Result<std::unique_ptr<Runtime>> create(std::unique_ptr<host::Session> session,
                                                       const RunSettings& settings,
                                                       const RuntimeOptions& options,
                                                       const void* stack_start);
  ~Runtime() { door_.detach(); }
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  vm::Agent& agent() { return *agent_; }
  vm::Realm* realm() { return realm_.get(); }
  host::Session& session() { return *session_; }
  loop::EventLoop& loop() { return loop_; }
  ConsoleOutput& console_output() { return console_output_; }
  base::OutputBuffer& output() { return output_.buffer(); }
  LineByLine& line_by_line() { return line_by_line_; }

  /// Runs a program, and then whatever it has left to be done. \return as MainProgram::run()
  int run_program(const RunSettings& settings, syntax::SourceText source) {
    return program_.run(settings, std::move(source));
  }
  /// Of a run that has ended, for people; empty: nothing was left to do.
  std::string why_it_ended() const;
  /// Writes what is left on standard output, and ends the recording or the replay.
  /// \return `status`, or 1 if one of these went wrong
  int finish(int status);

 private:
  Runtime(std::unique_ptr<host::Session> session, std::unique_ptr<vm::Agent> agent,
          const RunSettings& settings, const RuntimeOptions& options);

  std::unique_ptr<host::Session> session_;
  std::unique_ptr<vm::Agent> agent_;
  StandardOutput output_;
  NodeHost host_;
  std::unique_ptr<node::Environment> node_;  // null: a page's
  RunParts parts_;
  VirtualEnd virtual_end_;
  ErrorReporter errors_;
  LoopDoor door_;
  loop::EventLoop loop_;
  std::optional<web::Rendering> rendering_;  // nothing: Node's
  gc::Root<vm::Realm> realm_;
  ConsoleOutput console_output_;
  web::console::Console console_;
  node::BuiltinModules builtins_;
  node::ModuleLoader modules_;
  Interrupts interrupts_;
  MainProgram program_;
  LineByLine line_by_line_;
};

}  // namespace orrery::cli
