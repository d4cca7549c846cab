#pragma once

// Agents for tests of the public API, which include nothing else of the engine.

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

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

enum class Mode : std::uint8_t { Normal, CollectAlways };

/// One agent, made in either mode.
class ApiTest : public testing::TestWithParam<Mode> {
 protected:
  explicit ApiTest(Options options = {})
      : agent_(Agent::create(door_, in_mode(std::move(options)))), realm_(agent_->realm()) {}
  Agent& agent() { return *agent_; }
  const Realm& realm() const { return realm_; }
  std::string run(std::string_view source) { return evaluate(realm_, source); }
  void end_agent() { agent_.reset(); }

 private:
  static Options in_mode(Options options) {
    options.collect_at_every_allocation = GetParam() == Mode::CollectAlways;
    return options;
  }

  FixedDoor door_;
  std::unique_ptr<Agent> agent_;
  Realm realm_;
};

#define ORRERY_API_TEST(Name)                                          \
  INSTANTIATE_TEST_SUITE_P(                                            \
      Modes, Name, testing::Values(Mode::Normal, Mode::CollectAlways), \
      [](const auto& info) { return info.param == Mode::Normal ? "Normal" : "CollectAlways"; })

}  // namespace orrery
