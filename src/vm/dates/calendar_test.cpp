#include "vm/dates/calendar.h"

#include <gtest/gtest.h>

namespace orrery::vm {
namespace {

constexpr double k_infinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t k_max_day = 100'000'000;

double utc(double year, double month, double date, double hour = 0, double minute = 0, double second = 0,
           double millisecond = 0) {
  return make_date(make_day(year, month, date), make_time(hour, minute, second, millisecond));
}

/// Days of a month, counted on fingers.
int month_length(std::int64_t year, int month) {
  constexpr int k_lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 1 && is_leap_year(year) ? 29 : k_lengths[month];
}

TEST(CalendarTest, EveryDayFollowsTheOneBefore) {
  // All 400 years of an era, and the ends of time.
  for (const auto& [from, to] : {std::pair{-400'000LL, 400'000LL},
                                 {-k_max_day - 20'000, -k_max_day + 20'000},
                                 {k_max_day - 20'000, k_max_day + 20'000}}) {
    CalendarDay last = calendar_day(from);
    for (std::int64_t days = from; days <= to; days++) {
      const CalendarDay now = calendar_day(days);
      ASSERT_EQ(days_from_calendar(now), days);
      if (days != from) {
        const bool ends_month = last.day == month_length(last.year, last.month);
        const bool ends_year = ends_month && last.month == 11;
        ASSERT_EQ(now.day, ends_month ? 1 : last.day + 1) << days;
        ASSERT_EQ(now.month, ends_year ? 0 : last.month + (ends_month ? 1 : 0)) << days;
        ASSERT_EQ(now.year, last.year + (ends_year ? 1 : 0)) << days;
      }
      last = now;
    }
  }
}

TEST(CalendarTest, KnownDays) {
  EXPECT_EQ(utc(1970, 0, 1), 0);
  EXPECT_EQ(utc(2000, 1, 29), 951'782'400'000);
  EXPECT_EQ(utc(1969, 11, 31, 23, 59, 59, 999), -1);
  EXPECT_EQ(utc(275'760, 8, 13), k_max_time);
  EXPECT_EQ(utc(-271'821, 3, 20), -k_max_time);
  EXPECT_EQ(utc(0, 0, 1), -62'167'219'200'000);
  EXPECT_EQ(utc(1970, 13, 1), utc(1971, 1, 1));
  EXPECT_EQ(utc(1970, -13, 1), utc(1968, 11, 1));
  EXPECT_EQ(utc(1970.9, 1.9, 2.9, 3.9, 4.9, 5.9, 6.9), utc(1970, 1, 2, 3, 4, 5, 6));
  EXPECT_EQ(utc(275'761, 0, 1 - 110), utc(275'760, 8, 13));
}

TEST(CalendarTest, PartsOfATime) {
  for (const double t : {0.0, -1.0, 951'782'400'123.0, k_max_time, -k_max_time, 1'795'254'896'123.0}) {
    const TimeParts parts = time_parts(t);
    EXPECT_EQ(utc(parts.date.year, parts.date.month, parts.date.day, parts.hour, parts.minute, parts.second,
                  parts.millisecond),
              t);
    EXPECT_EQ(year_from_time(t), parts.date.year);
    EXPECT_EQ(month_from_time(t), parts.date.month);
    EXPECT_EQ(date_from_time(t), parts.date.day);
    EXPECT_EQ(hour_from_time(t), parts.hour);
    EXPECT_EQ(minute_from_time(t), parts.minute);
    EXPECT_EQ(second_from_time(t), parts.second);
    EXPECT_EQ(millisecond_from_time(t), parts.millisecond);
  }
  EXPECT_EQ(week_day(0), 4);
  EXPECT_EQ(week_day(-1), 3);
  EXPECT_EQ(week_day(utc(1969, 11, 28)), 0);
  EXPECT_EQ(week_day(utc(2026, 10, 21)), 6);
  EXPECT_EQ(week_day(-k_max_time), 2);
}

TEST(CalendarTest, LeapYears) {
  for (const int year : {2000, 2024, 1600, 0, -4, -400}) EXPECT_TRUE(is_leap_year(year)) << year;
  for (const int year : {1900, 2023, 2100, -1, -100}) EXPECT_FALSE(is_leap_year(year)) << year;
}

TEST(CalendarTest, WhatIsNoTimeIsNaN) {
  EXPECT_TRUE(std::isnan(make_time(k_infinity, 0, 0, 0)));
  EXPECT_TRUE(std::isnan(make_time(0, 0, 0, k_not_a_time)));
  EXPECT_TRUE(std::isnan(make_day(k_infinity, 0, 1)));
  EXPECT_TRUE(std::isnan(make_day(1e300, 0, 1)));
  EXPECT_TRUE(std::isnan(make_day(2000, 1e300, 1)));
  EXPECT_TRUE(std::isnan(make_day(1'000'001, 0, 1)));
  EXPECT_TRUE(std::isnan(make_date(1e308, 0)));
  EXPECT_TRUE(std::isnan(make_date(k_not_a_time, 0)));
  EXPECT_TRUE(std::isnan(time_clip(k_max_time + 1)));
  EXPECT_TRUE(std::isnan(time_clip(-k_infinity)));
  EXPECT_TRUE(std::isnan(make_full_year(k_not_a_time)));
}

TEST(CalendarTest, ClipsToWholeMilliseconds) {
  EXPECT_EQ(time_clip(1.9), 1);
  EXPECT_EQ(time_clip(-1.9), -1);
  EXPECT_FALSE(std::signbit(time_clip(-0.0)));
  EXPECT_FALSE(std::signbit(time_clip(-0.5)));
  EXPECT_EQ(time_clip(-k_max_time), -k_max_time);
}

TEST(CalendarTest, ShortYearsAreOfTheTwentiethCentury) {
  EXPECT_EQ(make_full_year(0), 1900);
  EXPECT_EQ(make_full_year(99.9), 1999);
  EXPECT_EQ(make_full_year(-0.5), 1900);
  EXPECT_EQ(make_full_year(100), 100);
  EXPECT_EQ(make_full_year(-1), -1);
  EXPECT_EQ(make_full_year(k_infinity), k_infinity);
}

}  // namespace
}  // namespace orrery::vm
