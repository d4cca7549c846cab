#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/run/watchdog.h"

namespace orrery::cli {

/// Tells the watch server how a run goes: lines of JSON (inspect/watch/live_run.h). Nothing of it is part of
/// the recording, and if nobody reads it, nothing happens.
class RunReporter {
 public:
  /// \param descriptor  where they are written
  explicit RunReporter(int descriptor) : descriptor_(descriptor) {}

  /// The program consists of this file, too.
  void tell_file(const std::string& path) const;
  /// \param polls  where the run is: vm::Execution::polls_before
  void tell(const WatchdogReport& report, std::uint64_t polls) const;

 private:
  void write(std::string line) const;

  int descriptor_;
};

}  // namespace orrery::cli
