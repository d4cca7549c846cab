#include "node/timers/timer_lists.h"

#include <algorithm>

#include "node/timers/immediate_queue.h"
#include "vm/shapes/shapes.h"
#include "vm/test_realm.h"

namespace orrery::node {

class TimerListsRealm : public vm::RealmTest {
 protected:
  Timeout* timer(double duration, bool repeats = false) {
    return keep(agent().heap().make<Timeout>(0, shape(), ++last_id_, vm::Value(noting("")), nullptr, duration,
                                             repeats, static_cast<vm::JobOrigin*>(nullptr),
                                             static_cast<vm::Object*>(nullptr)));
  }
  Immediate* immediate() {
    return keep(agent().heap().make<Immediate>(0, shape(), vm::Value(noting("")), nullptr,
                                               static_cast<vm::JobOrigin*>(nullptr),
                                               static_cast<vm::Object*>(nullptr)));
  }
  vm::Shape* shape() {
    return keep(
        agent().shapes().root(nullptr, vm::CellKind::PlatformObject, vm::PlatformObject::k_inline_slots));
  }
  /// The ids of what is due, in order; each is over then, or begins again.
  std::string due(TimerLists& lists, std::uint64_t now) {
    std::string text;
    lists.begin_phase(now);
    while (Timeout* next = lists.take_due()) {
      text += (text.empty() ? "" : " ") + std::to_string(next->id());
      lists.finish(next, now);
    }
    return text;
  }

 private:
  std::uint32_t last_id_ = 0;
};

ORRERY_REALM_TEST(TimerListsTest, TimerListsRealm);

TEST_P(TimerListsTest, GiveAListAtATime) {
  TimerLists lists;
  lists.start(timer(5), 0);    // 1, due at 5
  lists.start(timer(40), 0);   // 2, due at 40
  lists.start(timer(20), 30);  // 3, due at 50
  lists.start(timer(5), 30);   // 4, due at 35
  EXPECT_EQ(lists.next_expiry_ms(), 5u);
  EXPECT_EQ(due(lists, 4), "");
  EXPECT_EQ(due(lists, 100), "1 4 2 3");
  EXPECT_EQ(lists.next_expiry_ms(), std::nullopt);
  EXPECT_FALSE(lists.has_referenced());
}

TEST_P(TimerListsTest, OrderManyDurations) {
  constexpr std::uint32_t k_count = 200;
  TimerLists lists;
  std::vector<Timeout*> timers;
  std::string expected;
  // The ids are the durations in another order; every third is ended again, which leaves no list.
  for (std::uint32_t i = 0; i < k_count; i++) {
    timers.push_back(timer(i * 77 % k_count + 1));
    lists.start(timers.back(), 0);
  }
  for (std::uint32_t i = 0; i < k_count; i += 3) lists.end(timers[i]);
  std::ranges::sort(timers, {}, &Timeout::duration);
  for (const Timeout* each : timers) {
    if (!each->is_cleared()) expected += (expected.empty() ? "" : " ") + std::to_string(each->id());
  }
  EXPECT_EQ(due(lists, k_count), expected);
  EXPECT_EQ(lists.next_expiry_ms(), std::nullopt);
  // One that is made again begins at that time.
  lists.start(timer(1), 500);
  EXPECT_EQ(lists.next_expiry_ms(), 501u);
}

TEST_P(TimerListsTest, WaitForTheFirstThatIsNotDue) {
  TimerLists lists;
  lists.start(timer(10), 0);
  lists.start(timer(10), 7);
  EXPECT_EQ(due(lists, 12), "1");
  EXPECT_EQ(lists.next_expiry_ms(), 17u);
  EXPECT_EQ(due(lists, 17), "2");
}

TEST_P(TimerListsTest, EndedOnesAreGone) {
  TimerLists lists;
  Timeout* only = timer(10);
  lists.start(only, 0);
  const std::uint32_t id = lists.id_for_script(only);
  EXPECT_EQ(lists.find(id), only);
  lists.end(only);
  lists.end(only);
  EXPECT_EQ(lists.find(id), nullptr);
  EXPECT_EQ(lists.next_expiry_ms(), std::nullopt);
  EXPECT_FALSE(lists.has_referenced());
}

TEST_P(TimerListsTest, IntervalsBeginAgainUntilTheyAreEnded) {
  TimerLists lists;
  Timeout* interval = timer(10, true);
  lists.start(interval, 0);
  EXPECT_EQ(due(lists, 10), "1");
  EXPECT_EQ(lists.next_expiry_ms(), 20u);
  EXPECT_TRUE(lists.has_referenced());
  lists.set_referenced(interval, false);
  EXPECT_FALSE(lists.has_referenced());
  lists.end(interval);
  EXPECT_EQ(due(lists, 100), "");
}

TEST_P(TimerListsTest, StartedAgainTheyAreTheLastOfTheirList) {
  TimerLists lists;
  Timeout* first = timer(10);
  lists.start(first, 0);
  lists.start(timer(10), 0);
  lists.start(first, 1);
  EXPECT_EQ(due(lists, 11), "2 1");
  lists.start(first, 20);
  EXPECT_TRUE(lists.has_referenced());
  EXPECT_EQ(due(lists, 30), "1");
}

TEST_P(TimerListsTest, AListIsLeftWhenNothingInItIsDue) {
  TimerLists lists;
  lists.start(timer(10), 0);  // 1
  lists.start(timer(10), 3);  // 2
  lists.start(timer(10), 8);  // 3, due at 18
  lists.begin_phase(15);
  EXPECT_FALSE(lists.leave_list());  // no list was begun
  Timeout* first = lists.take_due();
  EXPECT_EQ(first->id(), 1u);
  lists.finish(first, 15);
  EXPECT_FALSE(lists.leave_list());  // 2 is due
  Timeout* second = lists.take_due();
  EXPECT_EQ(second->id(), 2u);
  lists.finish(second, 15);
  EXPECT_TRUE(lists.leave_list());
  EXPECT_EQ(lists.next_expiry_ms(), 18u);
  EXPECT_FALSE(lists.leave_list());
  EXPECT_EQ(lists.take_due(), nullptr);
}

TEST_P(TimerListsTest, ImmediatesThatAreAddedInAPhaseAreForTheNext) {
  ImmediateQueue queue;
  Immediate* first = immediate();
  Immediate* second = immediate();
  Immediate* third = immediate();
  queue.add(first);
  queue.add(second);
  queue.begin_phase();
  EXPECT_EQ(queue.take(), first);
  queue.add(third);
  queue.remove(second);
  EXPECT_EQ(queue.take(), nullptr);
  EXPECT_TRUE(queue.has_referenced());
  queue.set_referenced(third, false);
  EXPECT_FALSE(queue.has_referenced());
  queue.begin_phase();
  EXPECT_EQ(queue.take(), third);
  EXPECT_TRUE(queue.is_empty());
}

}  // namespace orrery::node
