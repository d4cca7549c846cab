#include "host/recording/log_writer.h"

#include <bit>
#include <cmath>
#include <string_view>

#include "base/hash64.h"
#include "base/packed.h"

namespace orrery::host {

namespace {

/// Large enough that the headers do not count, small enough that a killed run loses little.
constexpr std::size_t k_block_size = 16 * 1024;

/// A block that has grown much larger gives its memory back.
constexpr std::size_t k_most_kept = 4 * k_block_size;

/// So many pieces are remembered, of 16 GiB; what comes then is written as often as it comes.
constexpr std::size_t k_most_pieces = std::size_t{1} << 20;

/// Whether the value can be kept as a whole number, which -0 cannot.
bool is_whole(double value) {
  return std::fabs(value) < 9e15 && value == std::trunc(value) && !(value == 0 && std::signbit(value));
}

/// As base::append_word(). \return the place behind it
template <typename Word>
char* put_word(char* to, Word word) {
  for (std::size_t i = 0; i < sizeof(Word); i++) *to++ = static_cast<char>(word >> 8 * i & 0xff);
  return to;
}

}  // namespace

LeftOut LeftOut::of(std::string_view contents) {
  const auto bytes = std::as_bytes(std::span(contents));
  return {.size = contents.size(), .hash = base::Hash64::of(bytes), .other_hash = base::Hash64::of(bytes, 1)};
}

LogWriter::LogWriter(Sink sink) : sink_(std::move(sink)) {
  std::string header(k_log_magic);
  base::append_word(header, k_log_version);
  base::append_word(header, std::uint32_t{0});
  hand_over(header);
  block_start_ = header.size();
  block_.reserve(k_most_kept);
  block_.resize(k_log_block_header_size);
  complete_ = block_.size();
}

LogWriter::~LogWriter() {
  flush();
}

base::Result<std::unique_ptr<LogWriter>> LogWriter::open(const std::string& path) {
  base::Result<Sink> file = replace_file(path, "the recording", k_log_magic);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<LogWriter>(*std::move(file));
}

// Events ----------------------------------------------------------------------------------------------------

void LogWriter::input(std::string_view name, std::string_view contents) {
  event(LogEventKind::Input);
  text(name);
  this->contents(contents);
  finish_event();
}

void LogWriter::random(std::span<const std::byte> bytes) {
  event(LogEventKind::Random);
  text({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  finish_event();
}

void LogWriter::time_zone(std::string_view name, std::string_view rules) {
  event(LogEventKind::TimeZone);
  text(name);
  text(rules);
  finish_event();
}

void LogWriter::wait(std::uint64_t deadline_ns) {
  event(LogEventKind::Wait);
  difference(static_cast<std::int64_t>(deadline_ns - written_monotonic_ns_));
  finish_event();
}

void LogWriter::operation_begun(std::uint64_t id, std::string_view description) {
  event(LogEventKind::OperationBegun);
  number(id);
  text(description);
  finish_event();
}

void LogWriter::operation_completed(std::uint64_t id, std::string_view answer) {
  event(LogEventKind::OperationCompleted);
  number(id);
  contents(answer);
  finish_event();
}

void LogWriter::left_out(const LeftOut& contents) {
  event(LogEventKind::LeftOut);
  number(contents.size);
  word(contents.hash);
  word(contents.other_hash);
}

void LogWriter::interrupted(std::uint8_t reason, std::uint64_t look) {
  event(LogEventKind::Interrupted);
  number(reason);
  number(look);
  finish_event();
}

void LogWriter::weak_references_cleared(std::uint64_t turn, std::string_view references) {
  event(LogEventKind::WeakReferencesCleared);
  number(turn);
  text(references);
  finish_event();
}

void LogWriter::milestone(std::uint64_t turn, std::uint64_t semantic_hash) {
  event(LogEventKind::Milestone);
  number(turn);
  word(semantic_hash);
  finish_event();
}

base::Result<void> LogWriter::end(int exit_status, std::uint64_t semantic_hash) {
  event(LogEventKind::End);
  number(static_cast<std::uint32_t>(exit_status));
  word(semantic_hash);
  flush();
  if (error_) return std::unexpected(*error_);
  return {};
}

// Runs of readings ------------------------------------------------------------------------------------------

void LogWriter::begin_wall_clock(double milliseconds) {
  begin_run(Run::WallClock);
  run_length_ = 1;
  wall_clock_ms_ = milliseconds;
}

void LogWriter::begin_monotonic_clock(std::uint64_t nanoseconds) {
  begin_run(Run::MonotonicClock);
  run_length_ = 1;
  monotonic_ns_ = nanoseconds;
}

void LogWriter::begin_run(Run run) {
  end_run();
  run_ = run;
  run_length_ = 0;
}

void LogWriter::end_run() {
  const Run run = std::exchange(run_, Run::None);
  switch (run) {
    case Run::None:
      return;
    case Run::WallClock:
      if (is_whole(wall_clock_ms_)) {
        const auto value = static_cast<std::int64_t>(wall_clock_ms_);
        event(LogEventKind::WallClock);
        difference(value - written_wall_clock_ms_);
        written_wall_clock_ms_ = value;
      } else {
        event(LogEventKind::WallClockBits);
        word(std::bit_cast<std::uint64_t>(wall_clock_ms_));
      }
      break;
    case Run::MonotonicClock:
      event(LogEventKind::MonotonicClock);
      difference(static_cast<std::int64_t>(monotonic_ns_ - written_monotonic_ns_));
      written_monotonic_ns_ = monotonic_ns_;
      break;
    case Run::NoCompletion:
      event(LogEventKind::NoCompletion);
      break;
  }
  number(run_length_ - 1);
  finish_event();
}

// Bytes -----------------------------------------------------------------------------------------------------

void LogWriter::event(LogEventKind kind) {
  end_run();
  block_ += static_cast<char>(kind);
}

void LogWriter::number(std::uint64_t number) {
  base::append_packed(block_, number);
}

void LogWriter::difference(std::int64_t difference) {
  base::append_packed_signed(block_, difference);
}

void LogWriter::word(std::uint64_t word) {
  base::append_word(block_, word);
}

void LogWriter::text(std::string_view text) {
  base::append_packed_text(block_, text);
}

void LogWriter::contents(std::string_view contents) {
  if (contents.size() < k_log_piece_size) return text(contents);
  number(contents.size());
  std::uint64_t repeated = 0;
  for (; contents.size() > k_log_piece_size; contents.remove_prefix(k_log_piece_size))
    piece(contents.substr(0, k_log_piece_size), repeated);
  piece(contents, repeated);
}

/// \param repeated  so many bytes of the contents were told by their place
void LogWriter::piece(std::string_view bytes, std::uint64_t& repeated) {
  const LeftOut piece = LeftOut::of(bytes);
  const auto found = pieces_.find(piece);
  if (found != pieces_.end() && repeated + bytes.size() <= k_log_most_repeated) {
    repeated += bytes.size();
    return number(found->second);
  }
  number(0);
  if (pieces_.size() < k_most_pieces) pieces_.try_emplace(piece, block_start_ + block_.size());
  block_ += bytes;
}

void LogWriter::finish_event() {
  complete_ = block_.size();
  if (block_.size() >= k_block_size) flush();
}

void LogWriter::flush() {
  end_run();
  if (block_.size() == k_log_block_header_size) return;
  hand_over_block();
  if (block_.capacity() > 2 * k_most_kept) {
    block_ = {};
    block_.reserve(k_most_kept);
  }
  block_.resize(k_log_block_header_size);
  complete_ = block_.size();
}

void LogWriter::flush_in_signal_handler() {
  if (is_handing_over_) return;
  // What a run of readings takes at most, more than twice.
  constexpr std::size_t k_room = 64;
  if (complete_ == block_.size() && block_.capacity() - block_.size() >= k_room) end_run();
  if (is_handing_over_ || complete_ <= k_log_block_header_size || complete_ > block_.size()) return;
  block_.resize(complete_);
  hand_over_block();
  block_.resize(k_log_block_header_size);
  complete_ = block_.size();
}

void LogWriter::hand_over_block() {
  const std::span<const std::byte> contents =
      std::as_bytes(std::span(block_)).subspan(k_log_block_header_size);
  char* header = put_word(block_.data(), static_cast<std::uint32_t>(contents.size()));
  header = put_word(header, block_number_);
  put_word(header, base::Hash64::of(contents, block_number_));
  block_number_++;
  hand_over(block_);
  block_start_ += block_.size();
}

/// After the first error nothing is written any more: what follows would make no sense.
void LogWriter::hand_over(std::string_view bytes) {
  if (error_) return;
  is_handing_over_ = true;
  if (const base::Result<void> result = sink_(bytes); !result) error_ = result.error();
  is_handing_over_ = false;
}

}  // namespace orrery::host
