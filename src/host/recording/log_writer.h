#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "host/files/output_file.h"
#include "host/recording/log_format.h"

namespace orrery::host {

/// Writes a recording (log_format.h), block by block.
class LogWriter {
 public:
  /// Takes the next bytes of the file.
  using Sink = ByteSink;

  explicit LogWriter(Sink sink);
  ~LogWriter();
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  /// Into the file at `path`, which is made, or replaced if it is an older recording or empty.
  static base::Result<std::unique_ptr<LogWriter>> open(const std::string& path);

  void input(std::string_view name, std::string_view contents);
  void wall_clock(double milliseconds) {
    if (run_ == Run::WallClock && milliseconds == wall_clock_ms_) [[likely]] {
      run_length_++;
    } else {
      begin_wall_clock(milliseconds);
    }
  }
  void monotonic_clock(std::uint64_t nanoseconds) {
    if (run_ == Run::MonotonicClock && nanoseconds == monotonic_ns_) {
      run_length_++;
    } else {
      begin_monotonic_clock(nanoseconds);
    }
  }
  void random(std::span<const std::byte> bytes);
  void time_zone(std::string_view name, std::string_view rules);
  void wait(std::uint64_t deadline_ns);
  void operation_begun(std::uint64_t id, std::string_view description);
  void operation_completed(std::uint64_t id, std::string_view answer);
  /// The contents of the input, or the answer of the operation, that comes next: it is given empty ones.
  void left_out(const LeftOut& contents);
  void no_completion() {
    if (run_ != Run::NoCompletion) begin_run(Run::NoCompletion);
    run_length_++;
  }
  void weak_references_cleared(std::uint64_t turn, std::string_view references);
  void milestone(std::uint64_t turn, std::uint64_t semantic_hash);
  void interrupted(std::uint8_t reason, std::uint64_t look);
  /// The last event; nothing may be written after it.
  /// \return the first error of the sink
  base::Result<void> end(int exit_status, std::uint64_t semantic_hash);
  /// Hands over what there is, so that not even a crash can take it away.
  void flush();
  /// In a signal handler that ends the process, on the thread that writes here: hands over the events that
  /// are complete, unless that is being done just now. Allocates nothing, if the sink does not.
  void flush_in_signal_handler();

 private:
  enum class Run : std::uint8_t { None, WallClock, MonotonicClock, NoCompletion };
  struct PieceHash {
    std::size_t operator()(const LeftOut& piece) const { return piece.hash; }
  };

  void begin_wall_clock(double milliseconds);
  void begin_monotonic_clock(std::uint64_t nanoseconds);
  void begin_run(Run run);
  void end_run();
  void event(LogEventKind kind);
  void number(std::uint64_t number);
  void difference(std::int64_t difference);
  void word(std::uint64_t word);
  void text(std::string_view text);
  void contents(std::string_view contents);
  void piece(std::string_view bytes, std::uint64_t& repeated);
  void hand_over(std::string_view bytes);
  void finish_event();
  void hand_over_block();

  Sink sink_;
  std::optional<base::Error> error_;
  std::string block_;         // room for its header, and its contents so far
  std::size_t complete_ = 0;  // the size of `block_` behind the last event that is complete
  std::uint32_t block_number_ = 0;
  std::uint64_t block_start_ = 0;                                 // where `block_` will stand in the file
  std::atomic<bool> is_handing_over_ = false;                     // for signal handlers
  std::unordered_map<LeftOut, std::uint64_t, PieceHash> pieces_;  // where they stand in the file

  // Readings of one clock that gave the same, or questions for completions, not written yet.
  Run run_ = Run::None;
  std::uint64_t run_length_ = 0;
  double wall_clock_ms_ = 0;
  std::uint64_t monotonic_ns_ = 0;
  // What the last events of these sorts said.
  std::int64_t written_wall_clock_ms_ = 0;
  std::uint64_t written_monotonic_ns_ = 0;
};

}  // namespace orrery::host
