#include "vm/execution/origin.h"

#include "vm/test_realm.h"

namespace orrery::vm {

class OriginRealm : public RealmTest {
 protected:
  static std::uint32_t length(const JobOrigin* origin) {
    std::uint32_t count = 0;
    for (; origin != nullptr; origin = origin->before()) count++;
    return count;
  }
  /// Of so many jobs, each of which has queued the next.
  JobOrigin* chain(std::uint32_t count, JobOrigin* before = nullptr) {
    for (std::uint32_t i = 0; i < count; i++)
      before = keep(JobOrigin::make(agent(), {.sort = 1, .delay_ms = i}, {}, before, i));
    return before;
  }
};

ORRERY_REALM_TEST(OriginTest, OriginRealm);

TEST_P(OriginTest, ChainsAreKept) {
  const JobOrigin* last = chain(20);
  EXPECT_EQ(length(last), 20u);
  EXPECT_EQ(last->traits().delay_ms, 19u);
  EXPECT_EQ(last->before()->traits().delay_ms, 18u);
  EXPECT_FALSE(last->is_cut());
}

TEST_P(OriginTest, ChainsDoNotGrowForEver) {
  JobOrigin* origin = nullptr;
  for (std::uint32_t i = 0; i < 1000; i++) {
    origin = chain(1, origin);
    ASSERT_LE(length(origin), JobOrigin::k_longest);
    if (i >= JobOrigin::k_longest) {
      ASSERT_GE(length(origin), JobOrigin::k_longest / 2);
    }
  }
  const JobOrigin* first = origin;
  while (first->before() != nullptr) first = first->before();
  EXPECT_TRUE(first->is_cut());
}

TEST_P(OriginTest, BranchesOfOneChainMayEachBeCut) {
  JobOrigin* trunk = chain(JobOrigin::k_longest - 2);
  const JobOrigin* one = chain(20, trunk);
  const JobOrigin* other = chain(40, trunk);
  EXPECT_LE(length(one), JobOrigin::k_longest);
  EXPECT_LE(length(other), JobOrigin::k_longest);
}

TEST_P(OriginTest, NothingRuns) {
  EXPECT_EQ(running_code(agent()), CodePlace());
}

}  // namespace orrery::vm
