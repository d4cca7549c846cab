#pragma once

#include "vm/door.h"

namespace orrery::cli {

/// The machine's own clocks and entropy.
class LiveDoor final : public vm::Door {
 public:
  double wall_clock_ms() override;
  std::uint64_t monotonic_ns() override;
  void fill_random(std::span<std::byte> bytes) override;
};

}  // namespace orrery::cli
