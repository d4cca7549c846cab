#include "vm/dates/system_time_zone.h"

#include <cmath>

#include <gtest/gtest.h>

#include "vm/dates/calendar.h"
#include "vm/dates/zone_names.h"

namespace orrery::vm {
namespace {

class ZoneDoor final : public Door {
 public:
  explicit ZoneDoor(TimeZoneData data) : data_(std::move(data)) {}
  double wall_clock_ms() override { return 0; }
  std::uint64_t monotonic_ns() override { return 0; }
  void fill_random(std::span<std::byte>) override {}
  TimeZoneData time_zone() override {
    times_asked++;
    return data_;
  }
  int times_asked = 0;

 private:
  TimeZoneData data_;
};

double at(double year, double month, double date, double hour = 0, double minute = 0) {
  return make_date(make_day(year, month, date), make_time(hour, minute, 0, 0));
}

constexpr double k_hour = 3'600'000;

TEST(SystemTimeZoneTest, IsAskedForOnceAndLate) {
  ZoneDoor door({.name = "Europe/Berlin", .rules = "CET-1CEST,M3.5.0,M10.5.0/3"});
  SystemTimeZone zone(door);
  EXPECT_EQ(door.times_asked, 0);
  EXPECT_EQ(zone.local_time(at(2026, 0, 1)), at(2026, 0, 1, 1));
  EXPECT_EQ(zone.local_time(at(2026, 6, 1)), at(2026, 6, 1, 2));
  EXPECT_EQ(zone.utc(at(2026, 6, 1)), at(2026, 5, 30, 22));
  EXPECT_EQ(zone.display_name(at(2026, 6, 1)), "Central European Summer Time");
  EXPECT_EQ(door.times_asked, 1);
}

TEST(SystemTimeZoneTest, RepeatedTimesAreTheFirst) {
  ZoneDoor door({.name = {}, .rules = "CET-1CEST,M3.5.0,M10.5.0/3"});
  SystemTimeZone zone(door);
  EXPECT_EQ(zone.utc(at(2026, 9, 25, 1, 59)), at(2026, 9, 24, 23, 59));
  EXPECT_EQ(zone.utc(at(2026, 9, 25, 2, 30)), at(2026, 9, 25, 0, 30));
  EXPECT_EQ(zone.utc(at(2026, 9, 25, 3)), at(2026, 9, 25, 2));
}

TEST(SystemTimeZoneTest, SkippedTimesGoByTheOffsetBefore) {
  ZoneDoor door({.name = {}, .rules = "CET-1CEST,M3.5.0,M10.5.0/3"});
  SystemTimeZone zone(door);
  EXPECT_EQ(zone.utc(at(2026, 2, 29, 1, 59)), at(2026, 2, 29, 0, 59));
  EXPECT_EQ(zone.utc(at(2026, 2, 29, 2)), at(2026, 2, 29, 1));
  EXPECT_EQ(zone.utc(at(2026, 2, 29, 2, 30)), at(2026, 2, 29, 1, 30));
  EXPECT_EQ(zone.utc(at(2026, 2, 29, 3)), at(2026, 2, 29, 1));
}

TEST(SystemTimeZoneTest, LocalTimesAndBack) {
  for (const char* rules : {"CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+14>-14", "<-12>12",
                            "IST-1GMT0,M10.5.0,M3.5.0/1", "AEST-10AEDT,M10.1.0,M4.1.0/3"}) {
    ZoneDoor door({.name = {}, .rules = rules});
    SystemTimeZone zone(door);
    for (double t = at(2020, 0, 1); t < at(2024, 0, 1); t += k_hour / 4) {
      const double back = zone.utc(zone.local_time(t));
      // The second of two: the first comes back.
      if (back != t) {
        ASSERT_EQ(zone.local_time(back), zone.local_time(t));
        ASSERT_LT(back, t);
      }
    }
    for (const double t : {k_max_time, -k_max_time}) EXPECT_EQ(zone.utc(zone.local_time(t)), t) << rules;
  }
}

TEST(SystemTimeZoneTest, WhatIsNoTimeStaysNone) {
  ZoneDoor door({});
  SystemTimeZone zone(door);
  EXPECT_TRUE(std::isnan(zone.utc(k_not_a_time)));
  EXPECT_TRUE(std::isnan(zone.utc(1e300)));
  EXPECT_TRUE(std::isnan(zone.utc(-std::numeric_limits<double>::infinity())));
}

TEST(SystemTimeZoneTest, WithoutKnownRulesItIsUtc) {
  for (const char* rules : {"", "TZif", "Nowhere/At_All"}) {
    ZoneDoor door({.name = "Nowhere/At_All", .rules = rules});
    SystemTimeZone zone(door);
    EXPECT_EQ(zone.local_time(1234), 1234);
    EXPECT_EQ(zone.utc(1234), 1234);
    EXPECT_EQ(zone.display_name(0), "Coordinated Universal Time");
  }
}

TEST(SystemTimeZoneTest, Names) {
  const auto name = [](TimeZoneData data, double t) {
    ZoneDoor door(std::move(data));
    SystemTimeZone zone(door);
    return std::string(zone.display_name(t));
  };
  EXPECT_EQ(name({.name = {}, .rules = "CET-1CEST"}, 0), "CET");
  EXPECT_EQ(name({.name = {}, .rules = "<+0545>-5:45"}, 0), "GMT+05:45");
  EXPECT_EQ(name({.name = {}, .rules = "<-03>3"}, 0), "GMT-03:00");
  // What Ireland's law calls standard time is summer's.
  const TimeZoneData dublin{.name = "Europe/Dublin", .rules = "IST-1GMT0,M10.5.0,M3.5.0/1"};
  EXPECT_EQ(name(dublin, at(2026, 0, 1)), "Greenwich Mean Time");
  EXPECT_EQ(name(dublin, at(2026, 6, 1)), "Irish Standard Time");
}

TEST(ZoneNamesTest, FindsWholeNames) {
  EXPECT_EQ(zone_display_name("Europe/Berlin", false), "Central European Standard Time");
  EXPECT_EQ(zone_display_name("Asia/Seoul", false), "Korean Standard Time");
  EXPECT_EQ(zone_display_name("America/New_York", true), "Eastern Daylight Time");
  EXPECT_EQ(zone_display_name("Europe/Ber", false), "");
  EXPECT_EQ(zone_display_name("", false), "");
  EXPECT_EQ(zone_display_name("Asia/Amman", false), zone_display_name("Asia/Damascus", false));
}

}  // namespace
}  // namespace orrery::vm
