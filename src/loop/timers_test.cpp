#include "loop/timers.h"

#include <gtest/gtest.h>

namespace orrery::loop {
namespace {

Timers::Id add(Timers& timers, std::uint64_t deadline) {
  return timers.add({.callback = vm::Value::undefined()}, deadline);
}

/// The timers that are due, in order.
std::string due(Timers& timers, std::uint64_t now) {
  std::string text;
  while (const std::optional<Timers::Due> next = timers.take_due(now)) {
    text += (text.empty() ? "" : " ") + std::to_string(next->id);
  }
  return text;
}

TEST(TimersTest, ComeInTheOrderOfDeadlinesAndThenOfSetting) {
  Timers timers;
  EXPECT_EQ(timers.next_deadline(), std::nullopt);
  add(timers, 30);
  add(timers, 10);
  add(timers, 20);
  add(timers, 10);
  EXPECT_EQ(timers.next_deadline(), 10u);
  EXPECT_EQ(due(timers, 9), "");
  EXPECT_EQ(due(timers, 20), "2 4 3");
  EXPECT_EQ(timers.next_deadline(), 30u);
  EXPECT_EQ(due(timers, 1000), "1");
  EXPECT_EQ(timers.next_deadline(), std::nullopt);
  EXPECT_FALSE(timers.is_empty());  // they are there until they are removed
}

TEST(TimersTest, RemovedOnesAreNotDue) {
  Timers timers;
  const Timers::Id first = add(timers, 10);
  add(timers, 20);
  timers.remove(first);
  timers.remove(first);
  timers.remove(99);
  EXPECT_EQ(timers.find(first), nullptr);
  EXPECT_EQ(timers.next_deadline(), 20u);
  EXPECT_EQ(due(timers, 100), "2");
}

TEST(TimersTest, AnIntervalSetAgainIsAnotherSetting) {
  Timers timers;
  const Timers::Id id = add(timers, 10);
  const Timers::Due first = *timers.take_due(10);
  EXPECT_NE(timers.find(first), nullptr);
  timers.set_again(id, 20);
  EXPECT_EQ(timers.find(first), nullptr);
  const Timers::Due second = *timers.take_due(20);
  EXPECT_EQ(second.id, id);
  EXPECT_NE(timers.find(second), nullptr);
}

TEST(TimersTest, ManyRemovedOnesLeaveTheOthersInOrder) {
  Timers timers;
  for (std::uint64_t i = 0; i < 10'000; i++) {
    const Timers::Id id = add(timers, 1'000'000 - i);
    if (i % 100 != 0) timers.remove(id);
  }
  std::uint64_t last = 0;
  int count = 0;
  while (const std::optional<std::uint64_t> next = timers.next_deadline()) {
    EXPECT_GT(*next, last);
    last = *next;
    timers.take_due(*next);
    count++;
  }
  EXPECT_EQ(count, 100);
}

TEST(TimersTest, DeepNestingTakesFourMilliseconds) {
  Timer timer{.callback = {}, .timeout_ms = 1};
  timer.nesting_level = 6;
  EXPECT_EQ(clamped_timeout(timer), 1u);
  timer.nesting_level = 7;
  EXPECT_EQ(clamped_timeout(timer), 4u);
  timer.timeout_ms = 5;
  EXPECT_EQ(clamped_timeout(timer), 5u);
}

}  // namespace
}  // namespace orrery::loop
