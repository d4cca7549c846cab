#pragma once

#include <orrery/orrery.h>

namespace orrery {

/// The machine's own clocks, entropy and time zone. In a library of its own (orrery_system_door), as the
/// engine has neither. May be shared by agents on several threads.
class ORRERY_API SystemDoor final : public Door {
 public:
  double wall_clock_ms() override;
  std::uint64_t monotonic_ns() override;
  void fill_random(std::span<std::byte> bytes) override;
  TimeZone time_zone() override;
};

}  // namespace orrery
