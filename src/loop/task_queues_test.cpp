#include "loop/task_queues.h"

#include <gtest/gtest.h>

namespace orrery::loop {
namespace {

void enqueue(TaskQueues& queues, TaskSource source, std::uint64_t number) {
  queues.enqueue({.source = source, .steps = nullptr, .number = number});
}

std::uint64_t number_of(const std::optional<Task>& task) {
  return task ? task->number : 0;
}

TEST(TaskQueuesTest, GiveTheOldestOfAllSources) {
  TaskQueues queues;
  enqueue(queues, TaskSource::Timer, 1);
  enqueue(queues, TaskSource::PostedMessage, 2);
  enqueue(queues, TaskSource::Timer, 3);
  EXPECT_EQ(number_of(queues.take_oldest()), 1u);
  EXPECT_EQ(number_of(queues.take_oldest()), 2u);
  EXPECT_EQ(number_of(queues.take_oldest()), 3u);
  EXPECT_FALSE(queues.take_oldest());
  EXPECT_TRUE(queues.is_empty());
}

TEST(TaskQueuesTest, GiveTheOldestOfOneSourceAndOfAllOthers) {
  TaskQueues queues;
  enqueue(queues, TaskSource::Timer, 1);
  enqueue(queues, TaskSource::PostedMessage, 2);
  enqueue(queues, TaskSource::Rendering, 3);
  enqueue(queues, TaskSource::PostedMessage, 4);
  EXPECT_EQ(number_of(queues.take_oldest_of(TaskSource::PostedMessage)), 2u);
  EXPECT_EQ(number_of(queues.take_oldest_except(TaskSource::Timer)), 3u);
  EXPECT_EQ(number_of(queues.take_oldest_except(TaskSource::Timer)), 4u);
  EXPECT_FALSE(queues.take_oldest_except(TaskSource::Timer));
  EXPECT_FALSE(queues.take_oldest_of(TaskSource::PostedMessage));
  EXPECT_EQ(number_of(queues.take_oldest_of(TaskSource::Timer)), 1u);
}

}  // namespace
}  // namespace orrery::loop
