#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "vm/execution/execution.h"

namespace orrery::cli {

/// [DOC] The test262 runner
///
/// One run goes through these parts, each of which knows nothing of the ones after it:
///
///   suite         which files are tests, and which of them were asked for
///   metadata      how a test wants to be run: its front matter
///   features      which tests are not run at all, and why
///   executor      judges one test in one mode
///   worker_pool   keeps crashes and hangs to the test that caused them, and all cores busy
///   runner        puts these together: paths in, results out, in the same order
///   expectations  which failures are known
///   report        counts, tables, JSON
///
/// The executors are the only parts that touch the engine: executor.h judges by syntax, run_executor.h by
/// running (with host.h, which is `$262`, and harness.h).

struct Test262Options {
  std::string suite;                  // a checkout of test262
  std::vector<std::string> patterns;  // tests below its test/; empty: all
  std::string filter;                 // what else their paths must have in them
  unsigned sample = 0;                // run so many of them, spread evenly; 0: all
  unsigned sample_percent = 0;        // or so many of a hundred; 0: all
  bool parse_only = false;
  bool lazy_functions = false;
  unsigned jobs = 0;                                  // worker processes; 0: one for each CPU
  std::chrono::milliseconds timeout{10'000};          // of one test in one mode
  std::size_t memory_limit = std::size_t{512} << 20;  // of one test's heap, in bytes; 0: none
  bool collect_at_every_allocation = false;
  bool step_at_every_allocation = false;
  vm::MachineCodeUse machine_code = vm::MachineCodeUse::Baseline;
  std::string json_file;          // empty: none
  std::string expectations_file;  // empty: none, every failure is unexpected
  bool rebaseline = false;
  bool list_failures = false;
  bool list_features = false;
};

/// Runs the suite and prints the report, which ends in the line `N passed, N failed, N skipped`.
/// \return the process's exit status: 0 when the run is as expected, 1 when it is not, 2 when it could not be
/// made
int run_test262(const Test262Options& options);

}  // namespace orrery::cli
