#pragma once

// An engine that lives as long as the fuzzer does, for targets that call what scripts call. Their programs
// have fuzz_engine.cpp, too.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <orrery/orrery.h>

namespace orrery::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Nothing of it is used but what the engine needs to start.
class FixedDoor final : public Door {
 public:
  double wall_clock_ms() override { return 0; }
  std::uint64_t monotonic_ns() override { return 0; }
  void fill_random(std::span<std::byte> bytes) override { std::memset(bytes.data(), 1, bytes.size()); }
};

inline Agent& agent() {
  static FixedDoor door;
  static const std::unique_ptr<Agent> agent = Agent::create(door);
  require(agent != nullptr);
  return *agent;
}

/// The value of a script that does not throw.
inline Value evaluate(std::string_view script) {
  const Result<Value> value = agent().realm().evaluate(script);
  require(value.has_value());
  return *value;
}

/// Each character is a byte.
inline Value latin1_string(std::string_view bytes) {
  std::string utf8;
  for (const char character : bytes) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x80) {
      utf8 += character;
    } else {
      utf8 += static_cast<char>(0xC0 | byte >> 6);
      utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return agent().realm().string(utf8).value();
}

inline std::uint64_t bits_of(double number) {
  return number != number ? 0x7ff8'0000'0000'0000 : std::bit_cast<std::uint64_t>(number);
}

inline bool is_same(double a, double b) {
  return bits_of(a) == bits_of(b);
}

}  // namespace orrery::fuzz
