#include "host/recording/log_reader.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash64.h"
#include "base/packed.h"
#include "host/files/files.h"

namespace orrery::host {

namespace {

template <typename Word>
Word read_word(std::string_view bytes, std::size_t at) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); i++)
    word |= static_cast<Word>(Word{static_cast<std::uint8_t>(bytes[at + i])} << 8 * i);
  return word;
}

bool is_known(std::uint32_t version) {
  return version >= k_log_oldest_version && version <= k_log_version;
}

}  // namespace

std::string_view describe(LogEventKind kind) {
  switch (kind) {
#define LOG_EVENT(Name, code, does) \
  case LogEventKind::Name:          \
    return does;
#include "host/recording/log_events.def"
#undef LOG_EVENT
  }
  return {};
}

// Files and blocks ------------------------------------------------------------------------------------------

base::Result<LogReader> LogReader::parse(std::string name, std::string bytes) {
  LogReader reader(std::move(name), std::move(bytes));
  if (const base::Result<void> found = reader.find_blocks(); !found) return std::unexpected(found.error());
  return reader;
}

// Files that are read block by block ------------------------------------------------------------------------

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

base::Result<LogReader> LogReader::read_file(const std::string& path, Wait wait) {
  LogReader reader(path, "");
  reader.followed_ = std::make_shared<Followed>();
  reader.followed_->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  reader.followed_->wait = std::move(wait);
  if (reader.followed_->descriptor < 0)
    return base::error("cannot read the recording " + path + ": " + std::strerror(errno));
  return reader;
}

base::Result<LogReader> LogReader::follow(const std::string& path, Wait wait) {
  return read_file(path, std::move(wait));
}

base::Result<LogReader> LogReader::open(const std::string& path, std::string name) {
  base::Result<LogReader> reader = open(path);
  if (reader) reader->name_ = std::move(name);
  return reader;
}

base::Result<LogReader> LogReader::open(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    // A pipe can be read once.
    base::Result<std::string> bytes = host::read_file(path);
    if (!bytes) return base::error("cannot read the recording: " + bytes.error().message);
    return parse(path, *std::move(bytes));
  }
  base::Result<LogReader> reader = read_file(path, nullptr);
  if (!reader) return reader;
  if (const base::Result<void> found = reader->find_blocks(); !found) return std::unexpected(found.error());
  reader->followed_->is_over = true;
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
    if (!header.starts_with(k_log_magic) || !is_known(read_word<std::uint32_t>(header, k_log_magic.size()))) {
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
  if (followed_ == nullptr || !followed_->wait || interruption_) return;
  interruption_ = find_interruption(bytes_);
  if (interruption_) return;
  std::optional<std::string> next = read_block_at(followed_->offset, followed_->blocks);
  if (next) interruption_ = find_interruption(*std::move(next));
}

/// The one in a block with these contents.
std::optional<LogEvent> LogReader::find_interruption(std::string block) {
  if (block.empty()) return std::nullopt;
  LogReader ahead("", std::move(block));
  ahead.looks_ahead_ = true;
  ahead.blocks_ = {{0, ahead.bytes_.size()}};
  while (ahead.block_ != ahead.blocks_.size()) {
    base::Result<LogEvent> event = ahead.next();
    if (!event) return std::nullopt;
    if (event->kind == LogEventKind::Interrupted) return *std::move(event);
  }
  return std::nullopt;
}

std::unexpected<base::Error> LogReader::broken(std::string_view what) const {
  return base::error(name_ + ": " + std::string(what));
}

/// The bytes there, which may be `memory`; empty: not so many are there.
std::string_view LogReader::bytes_at(std::uint64_t offset, std::size_t size, std::string& memory) const {
  if (followed_ != nullptr) {
    // Where a size is damaged, not that much is to be asked for.
    struct stat status{};
    const bool is_there = ::fstat(followed_->descriptor, &status) == 0 &&
                          size <= static_cast<std::uint64_t>(status.st_size) &&
                          offset <= static_cast<std::uint64_t>(status.st_size) - size;
    if (!is_there || !read_at(followed_->descriptor, offset, size, memory)) return {};
    return memory;
  }
  if (size > bytes_.size() || offset > bytes_.size() - size) return {};
  return std::string_view(bytes_).substr(offset, size);
}

