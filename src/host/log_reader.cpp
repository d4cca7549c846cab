#include "host/log_reader.h"

#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <span>
#include <thread>
#include <utility>

#include "base/hash64.h"

namespace orrery::host {

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

namespace {

std::unexpected<base::Error> cannot_read(const std::string& path) {
  return base::error("cannot read the recording " + path + ": " + std::strerror(errno));
}

base::Result<std::string> read_to_end(std::FILE* file, const std::string& path) {
  std::string bytes;
  std::string piece(std::size_t{64} * 1024, '\0');
  std::clearerr(file);
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file))
    bytes.append(piece, 0, count);
  if (std::ferror(file) != 0) return cannot_read(path);
  return bytes;
}

}  // namespace

base::Result<LogReader> LogReader::open(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return cannot_read(path);
  base::Result<std::string> bytes = read_to_end(file.get(), path);
  if (!bytes) return std::unexpected(bytes.error());
  return parse(path, *std::move(bytes));
}

base::Result<LogReader> LogReader::parse(std::string name, std::string bytes) {
  LogReader reader(std::move(name));
  if (const base::Result<void> added = reader.add(std::move(bytes), Tail::IsError); !added)
    return std::unexpected(added.error());
  return reader;
}

base::Result<LogReader> LogReader::follow(const std::string& path, Follow follow) {
  LogReader reader(path);
  reader.file_ = std::shared_ptr<std::FILE>(std::fopen(path.c_str(), "rbe"), [](std::FILE* opened) {
    if (opened != nullptr) std::fclose(opened);
  });
  if (reader.file_ == nullptr) return cannot_read(path);
  reader.follow_ = std::move(follow);
  if (const base::Result<bool> more = reader.read_more(); !more) return std::unexpected(more.error());
  return reader;
}

std::unexpected<base::Error> LogReader::broken(std::string_view what) const {
  return base::error(name_ + ": " + std::string(what));
}

/// \param tail  what a block is that goes on behind `bytes`
base::Result<void> LogReader::add(std::string bytes, Tail tail) {
  const std::string_view all = pieces_.emplace_back(std::move(bytes));
  std::size_t at = 0;
  if (!has_header_) {
    const std::string_view magic = all.substr(0, k_log_magic.size());
    const bool is_begun = tail == Tail::MayGrow && k_log_magic.starts_with(magic);
    if (magic != k_log_magic && !is_begun) return broken("this is no recording of Orrery");
    if (all.size() < k_log_header_size) {
      if (!is_begun) return broken("the recording is cut off within its header");
      rest_ = all;
      return {};
    }
    const auto version = base::PackedReader(all.substr(k_log_magic.size())).word<std::uint32_t>();
    if (version != k_log_version) {
      return broken("the recording has version " + std::to_string(version) +
                    " of the format; this program reads version " + std::to_string(k_log_version));
    }
    has_header_ = true;
    at = k_log_header_size;
  }
  const bool was_empty = at_.block == blocks_.size();
  while (at != all.size()) {
    const base::Result<std::size_t> size = take_block(all.substr(at), tail);
    if (!size) return std::unexpected(size.error());
    if (*size == 0) break;
    at += *size;
  }
  rest_ = all.substr(at);
  if (was_empty && at_.block != blocks_.size()) at_.rest = base::PackedReader(blocks_[at_.block]);
  return {};
}

/// \return its size with its header; 0: it is not all there, which is no error
base::Result<std::size_t> LogReader::take_block(std::string_view bytes, Tail tail) {
  const std::string place = "block " + std::to_string(blocks_.size());
  if (bytes.size() < k_log_block_header_size) {
    if (tail == Tail::MayGrow) return 0;
    return broken("the recording is cut off within the header of " + place);
  }
  base::PackedReader header(bytes);
  const auto size = header.word<std::uint32_t>();
  const auto number = header.word<std::uint32_t>();
  const auto checksum = header.word<std::uint64_t>();
  if (number != blocks_.size() || size == 0) return broken("the header of " + place + " is damaged");
  if (header.bytes_left() < size) {
    if (tail == Tail::MayGrow) return 0;
    return broken("the recording is cut off within " + place);
  }
  const std::string_view contents = header.bytes(size);
  if (base::Hash64::of(std::as_bytes(std::span(contents)), number) != checksum)
    return broken(place + " is damaged: its checksum is wrong");
  blocks_.push_back(contents);
  return k_log_block_header_size + size;
}

