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
  /// A text of the program is none of the language: what the parser says, and where.
  void tell_syntax_error(const std::string& text) const;
  /// What events can be sent to. \param list  a JSON text
  void tell_targets(const std::string& list) const { write("{\"targets\": " + list + "}"); }
  /// \param polls  where the run is: vm::Execution::polls_before
  void tell(const WatchdogReport& report, std::uint64_t polls) const;

 private:
  void write(std::string line) const;

  int descriptor_;
};

}  // namespace orrery::cli
