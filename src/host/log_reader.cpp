#include "host/log_reader.h"

#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

// Recordings that grow
// ---------------------------------------------------------------------------------------

namespace {

/// Reads all of `size` bytes, or fails. Leaves the descriptor's own position alone, which others share.
bool read_at(int descriptor, std::uint64_t offset, std::size_t size, std::string& bytes) {
  bytes.resize(size);
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got =
        ::pread(descriptor, bytes.data() + have, size - have, static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    have += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

LogReader::Followed::~Followed() {
  if (descriptor >= 0) ::close(descriptor);
}

base::Result<LogReader> LogReader::follow(const std::string& path, Wait wait) {
  LogReader reader(path, "");
  reader.followed_ = std::make_shared<Followed>();
  reader.followed_->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  reader.followed_->wait = std::move(wait);
  if (reader.followed_->descriptor < 0)
    return base::error("cannot read the recording " + path + ": " + std::strerror(errno));
  return reader;
}

/// The contents of the block there, if it is whole.
std::optional<std::string> LogReader::read_block_at(std::uint64_t offset, std::uint64_t number) const {
  std::string header;
  std::string contents;
  if (!read_at(followed_->descriptor, offset, k_log_block_header_size, header)) return std::nullopt;
  const auto size = read_word<std::uint32_t>(header, 0);
  struct stat status{};
  // Where a size is damaged, not that much is to be asked for.
  const bool is_there = ::fstat(followed_->descriptor, &status) == 0 &&
                        static_cast<std::uint64_t>(status.st_size) >= offset + k_log_block_header_size + size;
  if (!is_there || !read_at(followed_->descriptor, offset + k_log_block_header_size, size, contents))
    return std::nullopt;
  const bool is_good =
      size != 0 && read_word<std::uint32_t>(header, 4) == static_cast<std::uint32_t>(number) &&
      base::Hash64::of(std::as_bytes(std::span(contents)), number) == read_word<std::uint64_t>(header, 8);
  // An empty one stands for what is damaged.
  return is_good ? contents : "";
}

/// Makes the next block of the file the one that is read. \return whether it is there
bool LogReader::read_block() {
  Followed& file = *followed_;
  if (!file.has_header) {
    std::string header;
    if (!read_at(file.descriptor, 0, k_log_header_size, header)) return false;
    if (!header.starts_with(k_log_magic) ||
        read_word<std::uint32_t>(header, k_log_magic.size()) != k_log_version) {
      damage_ = broken("this is no recording of this version").error();
      return true;
    }
    file.has_header = true;
    file.offset = k_log_header_size;
  }
  std::optional<std::string> contents = read_block_at(file.offset, file.blocks);
  if (!contents) return false;
  if (contents->empty()) {
    damage_ = broken("block " + std::to_string(file.blocks) + " is damaged").error();
    return true;
  }
  bytes_ = *std::move(contents);
  file.offset += k_log_block_header_size + bytes_.size();
  file.blocks++;
  blocks_ = {{0, bytes_.size()}};
  block_ = 0;
  at_ = 0;
  look_for_interruption();
  return true;
}

bool LogReader::has_more() {
  return block_ != blocks_.size() || damage_ || (followed_ != nullptr && read_block());
}

bool LogReader::is_at_end() {
  while (!has_more()) {
    if (followed_ == nullptr || followed_->is_over) return true;
    // What was written before it was over is still to be read.
    if (!followed_->wait()) followed_->is_over = true;
  }
  return false;
}

/// It is the last event but one, so it may be in this block or the next, and has to be known before what came
/// before it is replayed to the end.
void LogReader::look_for_interruption() {
  if (followed_ == nullptr || interruption_) return;
  const Followed& file = *followed_;
  LogReader block(name_, bytes_);
  block.blocks_ = blocks_;
  interruption_ = block.find(LogEventKind::Interrupted);
  if (interruption_) return;
  std::optional<std::string> contents = read_block_at(file.offset, file.blocks);
  if (!contents || contents->empty()) return;
  block.bytes_ = *std::move(contents);
  block.blocks_ = {{0, block.bytes_.size()}};
  interruption_ = block.find(LogEventKind::Interrupted);
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
  interruption_ = find(LogEventKind::Interrupted);
  return {};
}

// Events ----------------------------------------------------------------------------------------------------

base::Result<LogEvent> LogReader::next() {
  if (damage_) return std::unexpected(*damage_);
  event_number_++;
  LogEvent event{.kind = static_cast<LogEventKind>(bytes_[at_++])};
  if (const base::Result<void> result = read_fields(event); !result) return std::unexpected(result.error());
  if (is_broken_) return broken("event " + std::to_string(event_number_) + " is damaged");
  if (at_ == blocks_[block_].end) {
    block_++;
    if (block_ != blocks_.size()) at_ = blocks_[block_].start;
  }
  return event;
}

std::optional<LogEvent> LogReader::find(LogEventKind kind) const {
  LogReader ahead = *this;
  while (ahead.block_ != ahead.blocks_.size()) {
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
