#pragma once

// An agent for tests of the public API, which include nothing else of the engine.

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <orrery/orrery.h>

namespace orrery {

/// Always the same moment, the same numbers and the same place.
class FixedDoor final : public Door {
 public:
  double wall_clock_ms() override { return 1000; }
  std::uint64_t monotonic_ns() override { return 5; }
  void fill_random(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{4}); }
  TimeZone time_zone() override { return {.name = "Asia/Seoul", .rules = "KST-9"}; }
};

/// The completion value as a text, or the error.
inline std::string evaluate(const Realm& realm, std::string_view source) {
  const Result<Value> result = realm.evaluate(source, "test.js");
  if (!result)
    return (result.error().is_termination() ? "TERMINATED: " : "THROWN: ") + result.error().message;
  return result->to_string().value_or("?");
}

}  // namespace orrery
