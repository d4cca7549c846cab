#include "host/log_reader.h"

#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>

#include "base/hash64.h"

namespace orrery::host {

namespace {

template <typename Word>
Word read_word(std::string_view bytes, std::size_t at) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); i++)
    word |= static_cast<Word>(Word{static_cast<std::uint8_t>(bytes[at + i])} << 8 * i);
  return word;
}

}  // namespace

std::string_view describe(LogEventKind kind) {
  switch (kind) {
#define LOG_EVENT(Name, code, does) \
  case LogEventKind::Name:          \
    return does;
#include "host/log_events.def"
#undef LOG_EVENT
  }
  return {};
}

// Files and blocks ------------------------------------------------------------------------------------------

base::Result<LogReader> LogReader::open(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (file == nullptr) return base::error("cannot read the recording " + path + ": " + std::strerror(errno));
  std::string bytes;
  std::string piece(std::size_t{64} * 1024, '\0');
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get()))
    bytes.append(piece, 0, count);
  if (std::ferror(file.get()) != 0)
    return base::error("cannot read the recording " + path + ": " + std::strerror(errno));
  return parse(path, std::move(bytes));
}

base::Result<LogReader> LogReader::parse(std::string name, std::string bytes) {
  LogReader reader(std::move(name), std::move(bytes));
  if (const base::Result<void> found = reader.find_blocks(); !found) return std::unexpected(found.error());
  return reader;
}

std::unexpected<base::Error> LogReader::broken(std::string_view what) const {
  return base::error(name_ + ": " + std::string(what));
}

base::Result<void> LogReader::find_blocks() {
  const std::string_view bytes = bytes_;
  if (!bytes.starts_with(k_log_magic)) return broken("this is no recording of Orrery");
  if (bytes.size() < k_log_header_size) return broken("the recording is cut off within its header");
  const auto version = read_word<std::uint32_t>(bytes, k_log_magic.size());
  if (version != k_log_version) {
    return broken("the recording has version " + std::to_string(version) +
                  " of the format; this program reads version " + std::to_string(k_log_version));
  }
  std::size_t at = k_log_header_size;
  while (at != bytes.size()) {
    const std::string place = "block " + std::to_string(blocks_.size());
    if (bytes.size() - at < k_log_block_header_size)
      return broken("the recording is cut off within the header of " + place);
    const auto size = read_word<std::uint32_t>(bytes, at);
    const auto number = read_word<std::uint32_t>(bytes, at + 4);
    const auto checksum = read_word<std::uint64_t>(bytes, at + 8);
    at += k_log_block_header_size;
    if (number != blocks_.size() || size == 0) return broken("the header of " + place + " is damaged");
    if (bytes.size() - at < size) return broken("the recording is cut off within " + place);
    const std::string_view contents = bytes.substr(at, size);
    if (base::Hash64::of(std::as_bytes(std::span(contents)), number) != checksum)
      return broken(place + " is damaged: its checksum is wrong");
    blocks_.push_back({at, at + size});
    at += size;
  }
  if (!blocks_.empty()) at_ = blocks_.front().start;
  return {};
}

// Events ----------------------------------------------------------------------------------------------------

base::Result<LogEvent> LogReader::next() {
  event_number_++;
  LogEvent event{.kind = static_cast<LogEventKind>(bytes_[at_++])};
  if (const base::Result<void> result = read_fields(event); !result) return std::unexpected(result.error());
  if (is_broken_) return broken("event " + std::to_string(event_number_) + " is damaged");
  if (at_ == blocks_[block_].end) {
    block_++;
    if (!is_at_end()) at_ = blocks_[block_].start;
  }
  return event;
}

std::optional<LogEvent> LogReader::find(LogEventKind kind) const {
  LogReader ahead = *this;
  while (!ahead.is_at_end()) {
    const base::Result<LogEvent> event = ahead.next();
    if (!event) return std::nullopt;
    // Its texts are the copy's, which goes.
    if (event->kind == kind) {
      LogEvent found = *event;
      found.name = {};
      found.bytes = {};
      return found;
    }
  }
  return std::nullopt;
}

base::Result<void> LogReader::read_fields(LogEvent& event) {
  switch (event.kind) {
    case LogEventKind::Input:
    case LogEventKind::TimeZone:
      event.name = text();
      event.bytes = text();
      return {};
    case LogEventKind::WallClock:
      wall_clock_ms_ += static_cast<std::uint64_t>(difference());
      event.wall_clock_ms = static_cast<double>(static_cast<std::int64_t>(wall_clock_ms_));
      event.count = count();
      return {};
    case LogEventKind::WallClockBits:
      event.wall_clock_ms = std::bit_cast<double>(word());
      event.count = count();
      return {};
    case LogEventKind::MonotonicClock:
      monotonic_ns_ += static_cast<std::uint64_t>(difference());
      event.nanoseconds = monotonic_ns_;
      event.count = count();
      return {};
    case LogEventKind::Random:
      event.bytes = text();
      return {};
    case LogEventKind::Wait:
      event.nanoseconds = monotonic_ns_ + static_cast<std::uint64_t>(difference());
      return {};
    case LogEventKind::OperationBegun:
    case LogEventKind::OperationCompleted:
      event.id = number();
      event.bytes = text();
      return {};
    case LogEventKind::NoCompletion:
      event.count = count();
      return {};
    case LogEventKind::Interrupted:
      event.reason = number();
      event.look = number();
      return {};
    case LogEventKind::End:
      event.exit_status = static_cast<int>(number());
      event.semantic_hash = word();
      return {};
  }
  return broken("event " + std::to_string(event_number_) + " is of an unknown sort");
}

std::uint64_t LogReader::number() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (at_ == blocks_[block_].end) break;
    const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
    number |= std::uint64_t{byte & 0x7fu} << shift;
    if ((byte & 0x80) == 0) return number;
  }
  is_broken_ = true;
  return 0;
}

std::uint64_t LogReader::count() {
  const std::uint64_t count = number() + 1;
  if (count == 0) is_broken_ = true;
  return count;
}

std::int64_t LogReader::difference() {
  const std::uint64_t zigzag = number();
  return static_cast<std::int64_t>(zigzag >> 1 ^ (0 - (zigzag & 1)));
}

std::uint64_t LogReader::word() {
  if (blocks_[block_].end - at_ < sizeof(std::uint64_t)) {
    is_broken_ = true;
    return 0;
  }
  const auto word = read_word<std::uint64_t>(bytes_, at_);
  at_ += sizeof(word);
  return word;
}

std::string_view LogReader::text() {
  const std::uint64_t size = number();
  if (is_broken_ || blocks_[block_].end - at_ < size) {
    is_broken_ = true;
    return {};
  }
  const std::string_view text = std::string_view(bytes_).substr(at_, size);
  at_ += size;
  return text;
}

}  // namespace orrery::host
