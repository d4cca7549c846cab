#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "vm/dates/zone_interval.h"
#include "vm/door.h"

namespace orrery::vm {

/// The zone in whose time Date's local methods speak (https://tc39.es/ecma262/#sec-systemtimezoneidentifier).
/// It is asked for, through the door, when it is first needed, and never again.
///
/// Takes and gives time values (dates/calendar.h): finite whole numbers of milliseconds, or NaN.
class SystemTimeZone {
 public:
  explicit SystemTimeZone(Door& door);
  ~SystemTimeZone();
  SystemTimeZone(const SystemTimeZone&) = delete;
  SystemTimeZone& operator=(const SystemTimeZone&) = delete;

  /// https://tc39.es/ecma262/#sec-localtime, of a finite t
  double local_time(double t);
  /// https://tc39.es/ecma262/#sec-utc-t; what is not finite becomes NaN. A time that the clocks show twice is
  /// the first of the two, one that they skip is reckoned with the offset before the change.
  double utc(double t);
  /// How far the zone's clocks are ahead of UTC at t, in seconds, and what people call them then: "Central
  /// European Standard Time".
  std::int32_t offset_seconds(double t);
  const std::string& display_name(double t);

  /// The zone may be another one now, as when a program has set the variable TZ: Door::time_zone() is asked
  /// again when the zone is next needed.
  void forget();

 private:
  struct Zone;

  const ZoneInterval& interval_at(std::int64_t seconds);
  Zone& zone();
  bool is_summer_time(const ZoneInterval& interval);
  std::string make_display_name(const ZoneInterval& interval);

  Door& door_;
  std::unique_ptr<Zone> zone_;
  // The stretches that were asked for last: most programs stay within one or two.
  std::array<ZoneInterval, 4> recent_;
  std::size_t last_used_ = 0;
};

}  // namespace orrery::vm
