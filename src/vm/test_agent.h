#pragma once

// An agent for the tests of this folder, in several modes.

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <pthread.h>

#include "vm/agent.h"
#include "vm/strings/string.h"

namespace orrery::vm {

/// Always the same moment and the same numbers.
class TestDoor final : public Door {
 public:
  double wall_clock_ms() override { return 0; }
  std::uint64_t monotonic_ns() override { return 0; }
  void fill_random(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{4}); }
  TimeZoneData time_zone() override { return {}; }
};

enum class TestMode : std::uint8_t { Normal, CollectAlways, MachineCode };

/// The end of this thread's machine stack: above every frame that may hold a cell.
inline const void* end_of_machine_stack() {
  pthread_attr_t attributes;
  void* lowest = nullptr;
  std::size_t size = 0;
  pthread_getattr_np(pthread_self(), &attributes);
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  return static_cast<const std::byte*>(lowest) + size;
}

/// A test that runs once in every mode; names of its tests begin with TEST_P.
class AgentTest : public testing::TestWithParam<TestMode> {
 protected:
  AgentTest() {
    AgentOptions options;
    if (GetParam() == TestMode::CollectAlways) {
      options.heap.collect_at_every_allocation = true;
      options.heap.verify_barriers = true;
      options.heap.poison_freed = true;
    }
    owner_ = Agent::create(options, door_);
    owner_->set_stack_start(end_of_machine_stack());
  }

  Agent& agent() { return *owner_; }
  bool collects_always() const { return GetParam() == TestMode::CollectAlways; }
  String* string(std::string_view utf8) { return MUST(make_string_from_utf8(agent(), utf8)); }
  String* string(std::u16string_view utf16) { return MUST(make_string(agent(), std::span(utf16))); }
  /// The pending exception as text; "nothing" if there is none.
  std::string take_exception() {
    if (!agent().has_exception()) return "nothing";
    const Value exception = agent().take_exception();
    return exception.is_string() ? exception.as_string()->to_utf8() : "no string";
  }

 private:
  TestDoor door_;
  std::unique_ptr<Agent> owner_;
};

#define ORRERY_AGENT_TEST(Name)                                                \
  class Name : public AgentTest {};                                            \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      Modes, Name, testing::Values(TestMode::Normal, TestMode::CollectAlways), \
      [](const auto& info) { return info.param == TestMode::Normal ? "Normal" : "CollectAlways"; })

}  // namespace orrery::vm
