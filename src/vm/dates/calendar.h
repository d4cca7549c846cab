#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace orrery::vm {

/// [DOC] Time values
///
/// https://tc39.es/ecma262/#sec-time-values-and-time-range and what follows there: pure arithmetic of the
/// proleptic Gregorian calendar, on numbers of milliseconds since 1970-01-01. Whether these are of UTC or of
/// some zone's clock is the caller's business (dates/system_time_zone.h).
///
/// What takes a `double t` takes a finite whole number of at most k_max_calendar_time either way, unless it
/// says otherwise. Days become years, months and days, and back, in closed form: C. Neri and L. Schneider,
/// "Euclidean affine functions and their application to calendar algorithms" (2022),
/// https://doi.org/10.1002/spe.3172.

constexpr double k_ms_per_second = 1000;
constexpr double k_ms_per_minute = 60'000;
constexpr double k_ms_per_hour = 3'600'000;
constexpr std::int64_t k_ms_per_day = 86'400'000;
/// The furthest moment that a Date can hold, both ways: 100,000,000 days.
constexpr double k_max_time = 8.64e15;
/// The same with room for a zone's offset.
constexpr double k_max_calendar_time = k_max_time + 1e9;

constexpr double k_not_a_time = std::numeric_limits<double>::quiet_NaN();

/// A day of the calendar.
struct CalendarDay {
  std::int32_t year;
  std::uint8_t month;  // 0 is January
  std::uint8_t day;    // from 1
};

/// A moment in the parts that people name.
struct TimeParts {
  CalendarDay date;
  std::uint8_t week_day;  // 0 is Sunday
  std::uint8_t hour;
  std::uint8_t minute;
  std::uint8_t second;
  std::uint16_t millisecond;
};

/// \param days  since 1970-01-01, of a year from -1,000,000 to 1,000,000
CalendarDay calendar_day(std::int64_t days);
/// The other way round. `day` may be any of 1 to 31.
std::int64_t days_from_calendar(const CalendarDay& day);
bool is_leap_year(std::int64_t year);
/// All parts at once.
TimeParts time_parts(double t);

/// https://tc39.es/ecma262/#sec-day
inline std::int64_t day(double t) {
  const auto ms = static_cast<std::int64_t>(t);
  return (ms >= 0 ? ms : ms - (k_ms_per_day - 1)) / k_ms_per_day;
}
/// https://tc39.es/ecma262/#sec-timewithinday, in milliseconds
inline std::int32_t time_within_day(double t) {
  return static_cast<std::int32_t>(static_cast<std::int64_t>(t) - day(t) * k_ms_per_day);
}

/// https://tc39.es/ecma262/#sec-yearfromtime
inline std::int32_t year_from_time(double t) {
  return calendar_day(day(t)).year;
}
/// https://tc39.es/ecma262/#sec-monthfromtime
inline std::int32_t month_from_time(double t) {
  return calendar_day(day(t)).month;
}
/// https://tc39.es/ecma262/#sec-datefromtime
inline std::int32_t date_from_time(double t) {
  return calendar_day(day(t)).day;
}
/// https://tc39.es/ecma262/#sec-weekday
std::int32_t week_day(double t);
/// https://tc39.es/ecma262/#sec-hourfromtime
inline std::int32_t hour_from_time(double t) {
  return time_within_day(t) / 3'600'000;
}
/// https://tc39.es/ecma262/#sec-minfromtime
inline std::int32_t minute_from_time(double t) {
  return time_within_day(t) / 60'000 % 60;
}
/// https://tc39.es/ecma262/#sec-secfromtime
inline std::int32_t second_from_time(double t) {
  return time_within_day(t) / 1000 % 60;
}
/// https://tc39.es/ecma262/#sec-msfromtime
inline std::int32_t millisecond_from_time(double t) {
  return time_within_day(t) % 1000;
}

// These take any number, and give NaN where there is no time.

/// https://tc39.es/ecma262/#sec-maketime
double make_time(double hour, double minute, double second, double millisecond);
/// https://tc39.es/ecma262/#sec-makeday; NaN for years beyond 1,000,000 either way.
double make_day(double year, double month, double date);
/// https://tc39.es/ecma262/#sec-makedate
double make_date(double day, double time);
/// https://tc39.es/ecma262/#sec-makefullyear
double make_full_year(double year);
/// https://tc39.es/ecma262/#sec-timeclip
double time_clip(double time);

}  // namespace orrery::vm
