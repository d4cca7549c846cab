#include "vm/dates/date_text.h"

#include <gtest/gtest.h>

namespace orrery::vm {
namespace {

TEST(DateTextTest, IsoText) {
  EXPECT_EQ(iso_date_text(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_date_text(-1), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(iso_date_text(1'795'254'896'007), "2026-11-21T09:54:56.007Z");
  EXPECT_EQ(iso_date_text(-62'167'219'200'000), "0000-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_date_text(-62'167'219'200'001), "-000001-12-31T23:59:59.999Z");
  EXPECT_EQ(iso_date_text(253'402'300'800'000), "+010000-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_date_text(8.64e15), "+275760-09-13T00:00:00.000Z");
  EXPECT_EQ(iso_date_text(-8.64e15), "-271821-04-20T00:00:00.000Z");
}

TEST(DateTextTest, UtcText) {
  EXPECT_EQ(utc_date_text(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(utc_date_text(-62'198'755'200'000), "Fri, 01 Jan -0001 00:00:00 GMT");
  EXPECT_EQ(utc_date_text(8.64e15), "Sat, 13 Sep 275760 00:00:00 GMT");
}

TEST(DateTextTest, LocalText) {
  std::string text;
  append_date_string(text, 1'795'254'896'007);
  text += ' ';
  append_time_string(text, 1'795'254'896'007);
  append_time_zone_string(text, 3600, "CET");
  EXPECT_EQ(text, "Sat Nov 21 2026 09:54:56 GMT+0100 (CET)");
}

TEST(DateTextTest, ZonesAreInHoursAndMinutes) {
  const auto zone = [](std::int32_t seconds) {
    std::string text;
    append_time_zone_string(text, seconds, "");
    return text;
  };
  EXPECT_EQ(zone(0), "+0000");
  EXPECT_EQ(zone(3208), "+0053");
  EXPECT_EQ(zone(-1521), "-0025");
  EXPECT_EQ(zone(-9 * 3600 - 30 * 60), "-0930");
  EXPECT_EQ(zone(20'700), "+0545");
}

TEST(DateTextTest, AsInTheUnitedStates) {
  const auto date = [](double local) {
    std::string text;
    append_us_date(text, local);
    text += ", ";
    append_us_time(text, local);
    return text;
  };
  EXPECT_EQ(date(0), "1/1/1970, 12:00:00 AM");
  EXPECT_EQ(date(43'200'000), "1/1/1970, 12:00:00 PM");
  EXPECT_EQ(date(86'399'999), "1/1/1970, 11:59:59 PM");
  EXPECT_EQ(date(-62'167'219'200'000), "1/1/1, 12:00:00 AM");
}

}  // namespace
}  // namespace orrery::vm
