#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vm/door.h"

namespace orrery::machine {

/// Where a machine keeps its time zones.
struct ZonePlaces {
  std::string zones = "/usr/share/zoneinfo";  // a TZif file for each name
  std::string local_time = "/etc/localtime";  // a link to one of them, or a copy
  std::string local_name = "/etc/timezone";   // the name of the copy, on some systems
};

/// The zone that C programs on this machine use: that of the variables TZ and TZDIR, or else of the machine's
/// settings.
vm::TimeZoneData read_time_zone();
/// The same with another value of the variable TZ, or without that.
vm::TimeZoneData read_time_zone(std::optional<std::string_view> tz);
/// The same for tests. \param tz  the value of TZ: a zone's name, a file's path or a POSIX rule, with or
/// without a colon in front; empty: UTC; nothing: the machine's own zone
vm::TimeZoneData read_time_zone(std::optional<std::string_view> tz, const ZonePlaces& places);

}  // namespace orrery::machine
