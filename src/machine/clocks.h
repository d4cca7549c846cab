#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace orrery::machine {

// What the machine says: the only code that asks it. Behind the doors.

/// Milliseconds since 1970-01-01 UTC.
double read_wall_clock_ms();
/// Nanoseconds since some moment.
std::uint64_t read_monotonic_ns();
/// Fills `bytes` with entropy; ends the process where the system has none.
void read_entropy(std::span<std::byte> bytes);

}  // namespace orrery::machine
