#include "vm/dates/calendar.h"

namespace orrery::vm {

namespace {

// The calendar repeats after 400 years. Counting from March of a year long before all others keeps the
// numbers positive, and puts the leap day at a year's end.
constexpr std::uint32_t k_days_per_era = 146'097;
constexpr std::uint32_t k_eras_before = 2501;
constexpr std::uint32_t k_years_before = 400 * k_eras_before;
constexpr std::uint32_t k_days_before_1970 = 719'468 + k_days_per_era * k_eras_before;

constexpr std::int64_t k_max_year = 1'000'000;

/// From here on all numbers are whole.
constexpr double k_all_whole = 0x1p53;

/// https://tc39.es/ecma262/#sec-tointegerorinfinity of what is not NaN.
double whole_part(double number) {
  // OPTIMIZATION: std::trunc() is a call where the CPU need not have SSE 4.1.
  if (std::fabs(number) < k_all_whole) return static_cast<double>(static_cast<std::int64_t>(number));
  return number;
}

}  // namespace

CalendarDay calendar_day(std::int64_t days) {
  const auto shifted = static_cast<std::uint32_t>(days + k_days_before_1970);
  // The century and the day in it.
  const std::uint32_t quarters = 4 * shifted + 3;
  const std::uint32_t century = quarters / k_days_per_era;
  const std::uint32_t day_of_century = quarters % k_days_per_era / 4;
  // The year of the century and the day in it: 2939745 is 2^32 / 1461, rounded up.
  const std::uint64_t scaled = std::uint64_t{2'939'745} * (4 * day_of_century + 3);
  const auto year_of_century = static_cast<std::uint32_t>(scaled >> 32);
  const std::uint32_t day_of_year = static_cast<std::uint32_t>(scaled) / 2'939'745 / 4;
  // Month (3 is March, 14 is February) and day: 2141/65536 is the months' mean length, upside down.
  const std::uint32_t months = 2141 * day_of_year + 197'913;
  const std::uint32_t month = months >> 16;
  const std::uint32_t day = (months & 0xffff) / 2141;
  const bool is_next_year = day_of_year >= 306;  // January or February
  const auto year = static_cast<std::int32_t>(100 * century + year_of_century + (is_next_year ? 1 : 0));
  return {.year = year - static_cast<std::int32_t>(k_years_before),
          .month = static_cast<std::uint8_t>(is_next_year ? month - 13 : month - 1),
          .day = static_cast<std::uint8_t>(day + 1)};
}

std::int64_t days_from_calendar(const CalendarDay& day) {
  const bool belongs_to_last_year = day.month < 2;
  const auto year = static_cast<std::uint32_t>(day.year + static_cast<std::int32_t>(k_years_before)) -
                    (belongs_to_last_year ? 1 : 0);
  const std::uint32_t month = day.month + (belongs_to_last_year ? 13u : 1u);
  const std::uint32_t century = year / 100;
  const std::uint32_t days_of_years = 1461 * year / 4 - century + century / 4;
  const std::uint32_t days_of_months = (979 * month - 2919) / 32;
  return std::int64_t{days_of_years + days_of_months + day.day - 1u} - k_days_before_1970;
}

bool is_leap_year(std::int64_t year) {
  return year % (year % 100 == 0 ? 400 : 4) == 0;
}

TimeParts time_parts(double t) {
  const std::int32_t time = time_within_day(t);
  return {.date = calendar_day(day(t)),
          .week_day = static_cast<std::uint8_t>(week_day(t)),
          .hour = static_cast<std::uint8_t>(time / 3'600'000),
          .minute = static_cast<std::uint8_t>(time / 60'000 % 60),
          .second = static_cast<std::uint8_t>(time / 1000 % 60),
          .millisecond = static_cast<std::uint16_t>(time % 1000)};
}

std::int32_t week_day(double t) {
  const auto remainder = static_cast<std::int32_t>((day(t) + 4) % 7);  // 1970-01-01 was a Thursday
  return remainder >= 0 ? remainder : remainder + 7;
}

double make_time(double hour, double minute, double second, double millisecond) {
  // 1.
  if (!std::isfinite(hour) || !std::isfinite(minute) || !std::isfinite(second) || !std::isfinite(millisecond))
    return k_not_a_time;
  // 2. - 5.
  const double h = whole_part(hour);
  const double m = whole_part(minute);
  const double s = whole_part(second);
  const double milli = whole_part(millisecond);
  // 6. In this order: with large numbers it shows.
  return ((h * k_ms_per_hour + m * k_ms_per_minute) + s * k_ms_per_second) + milli;
}

double make_day(double year, double month, double date) {
  // 1.
  if (!std::isfinite(year) || !std::isfinite(month) || !std::isfinite(date)) return k_not_a_time;
  // 2. - 4.
  const double y = whole_part(year);
  const double m = whole_part(month);
  const double dt = whole_part(date);
  // 5. - 7. In whole numbers; beyond them there is no such year.
  if (std::fabs(y) >= k_all_whole || std::fabs(m) >= k_all_whole) return k_not_a_time;
  const auto months = static_cast<std::int64_t>(m);
  const std::int64_t years = (months >= 0 ? months : months - 11) / 12;
  const std::int64_t ym = static_cast<std::int64_t>(y) + years;
  if (ym > k_max_year || ym < -k_max_year) return k_not_a_time;
  const std::int64_t mn = months - years * 12;
  // 8., 9.
  const CalendarDay first{
      .year = static_cast<std::int32_t>(ym), .month = static_cast<std::uint8_t>(mn), .day = 1};
  return static_cast<double>(days_from_calendar(first)) + dt - 1;
}

double make_date(double day, double time) {
  const double tv = day * static_cast<double>(k_ms_per_day) + time;
  return std::isfinite(tv) ? tv : k_not_a_time;
}

double make_full_year(double year) {
  // 1.
  if (std::isnan(year)) return k_not_a_time;
  // 2. - 4.
  const double truncated = whole_part(year);
  return truncated >= 0 && truncated <= 99 ? 1900 + truncated : truncated;
}

double time_clip(double time) {
  // 1., 2. NaN fails, too.
  if (!(std::fabs(time) <= k_max_time)) return k_not_a_time;
  // 3.
  return whole_part(time);
}

}  // namespace orrery::vm