/// \return whether there was more of a file that is followed
base::Result<bool> LogReader::read_more() {
  base::Result<std::string> bytes = read_to_end(file_.get(), name_);
  if (!bytes) return std::unexpected(bytes.error());
  if (bytes->empty()) return false;
  const base::Result<void> added = add(std::exchange(rest_, {}) + *bytes, Tail::MayGrow);
  if (!added) return std::unexpected(added.error());
  has_grown_ = true;
  return true;
}

bool LogReader::is_at_end() {
  if (at_.block != blocks_.size()) return false;
  if (!follow_) return true;
  for (bool is_last = false;; is_last = !follow_->is_live()) {
    const base::Result<bool> more = read_more();
    // next() tells of it.
    if (!more) error_ = more.error();
    if (error_ || at_.block != blocks_.size()) return false;
    if (is_last) return true;
    constexpr std::chrono::milliseconds k_pause{5};
    follow_->wait ? follow_->wait() : std::this_thread::sleep_for(k_pause);
  }
}

// Events ----------------------------------------------------------------------------------------------------

base::Result<LogEvent> LogReader::next() {
  if (error_) return std::unexpected(*error_);
  at_.event_number++;
  LogEvent event{.kind = static_cast<LogEventKind>(at_.rest.byte())};
  if (const base::Result<void> result = read_fields(event); !result) return std::unexpected(result.error());
  if (at_.rest.is_broken()) return broken("event " + std::to_string(at_.event_number) + " is damaged");
  if (at_.rest.is_at_end()) {
    at_.block++;
    if (at_.block != blocks_.size()) at_.rest = base::PackedReader(blocks_[at_.block]);
  }
  return event;
}

std::optional<LogEvent> LogReader::find(LogEventKind kind) {
  const Position before = at_;
  std::optional<LogEvent> found;
  while (!found && !error_ && at_.block != blocks_.size()) {
    const base::Result<LogEvent> event = next();
    if (!event) break;
    if (event->kind == kind) found = *event;
  }
  at_ = before;
  return found;
}

base::Result<void> LogReader::read_fields(LogEvent& event) {
  switch (event.kind) {
    case LogEventKind::Input:
    case LogEventKind::TimeZone:
      event.name = at_.rest.text();
      event.bytes = at_.rest.text();
      return {};
    case LogEventKind::WallClock:
      at_.wall_clock_ms += static_cast<std::uint64_t>(at_.rest.signed_number());
      event.wall_clock_ms = static_cast<double>(static_cast<std::int64_t>(at_.wall_clock_ms));
      event.count = count();
      return {};
    case LogEventKind::WallClockBits:
      event.wall_clock_ms = std::bit_cast<double>(at_.rest.word<std::uint64_t>());
      event.count = count();
      return {};
    case LogEventKind::MonotonicClock:
      at_.monotonic_ns += static_cast<std::uint64_t>(at_.rest.signed_number());
      event.nanoseconds = at_.monotonic_ns;
      event.count = count();
      return {};
    case LogEventKind::Random:
      event.bytes = at_.rest.text();
      return {};
    case LogEventKind::Wait:
      event.nanoseconds = at_.monotonic_ns + static_cast<std::uint64_t>(at_.rest.signed_number());
      return {};
    case LogEventKind::OperationBegun:
    case LogEventKind::OperationCompleted:
      event.id = at_.rest.number();
      event.bytes = at_.rest.text();
      return {};
    case LogEventKind::NoCompletion:
      event.count = count();
      return {};
    case LogEventKind::Interrupted:
      event.reason = at_.rest.number();
      event.look = at_.rest.number();
      return {};
    case LogEventKind::End:
      event.exit_status = static_cast<int>(at_.rest.number());
      event.semantic_hash = at_.rest.word<std::uint64_t>();
      return {};
  }
  return broken("event " + std::to_string(at_.event_number) + " is of an unknown sort");
}

std::uint64_t LogReader::count() {
  const std::uint64_t count = at_.rest.number() + 1;
  if (count == 0) at_.rest.set_broken();
  return count;
}

}  // namespace orrery::host
