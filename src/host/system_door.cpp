#include <utility>

#include <orrery/system_door.h>

#include "host/machine.h"
#include "host/zone_files.h"

namespace orrery {

double SystemDoor::wall_clock_ms() {
  return host::read_wall_clock_ms();
}

std::uint64_t SystemDoor::monotonic_ns() {
  return host::read_monotonic_ns();
}

void SystemDoor::fill_random(std::span<std::byte> bytes) {
  host::read_entropy(bytes);
}

Door::TimeZone SystemDoor::time_zone() {
  vm::TimeZoneData data = host::read_time_zone();
  return {.name = std::move(data.name), .rules = std::move(data.rules)};
}

}  // namespace orrery
