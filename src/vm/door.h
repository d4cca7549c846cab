#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace orrery::vm {

/// The synchronous half of the door (docs/architecture.md): everything that engine code reads from outside.
/// Recording logs it, replaying feeds it.
class Door {
 public:
  /// Milliseconds since 1970-01-01 UTC, as Date.now() gives them.
  virtual double wall_clock_ms() = 0;
  /// Of a clock that never goes back, in nanoseconds since some moment before the agent.
  virtual std::uint64_t monotonic_ns() = 0;
  virtual void fill_random(std::span<std::byte> bytes) = 0;

 protected:
  ~Door() = default;
};

}  // namespace orrery::vm
