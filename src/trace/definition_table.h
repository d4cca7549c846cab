#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trace/trace_sink.h"

namespace orrery::trace {

/// What the Definitions of a trace say, for whoever shows the other events. It may be told of definitions at
/// any time before they are used.
class DefinitionTable final : public TraceSink {
 public:
  using Number = trace_events::Number;

  struct Function {
    std::string name;  // empty: it has none
    Number script;     // 0: it is built in
    Number start;
    Number end;
  };
  struct Location {
    // NOLINTBEGIN(readability-redundant-member-init): may be left out
    std::string function = {};  // empty: it has no name, or nobody knows
    std::string file = {};      // empty: nobody knows
    // NOLINTEND(readability-redundant-member-init)
    // From 1; columns in UTF-16 code units; 0: nobody knows.
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    bool is_known() const { return !function.empty() || !file.empty(); }
  };

  void on(const trace_events::Script& event) override;
  void on(const trace_events::Function& event) override;
  void on(const trace_events::TaskSource& event) override;

  /// Null: there is none of that number.
  const Function* function(Number number) const;
  /// Empty: there is none of that number.
  std::string_view task_source(Number number) const;
  /// Where something is, in which function.
  Location location(const trace_events::Place& place) const;
  /// Where a function begins, and its name.
  Location location_of_function(Number number) const;

 private:
  struct Script {
    std::string url;
    std::vector<std::uint32_t> line_starts;  // in UTF-16 code units
    std::vector<Number> functions;
  };

  Location locate(Number script, Number offset) const;

  std::unordered_map<Number, Script> scripts_;
  std::unordered_map<Number, Function> functions_;
  std::unordered_map<Number, std::string> task_sources_;
};

}  // namespace orrery::trace
