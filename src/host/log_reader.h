#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/packed.h"
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

/// How a recording is read while it is still being written.
struct Follow {
  /// Whether its run may still write something. Asked again and again by whoever waits for that.
  std::function<bool()> is_live;
  /// What is done between two looks; nothing: the thread sleeps for some milliseconds.
  std::function<void()> wait = {};  // NOLINT(readability-redundant-member-init): may be left out
};

/// Reads a recording (log_format.h), which may be broken in any way.
class LogReader {
 public:
  /// Checks the header and all blocks. \param name  of the file, for errors
  static base::Result<LogReader> parse(std::string name, std::string bytes);
  /// The file at `path`.
  static base::Result<LogReader> open(const std::string& path);

  /// The file at `path`, of which more may come: where it ends, what reads waits until there is more, or the
  /// run that writes it is gone. Then a block that is cut off is the end, as of any run that was killed.
  static base::Result<LogReader> follow(const std::string& path, Follow follow);

  /// Whether all events were read. Waits, where more may come.
  bool is_at_end();
  /// Whether more of the recording has come since this was asked last.
  bool take_growth() { return std::exchange(has_grown_, false); }
  /// The next event, of a reader that is not at its end. Its texts live as long as the reader.
  base::Result<LogEvent> next();
  /// The first of that kind from here on, in what there is of the recording; the reader stays where it is.
  std::optional<LogEvent> find(LogEventKind kind);
  /// Counted from 1: the event that next() gave last, for messages.
  std::uint64_t event_number() const { return at_.event_number; }
  const std::string& name() const { return name_; }

 private:
  /// Where a reader is.
  struct Position {
    std::size_t block = 0;
    base::PackedReader rest{{}};  // of that block
    std::uint64_t event_number = 0;
    std::uint64_t wall_clock_ms = 0;
    std::uint64_t monotonic_ns = 0;
  };
  enum class Tail : std::uint8_t { IsError, MayGrow };

  explicit LogReader(std::string name) : name_(std::move(name)) {}
  base::Result<void> add(std::string bytes, Tail tail);
  base::Result<std::size_t> take_block(std::string_view bytes, Tail tail);
  base::Result<bool> read_more();
  std::unexpected<base::Error> broken(std::string_view what) const;
  base::Result<void> read_fields(LogEvent& event);
  std::uint64_t count();

  std::string name_;
  std::deque<std::string> pieces_;  // of the file: where they are they stay
  std::vector<std::string_view> blocks_;
  bool has_header_ = false;
  Position at_;
  // Of one that is followed:
  std::optional<Follow> follow_;
  std::shared_ptr<std::FILE> file_;
  std::string rest_;  // the beginning of a block
  bool has_grown_ = false;
  std::optional<base::Error> error_;
};

}  // namespace orrery::host
