#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vm/dates/zone_interval.h"

namespace orrery::vm {

/// A time zone in the notation of POSIX's variable TZ, with the extensions of RFC 9636, 3.3.1:
/// "CET-1CEST,M3.5.0,M10.5.0/3". The same rule holds in every year.
class PosixTimeZone {
 public:
  static std::optional<PosixTimeZone> parse(std::string_view text);

  /// The stretch around this moment, at least as far as the rule's next change. Its abbreviation lives as
  /// long as this.
  ZoneInterval interval_at(std::int64_t seconds) const;

 private:
  /// When in a year the clocks change.
  struct Change {
    enum class Form : std::uint8_t {
      DayFrom1,        // Jn: February 29 is never counted
      DayFrom0,        // n: it is
      WeekDayOfMonth,  // Mm.w.d
    };
    Form form = Form::DayFrom0;
    std::int32_t month = 0;  // 1 to 12
    std::int32_t week = 0;   // 1 to 5; 5 is the last
    std::int32_t day = 0;    // of the week, from Sunday, or of the year
    std::int32_t time =
        7200;  // seconds from that day's start by the clocks before the change; may be negative

    /// Seconds since 1970 by those clocks.
    std::int64_t in_year(std::int64_t year) const;
  };
  struct Clock {
    std::string abbreviation;
    std::int32_t offset;  // seconds ahead of UTC
  };
  class Parser;

  ZoneInterval interval(std::int64_t start, std::int64_t end, bool is_daylight) const;

  Clock standard_{};
  std::optional<Clock> daylight_;
  Change to_daylight_;
  Change to_standard_;
};

}  // namespace orrery::vm
