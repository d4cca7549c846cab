#include "host/virtual_door.h"

#include <array>
#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace orrery::host {
namespace {

constexpr std::uint64_t k_ms = 1'000'000;

/// Notes when it is really done.
class NotedOperation final : public loop::Operation {
 public:
  NotedOperation(std::string kind, std::string& log) : kind_(std::move(kind)), log_(log) {}
  std::string_view kind() const override { return kind_; }
  void perform() override { log_ += kind_ + " "; }
  std::string describe() const override { return kind_; }
  std::string answer_text() const override { return kind_; }
  bool set_answer_text(std::string_view) override { return true; }

 private:
  std::string kind_;
  std::string& log_;
};

class VirtualDoorTest : public testing::Test {
 protected:
  void begin(loop::OperationId id, std::string kind) {
    door_.begin_operation(id, std::make_unique<NotedOperation>(std::move(kind), done_));
  }
  /// Milliseconds since the beginning, without readings.
  std::uint64_t milliseconds() { return (door_.monotonic_ns() - VirtualDoor::k_first_ns) / k_ms; }
  /// Waits for each completion, and tells which and when.
  std::string completions() {
    std::string told;
    for (int i = 0; i < 20; i++) {
      if (const std::optional<loop::CompletedOperation> completed = door_.take_completion()) {
        told += std::to_string(completed->id) + "@" + std::to_string(milliseconds()) + " ";
      } else {
        door_.wait_until(door_.monotonic_ns() + 1000 * k_ms);
      }
    }
    return told;
  }

  std::unique_ptr<LiveDoor> machine_ = *LiveDoor::create();
  std::string done_;
  VirtualDoor door_{*machine_, {.usual_ns = 5 * k_ms, .by_kind = {{"fast", k_ms}, {"slow", 10 * k_ms}}}};
};

TEST_F(VirtualDoorTest, WhatTheMachineSaysOfItselfIsTheSameEachTime) {
  VirtualDoor other(*machine_, {});
  for (const char* name :
       {"start", "process id", "parent process id", "resident memory", "memory", "processors",
        "resource usage", "resource usage of the thread", "memory limit", "load", "system uptime"}) {
    EXPECT_TRUE(door_.fact(name)) << name;
    EXPECT_EQ(door_.fact(name), other.fact(name)) << name;
  }
  EXPECT_EQ(door_.fact("system uptime"), "1.00");
  door_.wait_until(door_.monotonic_ns() + 61'250 * k_ms);
  EXPECT_EQ(door_.fact("system uptime"), "62.25");
  EXPECT_EQ(door_.fact("system"), machine_->fact("system"));
  EXPECT_EQ(door_.fact("no such fact"), std::nullopt);
}

TEST_F(VirtualDoorTest, TheClockJumpsInsteadOfWaiting) {
  const std::uint64_t start = door_.monotonic_ns();
  const double date = door_.wall_clock_ms();
  door_.wait_until(start + 3'600'000 * k_ms);
  EXPECT_EQ(door_.monotonic_ns(), start + 3'600'000 * k_ms + VirtualDoor::k_reading_ns);
  EXPECT_EQ(door_.wall_clock_ms(), date + 3'600'000);
  door_.wait_until(start);
  EXPECT_EQ(milliseconds(), 3'600'000u);
}

TEST_F(VirtualDoorTest, WaitingForTheClockComesToAnEnd) {
  const double until = door_.wall_clock_ms() + 3000;
  int readings = 0;
  while (door_.wall_clock_ms() < until) readings++;
  EXPECT_NEAR(readings, 3'000'000, 2000);
}

TEST_F(VirtualDoorTest, OperationsAreCompletedByTheirLatency) {
  begin(1, "slow");
  begin(2, "usual");
  begin(3, "fast");
  begin(4, "other");
  EXPECT_FALSE(door_.take_completion());
  EXPECT_EQ(done_, "");
  EXPECT_EQ(completions(), "3@1 2@5 4@5 1@10 ");
  EXPECT_EQ(done_, "fast usual other slow ");
}

TEST_F(VirtualDoorTest, ThoseWhoseTimeHasPassedAreCompletedTogether) {
  begin(1, "slow");
  begin(2, "usual");
  const double until = door_.wall_clock_ms() + 20;
  while (door_.wall_clock_ms() < until) {
  }
  EXPECT_EQ(door_.take_completion()->id, 2u);
  EXPECT_EQ(door_.take_completion()->id, 1u);
  EXPECT_FALSE(door_.take_completion());
}

TEST_F(VirtualDoorTest, ThoseThatAreCancelledAreNeverDone) {
  begin(1, "usual");
  begin(2, "usual");
  door_.cancel_operation(1);
  EXPECT_EQ(completions(), "2@5 ");
  EXPECT_EQ(done_, "usual ");
}

TEST_F(VirtualDoorTest, RandomNumbersAreAlwaysTheSame) {
  VirtualDoor other(*machine_, {});
  std::array<std::byte, 16> first{};
  std::array<std::byte, 16> second{};
  door_.fill_random(first);
  other.fill_random(second);
  EXPECT_EQ(first, second);
  other.fill_random(second);
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace orrery::host
