#include "cli/worker_pool.h"

#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

namespace orrery::cli {
namespace {

using Messages = std::vector<std::string>;
using std::chrono::milliseconds;

std::vector<JobOutcome> run(std::size_t count, const Job& job, WorkerPoolOptions options = {.workers = 3}) {
  auto outcomes = run_jobs(count, job, options);
  EXPECT_TRUE(outcomes.has_value());
  return outcomes.value_or(std::vector<JobOutcome>());
}

TEST(WorkerPool, GivesOutcomesInTheOrderOfJobs) {
  const auto outcomes = run(1000, [](std::size_t index, JobReporter& reporter) {
    reporter.add(fmt::format("{} squared", index));
    if (index % 3 == 0) reporter.flush();
    reporter.add(fmt::format("{}", index * index));
  });
  ASSERT_EQ(outcomes.size(), 1000u);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    EXPECT_EQ(outcomes[i].end, JobEnd::Finished);
    EXPECT_EQ(outcomes[i].messages, (Messages{fmt::format("{} squared", i), fmt::format("{}", i * i)}));
  }
}

TEST(WorkerPool, CarriesEmptyAndLargeMessages) {
  const auto outcomes = run(4, [](std::size_t index, JobReporter& reporter) {
    reporter.add("");
    reporter.add(std::string(index * 300'000, 'x'));
  });
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    EXPECT_EQ(outcomes[i].messages, (Messages{"", std::string(i * 300'000, 'x')}));
}

TEST(WorkerPool, DoesNothingForNoJobs) {
  EXPECT_TRUE(run(0, [](std::size_t, JobReporter&) { ::_exit(1); }).empty());
}

TEST(WorkerPool, KeepsACrashToItsJob) {
  const auto outcomes = run(200, [](std::size_t index, JobReporter& reporter) {
    reporter.add("begun");
    reporter.flush();
    reporter.add("lost in a crash");
    if (index % 50 == 7) ::raise(SIGKILL);
    if (index == 100) ::_exit(3);
  });
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const bool crashes = i % 50 == 7 || i == 100;
    EXPECT_EQ(outcomes[i].end, crashes ? JobEnd::Crashed : JobEnd::Finished) << i;
    EXPECT_EQ(outcomes[i].messages.size(), crashes ? 1u : 2u) << i;
  }
  EXPECT_EQ(outcomes[7].cause, "signal 9 (Killed)");
  EXPECT_EQ(outcomes[100].cause, "exit status 3");
}

TEST(WorkerPool, SurvivesWhenEveryJobCrashes) {
  const auto outcomes = run(20, [](std::size_t, JobReporter&) { ::_exit(9); });
  for (const JobOutcome& outcome : outcomes) EXPECT_EQ(outcome.end, JobEnd::Crashed);
}

TEST(WorkerPool, EndsJobsThatHang) {
  const auto outcomes = run(10,
                            [](std::size_t index, JobReporter&) {
                              if (index == 4) ::sleep(600);
                            },
                            {.workers = 2, .timeout = milliseconds(300)});
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    EXPECT_EQ(outcomes[i].end, i == 4 ? JobEnd::TimedOut : JobEnd::Finished) << i;
}

TEST(WorkerPool, StartsTheTimeLimitAnewWithEachMessage) {
  const auto outcomes = run(1,
                            [](std::size_t, JobReporter& reporter) {
                              for (int i = 0; i < 5; ++i) {
                                ::usleep(100'000);
                                reporter.add("alive");
                                reporter.flush();
                              }
                            },
                            {.workers = 1, .timeout = milliseconds(400)});
  EXPECT_EQ(outcomes[0].end, JobEnd::Finished);
  EXPECT_EQ(outcomes[0].messages.size(), 5u);
}

#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
TEST(WorkerPool, LimitsMemory) {
  const auto outcomes = run(2,
                            [](std::size_t index, JobReporter& reporter) {
                              // volatile: a block that nobody reads is not even asked for
                              void* volatile block = std::malloc((index == 0 ? 1u : 1000u) << 20);
                              reporter.add(block == nullptr ? "none" : "some");
                              std::free(block);
                            },
                            {.workers = 1, .memory_limit = std::size_t{512} << 20});
  EXPECT_EQ(outcomes[0].messages, Messages{"some"});
  EXPECT_EQ(outcomes[1].messages, Messages{"none"});
}
#endif

}  // namespace
}  // namespace orrery::cli
