#pragma once

#include <cstdint>
#include <string_view>

namespace orrery::vm {

/// A stretch of time in which a zone's clocks are the same time ahead of UTC.
struct ZoneInterval {
  // Seconds since 1970-01-01 UTC; `end` is the first that does not belong to it. The lowest and the highest
  // number mean that nothing changed before, or will change.
  std::int64_t start;
  std::int64_t end;
  std::int32_t offset;  // seconds ahead of UTC
  /// Whether the zone's rules call it daylight saving time.
  bool is_daylight;
  /// "CET"; "+03" where nobody has one.
  std::string_view abbreviation;

  bool contains(std::int64_t seconds) const { return start <= seconds && seconds < end; }
};

}  // namespace orrery::vm
