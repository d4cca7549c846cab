#include "web/console/duration.h"

#include <gtest/gtest.h>

namespace orrery::web::console {
namespace {

// What Node 26 prints of the same durations.
TEST(ConsoleDurationTest, IsInTheUnitThatFits) {
  EXPECT_EQ(duration_text(0), "0ms");
  EXPECT_EQ(duration_text(0.0126), "0.013ms");
  EXPECT_EQ(duration_text(1.5), "1.5ms");
  EXPECT_EQ(duration_text(999.999), "999.999ms");
  EXPECT_EQ(duration_text(1000), "1.000s");
  EXPECT_EQ(duration_text(59'999.4), "59.999s");
  EXPECT_EQ(duration_text(60'000), "1:00.000 (m:ss.mmm)");
  EXPECT_EQ(duration_text(62'500), "1:02.500 (m:ss.mmm)");
  EXPECT_EQ(duration_text(3'600'000), "1:00:00.000 (h:mm:ss.mmm)");
  EXPECT_EQ(duration_text(7'384'005), "2:03:04.005 (h:mm:ss.mmm)");
}

}  // namespace
}  // namespace orrery::web::console
