#pragma once

#include <chrono>
#include <optional>

#include "cli/run/error_reporter.h"
#include "cli/run/interrupts.h"
#include "cli/run/run_parts.h"
#include "engine/engine.h"
#include "vm/promises/promise.h"
#include "vm/value.h"

namespace orrery::cli {

/// For those who type programs line by line, and go on whatever happens.
class LineByLine {
 public:
  LineByLine(const RunParts& parts, ErrorReporter& errors, Interrupts& interrupts)
      : parts_(parts), errors_(errors), interrupts_(interrupts) {}

  /// Gives those what they see beside a program's globals.
  void add_globals();
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
  int exit_code() const { return parts_.node == nullptr ? 0 : parts_.node->exit_code().value_or(0); }
  /// Nothing more is typed: tells 'exit'. \return the exit status, `status` if no script has set one
  int finish(int status);

 private:
  void wait_for(const vm::Promise* promise);
  void go_on_after_termination();

  const RunParts& parts_;
  ErrorReporter& errors_;
  Interrupts& interrupts_;
  vm::Termination termination_ = vm::Termination::None;
};

}  // namespace orrery::cli
