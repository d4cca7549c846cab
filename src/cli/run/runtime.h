#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include "cli/run/console.h"
#include "cli/run/interrupts.h"
#include "cli/run/job_queue.h"
#include "cli/run/live_door.h"
#include "cli/terminal.h"
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

/// An agent with a realm that has a console, and what makes it run to the end.
class Runtime {
 public:
  /// \param stack_start  an address in the machine stack above every frame that may hold a cell
  /// \return null if the system has no memory or address space left
  static std::unique_ptr<Runtime> create(const RuntimeOptions& options, const void* stack_start);
  ~Runtime();

  vm::Agent& agent() { return *agent_; }
  vm::Realm* realm() { return realm_.get(); }

  /// Runs a script, and then all jobs. What nobody catches is reported on standard error and ends the run.
  /// \return the exit status: 1 after such an exception, and see exit_status_of()
  int run_script(syntax::SourceText source);
  /// Writes what is left on standard output. \return `status`, or 1 if that went wrong
  int finish(int status);

 private:
  Runtime(std::unique_ptr<LiveDoor> door, std::unique_ptr<vm::Agent> agent, const RuntimeOptions& options);
  int run_jobs();
  int report_pending();
  void report(vm::Value exception);

  std::unique_ptr<LiveDoor> door_;
  std::unique_ptr<vm::Agent> agent_;
  StandardOutput output_;
  JobQueue jobs_;
  gc::Root<vm::Realm> realm_;
  Console console_;
  Interrupts interrupts_;
};

}  // namespace orrery::cli
