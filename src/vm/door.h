#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace orrery::vm {

/// The machine's time zone.
struct TimeZoneData {
  /// In the IANA Time Zone Database: "Europe/Berlin". Empty if the machine does not say.
  std::string name;
  /// What its clocks show when: the contents of a TZif file (RFC 9636), or a text as POSIX has it in the
  /// variable TZ
  /// ("CET-1CEST,M3.5.0,M10.5.0/3"). Empty: UTC.
  std::string rules;
};

/// The synchronous half of the door (docs/architecture.md): everything that engine code reads from outside.
/// Recording logs it, replaying feeds it.
class Door {
 public:
  /// Milliseconds since 1970-01-01 UTC, as Date.now() gives them.
  virtual double wall_clock_ms() = 0;
  /// Of a clock that never goes back, in nanoseconds since some moment before the agent.
  virtual std::uint64_t monotonic_ns() = 0;
  virtual void fill_random(std::span<std::byte> bytes) = 0;
  /// Asked for when a program first makes local time of something.
  virtual TimeZoneData time_zone() = 0;

 protected:
  ~Door() = default;
};

}  // namespace orrery::vm
