#include "vm/dates/time_zone.h"

#include <algorithm>
#include <limits>

namespace orrery::vm {

namespace {

using Limits = std::numeric_limits<std::int64_t>;

constexpr std::string_view k_magic = "TZif";
constexpr std::size_t k_header_size = 44;
/// RFC 9636, 3.2: no zone is further from UTC.
constexpr std::int32_t k_max_offset = 93'599;

}  // namespace

// Reading ---------------------------------------------------------------------------------------------------

/// A TZif file has one block of data with times of 32 bits, and from version 2 on another with 64 bits,
/// behind which is the rule of all later years.
class TimeZone::Parser {
 public:
  explicit Parser(std::string_view bytes) : bytes_(bytes) {}

  std::optional<TimeZone> zone() {
    std::optional<Header> header = read_header();
    if (!header) return std::nullopt;
    if (header->version != '\0') {
      // What the first block tells the second tells better.
      if (!skip(header->data_size(4))) return std::nullopt;
      header = read_header();
      if (!header) return std::nullopt;
      time_size_ = 8;
    }
    if (header->types == 0 || rest() < header->data_size(time_size_)) return std::nullopt;
    TimeZone zone;
    if (!read_changes(*header, zone) || !read_types(*header, zone) || !read_abbreviations(*header, zone))
      return std::nullopt;
    at_ += header->leap_seconds * (time_size_ + 4) + header->standard_marks + header->utc_marks;
    if (time_size_ == 8 && !read_rule(zone)) return std::nullopt;
    return zone;
  }

 private:
  struct Header {
    char version;
    std::size_t utc_marks, standard_marks, leap_seconds, changes, types, characters;

    std::size_t data_size(std::size_t time_size) const {
      return changes * (time_size + 1) + types * 6 + characters + leap_seconds * (time_size + 4) +
             standard_marks + utc_marks;
    }
  };

  std::size_t rest() const { return bytes_.size() - at_; }
  bool skip(std::size_t size) {
    if (rest() < size) return false;
    at_ += size;
    return true;
  }

  /// `size` bytes, the highest first.
  std::int64_t number(std::size_t size) {
    std::uint64_t number = static_cast<std::uint8_t>(bytes_[at_]) >= 0x80 ? UINT64_MAX : 0;
    for (std::size_t i = 0; i < size; i++) number = number << 8 | static_cast<std::uint8_t>(bytes_[at_++]);
    return static_cast<std::int64_t>(number);
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(bytes_[at_++]); }

  std::optional<Header> read_header() {
    if (rest() < k_header_size || !bytes_.substr(at_).starts_with(k_magic)) return std::nullopt;
    at_ += k_magic.size();
    Header header{};
    header.version = bytes_[at_];
    at_ += 16;
    for (std::size_t* count : {&header.utc_marks, &header.standard_marks, &header.leap_seconds,
                               &header.changes, &header.types, &header.characters})
      *count = static_cast<std::uint32_t>(number(4));
    return header;
  }

  bool read_changes(const Header& header, TimeZone& zone) {
    zone.changes_.reserve(header.changes);
    for (std::size_t i = 0; i < header.changes; i++) {
      zone.changes_.push_back(number(time_size_));
      if (i > 0 && zone.changes_[i] <= zone.changes_[i - 1]) return false;
    }
    zone.types_after_.reserve(header.changes);
    for (std::size_t i = 0; i < header.changes; i++) {
      zone.types_after_.push_back(byte());
      if (zone.types_after_[i] >= header.types) return false;
    }
    return true;
  }

  bool read_types(const Header& header, TimeZone& zone) {
    zone.types_.reserve(header.types);
    for (std::size_t i = 0; i < header.types; i++) {
      const std::int64_t offset = number(4);
      const bool is_daylight = byte() != 0;
      const std::uint8_t abbreviation = byte();
      if (offset > k_max_offset || offset < -k_max_offset || abbreviation >= header.characters) return false;
      zone.types_.push_back({static_cast<std::int32_t>(offset), is_daylight, abbreviation});
    }
    return true;
  }

  bool read_abbreviations(const Header& header, TimeZone& zone) {
    zone.abbreviations_ = bytes_.substr(at_, header.characters);
    at_ += header.characters;
    return zone.abbreviations_.ends_with('\0');
  }

  /// Between two line feeds, possibly empty.
  bool read_rule(TimeZone& zone) {
    if (rest() == 0 || bytes_[at_] != '\n') return false;
    const std::size_t end = bytes_.find('\n', at_ + 1);
    if (end == std::string_view::npos) return false;
    const std::string_view text = bytes_.substr(at_ + 1, end - at_ - 1);
    if (text.empty()) return true;
    zone.rule_ = PosixTimeZone::parse(text);
    return zone.rule_.has_value();
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t time_size_ = 4;
};

std::optional<TimeZone> TimeZone::parse(std::string_view rules) {
  if (rules.starts_with(k_magic)) return Parser(rules).zone();
  TimeZone zone;
  zone.rule_ = PosixTimeZone::parse(rules);
  if (!zone.rule_) return std::nullopt;
  return zone;
}

// Asking ----------------------------------------------------------------------------------------------------

ZoneInterval TimeZone::interval(std::int64_t start, std::int64_t end, std::uint8_t type) const {
  return {.start = start,
          .end = end,
          .offset = types_[type].offset,
          .is_daylight = types_[type].is_daylight,
          .abbreviation = abbreviations_.c_str() + types_[type].abbreviation};
}

ZoneInterval TimeZone::interval_at(std::int64_t seconds) const {
  const auto after = std::ranges::upper_bound(changes_, seconds);
  if (after == changes_.end() && rule_) {
    ZoneInterval interval = rule_->interval_at(seconds);
    if (!changes_.empty()) interval.start = std::max(interval.start, changes_.back());
    return interval;
  }
  const std::int64_t end = after == changes_.end() ? Limits::max() : *after;
  if (after == changes_.begin()) return interval(Limits::min(), end, 0);
  const auto last = static_cast<std::size_t>(after - changes_.begin()) - 1;
  return interval(changes_[last], end, types_after_[last]);
}

}  // namespace orrery::vm
