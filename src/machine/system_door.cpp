#include <utility>

#include <orrery/system_door.h>

#include "machine/clocks.h"
#include "machine/zone_files.h"

namespace orrery {

double SystemDoor::wall_clock_ms() {
  return machine::read_wall_clock_ms();
}

std::uint64_t SystemDoor::monotonic_ns() {
  return machine::read_monotonic_ns();
}

void SystemDoor::fill_random(std::span<std::byte> bytes) {
  machine::read_entropy(bytes);
}

Door::TimeZone SystemDoor::time_zone() {
  vm::TimeZoneData data = machine::read_time_zone();
  return {.name = std::move(data.name), .rules = std::move(data.rules)};
}

}  // namespace orrery
