#pragma once

#include <cstdint>

namespace orrery::loop {

/// The asynchronous half of the door (docs/architecture.md): what the loop itself needs from outside. The
/// synchronous half, which engine code reads, is vm::Door. Recording logs both, replaying feeds both.
class AsynchronousDoor {
 public:
  /// Of the same clock as vm::Door::monotonic_ns(): always a fresh reading, never a kept one.
  virtual std::uint64_t monotonic_ns() = 0;
  /// Returns when the clock has reached `deadline_ns`, or before that if the loop should look whether
  /// something has happened (an interrupt).
  virtual void wait_until(std::uint64_t deadline_ns) = 0;

 protected:
  ~AsynchronousDoor() = default;
};

}  // namespace orrery::loop
