#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cli/run/run_parts.h"
#include "cli/run/run_settings.h"

namespace orrery::cli {

/// Where a run in virtual time ends before its program does: --until, --max-turns, and where nothing is left
/// that could happen. In real time it is nowhere.
class VirtualEnd {
 public:
  explicit VirtualEnd(const RunParts& parts) : parts_(parts) {}

  /// Time is virtual, and it is now the start of the run.
  void begin(const RunSettings& settings);
  /// While a script runs: one that goes on without end is to come to the run's. Asks for the next look, too;
  /// all of them are at the same polls in every run. A replay ends where its recording says.
  void look();
  /// Between two turns. If not, it has been told.
  bool may_run_task();
  /// \return until when to wait, so that the end is not missed; nothing: nothing is left that could happen,
  /// which has been told
  std::optional<std::uint64_t> before_waiting(std::uint64_t deadline_ns);
  void after_waiting();
  /// If look() has ended the script, now or when it was recorded, that is told.
  void tell_of_ended_script();
  /// Whether the run has ended here.
  bool is_reached() const { return is_reached_; }

 private:
  struct Limits {
    std::uint64_t duration_ns;
    std::uint64_t end_ns;     // AsynchronousDoor::k_never: no limit
    std::uint64_t max_turns;  // 0: no limit
  };
  void stop_at_end();
  void stop(std::string_view why);

  const RunParts& parts_;
  std::optional<Limits> limits_;  // nothing: time is real
  bool is_reached_ = false;
};

}  // namespace orrery::cli
