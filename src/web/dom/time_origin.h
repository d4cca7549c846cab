#pragma once

#include <cstdint>
#include <string_view>

#include "vm/agent.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/realm_interface.h"

namespace orrery::web {

/// https://w3c.github.io/hr-time/#dfn-time-origin of a realm: when it was first asked for. Whoever sets up a
/// realm asks at once.
class TimeOrigin final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "TimeOrigin";
  TimeOrigin(vm::Agent& agent, vm::Realm&)
      : PlatformCell(vm::k_platform_cell_type<TimeOrigin>), nanoseconds_(agent.door().monotonic_ns()) {}
  std::uint64_t nanoseconds() const { return nanoseconds_; }
  void visit(gc::Visitor&) {}

 private:
  std::uint64_t nanoseconds_;
};

/// https://w3c.github.io/hr-time/#dfn-current-high-resolution-time of the current realm, in milliseconds.
/// DEVIATION: as fine as the door's clock, as in Node; nothing here is of another origin.
inline double current_high_resolution_time(vm::Agent& agent) {
  constexpr double k_nanoseconds_per_millisecond = 1e6;
  const std::uint64_t origin = vm::platform_state<TimeOrigin>(agent, agent.realm()).nanoseconds();
  return static_cast<double>(agent.door().monotonic_ns() - origin) / k_nanoseconds_per_millisecond;
}

}  // namespace orrery::web
