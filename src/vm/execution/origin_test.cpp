#include "vm/execution/origin.h"

#include "gc/roots.h"
#include "vm/test_realm.h"

namespace orrery::vm {

class OriginRealm : public RealmTest {
 protected:
  static std::uint32_t length(const JobRecord* job) {
    std::uint32_t count = 0;
    for (; job != nullptr; job = job->origin().job) count++;
    return count;
  }
  /// Of so many jobs, each of which has queued the next.
  JobRecord* chain(std::uint32_t count, JobRecord* job = nullptr) {
    for (std::uint32_t i = 0; i < count; i++)
      job = keep(JobRecord::make(agent(), {.sort = 1, .delay_ms = i}, {.job = job}));
    return job;
  }
};

ORRERY_REALM_TEST(OriginTest, OriginRealm);

TEST_P(OriginTest, ChainsAreKept) {
  JobRecord* last = chain(20);
  EXPECT_EQ(length(last), 20u);
  EXPECT_EQ(last->traits().delay_ms, 19u);
  EXPECT_EQ(last->origin().job->traits().delay_ms, 18u);
  EXPECT_FALSE(last->is_cut());
}

TEST_P(OriginTest, ChainsDoNotGrowForEver) {
  JobRecord* job = nullptr;
  for (std::uint32_t i = 0; i < 1000; i++) {
    job = chain(1, job);
    ASSERT_LE(length(job), JobRecord::k_longest);
    if (i >= JobRecord::k_longest) ASSERT_GE(length(job), JobRecord::k_longest / 2);
  }
  const JobRecord* first = job;
  while (first->origin().job != nullptr) first = first->origin().job;
  EXPECT_TRUE(first->is_cut());
}

TEST_P(OriginTest, NothingRuns) {
  EXPECT_FALSE(running_code(agent()).is_known());
}

}  // namespace orrery::vm
