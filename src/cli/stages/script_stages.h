#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trace/trace_sink.h"

namespace orrery::cli {

/// The stages of a trace's scripts, for a page that has no server to ask: of those that are neither the
/// host's own nor of packages, in their order, as many as have room.
class ScriptStages final : public trace::TraceSink {
 public:
  void on(const trace::trace_events::Script& event) override;
  void on(const trace::trace_events::ScriptGoal& event) override;

  /// {"scripts": [{"script": 1, "stages": {…}}, …]}, see stages_of(). `stages` is null where that would take
  /// too much room.
  std::string to_json() const;

 private:
  struct Script {
    std::uint64_t number;
    std::string url;
    std::string text;
    std::string goal;
  };
  std::vector<Script> scripts_;
};

}  // namespace orrery::cli
