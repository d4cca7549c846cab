#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "host/log_format.h"

namespace orrery::host {

/// An event of a recording, read.
struct LogEvent {
  LogEventKind kind;
  /// How many readings, or questions for completions, this one stands for; 1 of other events.
  std::uint64_t count = 1;
  double wall_clock_ms = 0;
  std::uint64_t nanoseconds = 0;  // of MonotonicClock the reading, of Wait the deadline
  // Of Input and TimeZone; and of these and Random.
  std::string_view name = {};   // NOLINT(readability-redundant-member-init): may be left out
  std::string_view bytes = {};  // NOLINT(readability-redundant-member-init): may be left out
  std::uint64_t id = 0;         // of an operation; its description or answer is `bytes`
  std::uint64_t reason = 0;     // of Interrupted
  std::uint64_t look = 0;
  int exit_status = 0;
  std::uint64_t semantic_hash = 0;
};

/// What the program did, for messages: "reads the wall clock".
std::string_view describe(LogEventKind kind);

/// Reads a recording (log_format.h), which may be broken in any way.
class LogReader {
 public:
  /// Checks the header and all blocks. \param name  of the file, for errors
  static base::Result<LogReader> parse(std::string name, std::string bytes);
  /// The file at `path`.
  static base::Result<LogReader> open(const std::string& path);

  /// Whether all events were read.
  bool is_at_end() const { return block_ == blocks_.size(); }
  /// The next event, of a reader that is not at its end. Its texts live as long as the reader.
  base::Result<LogEvent> next();
  /// The first of that kind, wherever it is; the reader stays where it is.
  std::optional<LogEvent> find(LogEventKind kind) const;
  /// Counted from 1: the event that next() gave last, for messages.
  std::uint64_t event_number() const { return event_number_; }
  const std::string& name() const { return name_; }

 private:
  struct Block {
    std::size_t start;
    std::size_t end;
  };

  LogReader(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}
  base::Result<void> find_blocks();
  std::unexpected<base::Error> broken(std::string_view what) const;
  base::Result<void> read_fields(LogEvent& event);
  std::uint64_t number();
  std::uint64_t count();
  std::int64_t difference();
  std::uint64_t word();
  std::string_view text();

  std::string name_;
  std::string bytes_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t at_ = 0;
  bool is_broken_ = false;  // a field goes on behind the block, or is no number
  std::uint64_t event_number_ = 0;
  std::uint64_t wall_clock_ms_ = 0;
  std::uint64_t monotonic_ns_ = 0;
};

}  // namespace orrery::host
