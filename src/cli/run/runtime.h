#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include "cli/run/console.h"
#include "cli/run/interrupts.h"
#include "cli/run/module_loader.h"
#include "cli/terminal.h"
#include "host/live_door.h"
#include "loop/event_loop.h"
#include "syntax/source_text.h"
#include "vm/agent.h"

namespace orrery::cli {

/// How programs are run, for every command that does.
struct RuntimeOptions {
  std::size_t max_heap = std::size_t{4} << 30;    // bytes
  std::size_t stack_size = std::size_t{4} << 20;  // bytes, of JavaScript's own stack
  std::chrono::milliseconds time_limit{0};        // 0: none
  bool collect_at_every_allocation = false;
  bool verify_barriers = false;
  Colour colour = Colour::Auto;
};

/// The options that an agent is made with.
vm::AgentOptions agent_options(const RuntimeOptions& options);

/// An agent with a realm that has a console and timers, and a loop that runs them to the end. What nobody
/// catches is reported on standard error and ends the run.
class Runtime final : private loop::EventLoopClient, private loop::AsynchronousDoor {
 public:
  /// \param stack_start  an address in the machine stack above every frame that may hold a cell
  static base::Result<std::unique_ptr<Runtime>> create(const RuntimeOptions& options,
                                                       const void* stack_start);
  ~Runtime();

  vm::Agent& agent() { return *agent_; }
  vm::Realm* realm() { return realm_.get(); }

  /// Runs a script, and then whatever it has left to be done.
  /// \return the exit status: 1 after an exception that nobody caught, and see exit_status_of()
  int run_script(syntax::SourceText source);
  /// The same of a module. An await at its top that never ends: 13.
  int run_module(syntax::SourceText source);
  /// Writes what is left on standard output. \return `status`, or 1 if that went wrong
  int finish(int status);

 private:
  Runtime(std::unique_ptr<host::LiveDoor> door, std::unique_ptr<vm::Agent> agent,
          const RuntimeOptions& options);
  void report_exception(vm::Value exception) override;
  void report_unhandled_rejection(vm::Promise* promise) override;
  std::uint64_t monotonic_ns() override { return door_->monotonic_ns(); }
  void wait_until(std::uint64_t deadline_ns) override;
  vm::Completion<void> start_module(syntax::SourceText source);
  int run_loop();
  int report_termination();

  std::unique_ptr<host::LiveDoor> door_;
  std::unique_ptr<vm::Agent> agent_;
  StandardOutput output_;
  loop::EventLoop loop_;
  gc::Root<vm::Realm> realm_;
  Console console_;
  ModuleLoader modules_;
  gc::Root<vm::Promise> main_module_;  // the promise of its evaluation
  Interrupts interrupts_;
  int exit_status_ = 0;
};

}  // namespace orrery::cli
