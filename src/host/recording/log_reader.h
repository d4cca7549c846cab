#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "host/recording/log_format.h"

namespace orrery::host {

/// An event of a recording, read.
struct LogEvent {
  LogEventKind kind;
  /// How many readings, or questions for completions, this one stands for; 1 of other events.
  std::uint64_t count = 1;
  double wall_clock_ms = 0;
  std::uint64_t nanoseconds = 0;  // of MonotonicClock the reading, of Wait the deadline
  // Of Input and TimeZone; and of these, Random and WeakReferencesCleared.
  std::string_view name = {};            // NOLINT(readability-redundant-member-init): may be left out
  std::string_view bytes = {};           // NOLINT(readability-redundant-member-init): may be left out
  std::optional<LeftOut> left_out = {};  // NOLINT(readability-redundant-member-init): in the place of `bytes`
  std::uint64_t id = 0;                  // of an operation; its description or answer is `bytes`
  std::uint64_t turn = 0;                // of WeakReferencesCleared and Milestone
  std::uint64_t reason = 0;              // of Interrupted
  std::uint64_t look = 0;
  int exit_status = 0;
  std::uint64_t semantic_hash = 0;  // of Milestone and End
};

/// What the program did, for messages: "reads the wall clock".
std::string_view describe(LogEventKind kind);

/// Reads a recording (log_format.h), which may be broken in any way.
class LogReader {
 public:
  /// Checks the header and all blocks. \param name  of the file, for errors
  static base::Result<LogReader> parse(std::string name, std::string bytes);
  /// The file at `path`. All of it is checked, and no more than a block is kept in memory.
  static base::Result<LogReader> open(const std::string& path);
  /// The same of a file whose path says nothing to people. \param name  for errors
  static base::Result<LogReader> open(const std::string& path, std::string name);

  /// Waits for more of a recording that somebody writes. \return false: no more will come
  using Wait = std::function<bool()>;
  /// The file at `path`, which may still grow, and may not even have begun. It is read block by block; one
  /// that is cut off is not there. Copies of the process (fork()) can go on with it each by themselves.
  static base::Result<LogReader> follow(const std::string& path, Wait wait);

  /// Whether all events were read. Of a recording that grows it waits until that is known.
  bool is_at_end();
  /// Whether next() would have an event; waits for nothing.
  bool has_more();
  /// Of a reader that is not at its end: whether the next event is of this sort.
  bool is_next(LogEventKind kind) const { return !damage_ && static_cast<LogEventKind>(bytes_[at_]) == kind; }
  /// The same: whether it is an Input of that name.
  bool is_next_input(std::string_view name) const;
  /// The next event, of a reader that is not at its end. Its texts live until the next call.
  base::Result<LogEvent> next();
  /// What ended the run from outside. Of a recording that grows it is known in time, if it is written by
  /// then: before the events are read between which it came.
  const std::optional<LogEvent>& interruption() const { return interruption_; }
  /// Looks again for what is written of an interruption by now: for who goes on without reading events.
  void look_for_interruption();
  /// Counted from 1: the event that next() gave last, for messages.
  std::uint64_t event_number() const { return event_number_; }
  const std::string& name() const { return name_; }
  /// How much of the file was read, of one that is read block by block.
  std::uint64_t bytes_read() const { return followed_ == nullptr ? 0 : followed_->offset; }

 private:
  struct Block {
    std::size_t start;
    std::size_t end;
  };
  /// The file that is read block by block.
  struct Followed {
    ~Followed();
    int descriptor = -1;
    Wait wait;                 // empty: it does not grow
    std::uint64_t offset = 0;  // of the next block
    std::uint64_t blocks = 0;  // that were read
    bool has_header = false;
    bool is_over = false;
  };

  LogReader(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}
  static base::Result<LogReader> read_file(const std::string& path, Wait wait);
  base::Result<void> find_blocks();
  bool read_block();
  std::optional<std::string> read_block_at(std::uint64_t offset, std::uint64_t number) const;
  std::string_view bytes_at(std::uint64_t offset, std::size_t size, std::string& memory) const;
  static std::optional<LogEvent> find_interruption(std::string block);
  std::unexpected<base::Error> broken(std::string_view what) const;
  base::Result<void> read_fields(LogEvent& event);
  std::uint64_t number();
  std::uint64_t count();
  std::int64_t difference();
  std::uint64_t word();
  std::string_view text();
  std::string_view bytes(std::uint64_t size);
  std::string_view contents();

  std::string name_;
  std::string bytes_;         // the file; of one that is read block by block the contents of that block
  std::string contents_;      // the last ones that were told in pieces
  bool looks_ahead_ = false;  // texts are passed over
  std::shared_ptr<Followed> followed_;  // null: all is in memory
  std::optional<base::Error> damage_;   // of what is followed
  std::optional<LogEvent> interruption_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t at_ = 0;
  bool is_broken_ = false;  // a field goes on behind the block, or is no number
  std::uint64_t event_number_ = 0;
  std::uint64_t wall_clock_ms_ = 0;
  std::uint64_t monotonic_ns_ = 0;
};

}  // namespace orrery::host
