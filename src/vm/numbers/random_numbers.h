#pragma once

#include <cstdint>
#include <span>

#include "vm/door.h"

namespace orrery::vm {

/// The sequence behind Math.random: xorshift128+ (S. Vigna, Further scramblings of Marsaglia's xorshift
/// generators, 2017). Seeded through the door when the first number is asked for, so that a run can be
/// replayed.
class RandomNumbers {
 public:
  /// From 0 to below 1, any multiple of 2^-53.
  double next(Door& door) {
    if (state_[0] == 0 && state_[1] == 0) seed(door);
    std::uint64_t a = state_[0];
    const std::uint64_t b = state_[1];
    state_[0] = b;
    a ^= a << 23;
    a ^= a >> 17;
    a ^= b ^ b >> 26;
    state_[1] = a;
    return static_cast<double>((a + b) >> 11) * 0x1p-53;
  }

 private:
  void seed(Door& door) {
    door.fill_random(std::as_writable_bytes(std::span(state_)));
    // All zeros would stay zeros.
    if (state_[0] == 0 && state_[1] == 0) state_[0] = 1;
  }

  std::uint64_t state_[2] = {0, 0};
};

}  // namespace orrery::vm
