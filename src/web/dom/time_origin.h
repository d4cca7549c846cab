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
  /// How fine scripts may see time: https://w3c.github.io/hr-time/#dfn-coarsen-time. At first as fine as the
  /// clock.
  void set_resolution_ns(std::uint64_t resolution) { resolution_ns_ = resolution; }
  /// https://w3c.github.io/hr-time/#dfn-relative-high-resolution-time of a moment of the door's clock.
  double milliseconds_at(std::uint64_t moment_ns) const {
    const std::uint64_t elapsed = moment_ns - nanoseconds_;
    return static_cast<double>(elapsed - elapsed % resolution_ns_) / k_nanoseconds_per_millisecond;
  }
  /// https://w3c.github.io/hr-time/#dfn-get-time-origin-timestamp: in milliseconds since 1970-01-01 UTC. The
  /// wall clock is asked once.
  double unix_milliseconds(vm::Agent& agent) {
    if (unix_milliseconds_ == 0) {
      const std::uint64_t now = agent.door().monotonic_ns();
      unix_milliseconds_ = agent.door().wall_clock_ms() - milliseconds_at(now);
    }
    return unix_milliseconds_;
  }
  void visit(gc::Visitor&) {}

 private:
  static constexpr double k_nanoseconds_per_millisecond = 1e6;

  std::uint64_t nanoseconds_;
  std::uint64_t resolution_ns_ = 1;
  double unix_milliseconds_ = 0;  // 0: nobody has asked yet
};

/// https://w3c.github.io/hr-time/#dfn-current-high-resolution-time of the current realm, in milliseconds.
inline double current_high_resolution_time(vm::Agent& agent) {
  return vm::platform_state<TimeOrigin>(agent, agent.realm()).milliseconds_at(agent.door().monotonic_ns());
}

}  // namespace orrery::web
