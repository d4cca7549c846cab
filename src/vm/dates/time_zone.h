#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vm/dates/posix_time_zone.h"
#include "vm/dates/zone_interval.h"

namespace orrery::vm {

/// What the clocks of a time zone show, and showed: the contents of a TZif file (RFC 9636), as they are found
/// below /usr/share/zoneinfo. Its leap seconds, which time values do not know, are left out.
class TimeZone {
 public:
  /// \param rules  a TZif file's bytes or POSIX's TZ text; from outside, so they may be anything
  static std::optional<TimeZone> parse(std::string_view rules);

  /// The stretch around this moment. Its abbreviation lives as long as this.
  ZoneInterval interval_at(std::int64_t seconds) const;

 private:
  struct Type {
    std::int32_t offset;
    bool is_daylight;
    std::uint8_t abbreviation;  // its start in abbreviations_
  };
  class Parser;

  ZoneInterval interval(std::int64_t start, std::int64_t end, std::uint8_t type) const;

  // When the clocks changed, ascending, and to which type.
  std::vector<std::int64_t> changes_;
  std::vector<std::uint8_t> types_after_;
  std::vector<Type> types_;
  std::string abbreviations_;  // each ends with a zero
  // What holds after the last change.
  std::optional<PosixTimeZone> rule_;
};

}  // namespace orrery::vm
