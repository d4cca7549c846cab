#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "cli/test262/executor.h"
#include "cli/test262/harness.h"
#include "host/live_door.h"

namespace orrery::cli {

struct RunExecutorOptions {
  std::string suite;
  std::chrono::milliseconds time_limit;             // of one test in one mode
  std::size_t memory_limit = std::size_t{4} << 30;  // of its heap, in bytes
  bool collect_at_every_allocation = false;
  bool step_at_every_allocation = false;
  vm::MachineCodeUse machine_code = vm::MachineCodeUse::Baseline;
};

/// Judges by running: each test in a realm of an agent of its own, after the harness files that it asks for.
/// https://github.com/tc39/test262/blob/main/INTERPRETING.md
class RunExecutor final : public TestExecutor {
 public:
  explicit RunExecutor(RunExecutorOptions options) : options_(std::move(options)), harness_(options_.suite) {}

  Verdict run(const TestCase& test) override;

 private:
  RunExecutorOptions options_;
  Test262Harness harness_;
  std::unique_ptr<host::LiveDoor> door_;  // a worker's own: made by the first test
};

}  // namespace orrery::cli
