#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "trace/trace_sink.h"

namespace orrery::cli {

/// A line of a file, as `--at=FILE:LINE` names it.
struct SourceLine {
  std::string file;
  std::uint32_t line;  // from 1

  /// Nothing: the text has no number behind its last colon.
  static std::optional<SourceLine> parse(const std::string& text);
  std::string text() const { return file + ":" + std::to_string(line); }
  /// Is it that file? \param url  as a trace has it: a path or a URL
  bool is_file(std::string_view url) const;
};

/// Looks in which turn of a fine trace a line is reached first, and counts the turns.
class LineWatch final : public trace::TraceSink {
 public:
  /// \param line  nothing: turns are counted, and no more
  explicit LineWatch(std::optional<SourceLine> line) : line_(std::move(line)) {}

  struct Found {
    std::uint64_t turn;
    std::uint64_t events_before;  // fine ones
  };
  const std::optional<Found>& found() const { return found_; }
  /// A script of that name was run.
  bool knows_file() const { return knows_file_; }
  std::uint64_t turns() const { return turns_; }

  void on(const trace::trace_events::Script& event) override;
  void on(const trace::trace_events::Function& event) override;
  void on(const trace::trace_events::TurnBegin& event) override;
  void on(const trace::trace_events::JobEnd&) override { calls_.clear(); }
  void on(const trace::trace_events::TurnEnd&) override { calls_.clear(); }
  void on(const trace::trace_events::Enter& event) override;
  void on(const trace::trace_events::Leave&) override;
  void on(const trace::trace_events::Statement& event) override { look(event.start); }
  void on(const trace::trace_events::Evaluated& event) override { look(event.start); }

 private:
  void look(std::uint64_t start);

  std::optional<SourceLine> line_;
  std::optional<Found> found_;
  bool knows_file_ = false;
  /// Where the line is, in UTF-16 code units; empty: not in that script.
  struct Range {
    std::uint64_t start = 0;
    std::uint64_t end = 0;
  };
  std::unordered_map<std::uint64_t, Range> scripts_;
  std::unordered_map<std::uint64_t, Range> functions_;  // of their scripts
  std::vector<Range> calls_;                            // that were entered and not left
  std::uint64_t turns_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace orrery::cli
