#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/run/run_settings.h"
#include "cli/run/runtime.h"
#include "cli/terminal.h"
#include "host/session.h"
#include "syntax/parse/parser.h"
#include "syntax/source_text.h"

namespace orrery::cli {

/// What is told on standard error when a program has ended.
struct RunReports {
  bool semantic_hash = false;
  bool instruction_counts = false;
  bool machine_code = false;
  bool garbage = false;
};

struct RunOptions {
  RunSettings settings;
  std::optional<syntax::Goal> goal;  // unset: as the file's name says
  /// To be run instead of a file.
  std::optional<std::string> code;
  std::optional<bool> input_is_module;  // of `code` and standard input; unset: as the text says
  bool checks_only = false;
  Colour colour = Colour::Auto;
  RuntimeOptions runtime;
  host::LatencyModel latencies;  // with virtual time
  /// RuntimeOptions::unresponsive; unset: five seconds where standard error is a terminal.
  std::optional<std::chrono::milliseconds> unresponsive;
  /// Shows the loop (loop_view.h) instead of what the program prints.
  bool shows_loop = false;
  std::uint64_t max_turns = 0;  // of that; 0: all
  // For the watch server:
  std::optional<int> input_descriptor;   // whence input comes ([DOC] Input, input_pad.h)
  bool keeps_running = false;            // for input
  std::optional<int> report_descriptor;  // RuntimeOptions::reporter writes there
  std::string program_text;              // a file with what is to be run in the program's place; empty: none
  bool leaves_out_contents = false;      // of the recording: those that a replay can have again
  std::string recording;                 // where what comes from outside is written down; empty: nowhere
  RunReports reports;
};

/// Runs the program. \return the process's exit status
int run_program(RunOptions options);
/// Only tells whether its text has an error. \return the exit status
int check_program(const RunOptions& options);

/// What is done with a run.
struct RunPlan {
  /// How it is run once everything is there; nothing: just so. \return the exit status
  std::function<int(Runtime& runtime, const RunSettings& settings, syntax::SourceText source)> run;
  /// To be done when it has ended and what was recorded is complete. \return the process's exit status
  std::function<int(int status)> afterwards;
};
/// A run in a session: live, recorded or replayed.
/// \param code  what stands on the command line, if the settings say so
/// \param stack_start  an address in the machine stack above every frame that may hold a cell
/// \return the exit status
int run_in(std::unique_ptr<host::Session> session, RunSettings settings, const std::string& code,
           RuntimeOptions options, const RunReports& reports, const void* stack_start, const RunPlan& plan);
/// What the options say of the run; `options.runtime` is made complete.
RunSettings prepare(RunOptions& options);
/// The program's text, through the session's door.
/// \param code  what stands on the command line, if the settings say so
base::Result<syntax::SourceText> read_program(host::Session& session, const RunSettings& settings,
                                              const std::string& code);

struct ReplayOptions {
  std::string recording;
  RuntimeOptions runtime;
  RunReports reports;
};

/// Repeats a recorded run. \return the exit status of that run; 1 if this one was another
int replay_program(const ReplayOptions& options);

}  // namespace orrery::cli