/// Checks them all. Of a file in memory they are kept in mind.
base::Result<void> LogReader::find_blocks() {
  std::string memory;
  if (bytes_at(0, k_log_magic.size(), memory) != k_log_magic) return broken("this is no recording of Orrery");
  const std::string header(bytes_at(0, k_log_header_size, memory));
  if (header.empty()) return broken("the recording is cut off within its header");
  const auto version = read_word<std::uint32_t>(header, k_log_magic.size());
  if (!is_known(version)) {
    return broken("the recording has version " + std::to_string(version) +
                  " of the format; this program reads versions " + std::to_string(k_log_oldest_version) +
                  " to " + std::to_string(k_log_version));
  }
  std::uint64_t number = 0;
  std::string last;
  std::string last_but_one;
  for (std::uint64_t at = k_log_header_size; !bytes_at(at, 1, memory).empty(); number++) {
    const std::string place = "block " + std::to_string(number);
    const std::string block_header(bytes_at(at, k_log_block_header_size, memory));
    if (block_header.empty()) return broken("the recording is cut off within the header of " + place);
    const auto size = read_word<std::uint32_t>(block_header, 0);
    at += k_log_block_header_size;
    if (read_word<std::uint32_t>(block_header, 4) != static_cast<std::uint32_t>(number) || size == 0)
      return broken("the header of " + place + " is damaged");
    const std::string_view contents = bytes_at(at, size, memory);
    if (contents.empty()) return broken("the recording is cut off within " + place);
    const auto checksum = read_word<std::uint64_t>(block_header, 8);
    if (base::Hash64::of(std::as_bytes(std::span(contents)), number) != checksum)
      return broken(place + " is damaged: its checksum is wrong");
    if (followed_ == nullptr) blocks_.push_back({at, at + size});
    last_but_one = std::exchange(last, std::string(contents));
    at += size;
  }
  if (!blocks_.empty()) at_ = blocks_.front().start;
  // It is the last event but one.
  interruption_ = find_interruption(std::move(last_but_one));
  if (!interruption_) interruption_ = find_interruption(std::move(last));
  return {};
}

// Events ----------------------------------------------------------------------------------------------------

bool LogReader::is_next_input(std::string_view name) const {
  if (!is_next(LogEventKind::Input)) return false;
  return base::PackedReader(std::string_view(bytes_).substr(at_ + 1)).text() == name;
}

base::Result<LogEvent> LogReader::next() {
  if (damage_) return std::unexpected(*damage_);
  event_number_++;
  LogEvent event{.kind = static_cast<LogEventKind>(bytes_[at_++])};
  if (event.kind == LogEventKind::LeftOut) {
    event.left_out = {.size = number(), .hash = word(), .other_hash = word()};
    if (at_ == blocks_[block_].end) is_broken_ = true;
    event.kind = is_broken_ ? LogEventKind::LeftOut : static_cast<LogEventKind>(bytes_[at_++]);
  }
  if (const base::Result<void> result = read_fields(event); !result) return std::unexpected(result.error());
  if (is_broken_) return broken("event " + std::to_string(event_number_) + " is damaged");
  if (at_ == blocks_[block_].end) {
    block_++;
    if (block_ != blocks_.size()) at_ = blocks_[block_].start;
  }
  return event;
}

base::Result<void> LogReader::read_fields(LogEvent& event) {
  switch (event.kind) {
    case LogEventKind::Input:
      event.name = text();
      event.bytes = contents();
      return {};
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
      event.id = number();
      event.bytes = text();
      return {};
    case LogEventKind::OperationCompleted:
      event.id = number();
      event.bytes = contents();
      return {};
    case LogEventKind::NoCompletion:
      event.count = count();
      return {};
    case LogEventKind::WeakReferencesCleared:
      event.turn = number();
      event.bytes = text();
      return {};
    case LogEventKind::Milestone:
      event.turn = number();
      event.semantic_hash = word();
      return {};
    case LogEventKind::Interrupted:
      event.reason = number();
      event.look = number();
      return {};
    case LogEventKind::LeftOut:
      is_broken_ = true;  // not twice, and not at the end of a block
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
  return bytes(number());
}

std::string_view LogReader::bytes(std::uint64_t size) {
  if (is_broken_ || blocks_[block_].end - at_ < size) {
    is_broken_ = true;
    return {};
  }
  const std::string_view bytes = std::string_view(bytes_).substr(at_, size);
  at_ += size;
  return bytes;
}

/// A text that may be told in pieces.
std::string_view LogReader::contents() {
  const std::uint64_t size = number();
  if (size < k_log_piece_size) return bytes(size);
  contents_.clear();
  std::string memory;
  std::uint64_t repeated = 0;
  for (std::uint64_t rest = size; rest != 0 && !is_broken_;) {
    const std::size_t piece_size = std::min<std::uint64_t>(rest, k_log_piece_size);
    const std::uint64_t place = number();
    rest -= piece_size;
    if (place == 0) {
      contents_ += bytes(piece_size);
      continue;
    }
    repeated += piece_size;
    if (looks_ahead_) continue;
    const std::string_view piece = bytes_at(place, piece_size, memory);
    if (piece.empty() || repeated > k_log_most_repeated) is_broken_ = true;
    contents_ += piece;
  }
  return contents_;
}

}  // namespace orrery::host
