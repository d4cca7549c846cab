#include "vm/dates/posix_time_zone.h"

#include <array>
#include <limits>

#include "vm/dates/calendar.h"

namespace orrery::vm {

namespace {

constexpr std::int32_t k_day = 86'400;
constexpr std::int32_t k_hour = 3600;

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}
bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

}  // namespace

// Reading ---------------------------------------------------------------------------------------------------

class PosixTimeZone::Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  /// std offset [dst [offset] [,start[/time],end[/time]]]
  std::optional<PosixTimeZone> zone() {
    PosixTimeZone zone;
    if (!name(zone.standard_) || !offset(zone.standard_)) return std::nullopt;
    if (rest_.empty()) return zone;
    Clock& daylight = zone.daylight_.emplace();
    if (!name(daylight)) return std::nullopt;
    daylight.offset = zone.standard_.offset + k_hour;
    if (!rest_.empty() && rest_.front() != ',' && !offset(daylight)) return std::nullopt;
    // POSIX leaves open what holds without a rule; everybody takes that of the United States.
    if (rest_.empty()) rest_ = ",M3.2.0,M11.1.0";
    if (!change(zone.to_daylight_) || !change(zone.to_standard_) || !rest_.empty()) return std::nullopt;
    return zone;
  }

 private:
  bool take(char character) {
    if (rest_.empty() || rest_.front() != character) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Letters, or letters, digits and signs in angle brackets.
  bool name(Clock& clock) {
    std::size_t length = 0;
    if (take('<')) {
      length = rest_.find('>');
      if (length == std::string_view::npos) return false;
      for (const char character : rest_.substr(0, length)) {
        if (!is_letter(character) && !is_digit(character) && character != '+' && character != '-')
          return false;
      }
      clock.abbreviation = rest_.substr(0, length);
      rest_.remove_prefix(length + 1);
    } else {
      while (length < rest_.size() && is_letter(rest_[length])) length++;
      clock.abbreviation = rest_.substr(0, length);
      rest_.remove_prefix(length);
    }
    return clock.abbreviation.size() >= 3;
  }

  bool number(std::int32_t& result, std::int32_t most) {
    if (rest_.empty() || !is_digit(rest_.front())) return false;
    result = 0;
    while (!rest_.empty() && is_digit(rest_.front())) {
      result = result * 10 + (rest_.front() - '0');
      if (result > most) return false;
      rest_.remove_prefix(1);
    }
    return true;
  }

  /// [+-]hh[:mm[:ss]]
  bool time(std::int32_t& seconds, std::int32_t most_hours) {
    const bool is_negative = take('-');
    if (!is_negative) take('+');
    std::int32_t hours = 0;
    std::int32_t minutes = 0;
    std::int32_t rest = 0;
    if (!number(hours, most_hours)) return false;
    if (take(':')) {
      if (!number(minutes, 59)) return false;
      if (take(':') && !number(rest, 59)) return false;
    }
    seconds = hours * k_hour + minutes * 60 + rest;
    if (is_negative) seconds = -seconds;
    return true;
  }

  /// POSIX counts west of Greenwich.
  bool offset(Clock& clock) {
    std::int32_t west = 0;
    if (!time(west, 24)) return false;
    clock.offset = -west;
    return true;
  }

  bool change(Change& change) {
    if (!take(',')) return false;
    if (take('M')) {
      change.form = Change::Form::WeekDayOfMonth;
      if (!number(change.month, 12) || !take('.') || !number(change.week, 5) || !take('.') ||
          !number(change.day, 6))
        return false;
      if (change.month == 0 || change.week == 0) return false;
    } else if (take('J')) {
      change.form = Change::Form::DayFrom1;
      if (!number(change.day, 365) || change.day == 0) return false;
    } else {
      change.form = Change::Form::DayFrom0;
      if (!number(change.day, 365)) return false;
    }
    return !take('/') || time(change.time, 167);
  }

  std::string_view rest_;
};

std::optional<PosixTimeZone> PosixTimeZone::parse(std::string_view text) {
  return Parser(text).zone();
}

// Asking ----------------------------------------------------------------------------------------------------

std::int64_t PosixTimeZone::Change::in_year(std::int64_t year) const {
  const auto days_until = [&](std::int32_t month_from_0) {
    return days_from_calendar({.year = static_cast<std::int32_t>(year),
                               .month = static_cast<std::uint8_t>(month_from_0),
                               .day = 1});
  };
  const auto week_day_of = [](std::int64_t days) {
    return static_cast<std::int32_t>(((days + 4) % 7 + 7) % 7);
  };
  std::int64_t days = 0;
  switch (form) {
    case Form::DayFrom1:
      days = days_until(0) + day - 1 + (is_leap_year(year) && day >= 60 ? 1 : 0);
      break;
    case Form::DayFrom0:
      days = days_until(0) + day;
      break;
    case Form::WeekDayOfMonth: {
      const std::int64_t first = days_until(month - 1);
      const std::int64_t next_month = month == 12 ? first + 31 : days_until(month);
      days = first + (day - week_day_of(first) + 7) % 7 + std::int64_t{week - 1} * 7;
      while (days >= next_month) days -= 7;
      break;
    }
  }
  return days * k_day + time;
}

ZoneInterval PosixTimeZone::interval(std::int64_t start, std::int64_t end, bool is_daylight) const {
  const Clock& clock = is_daylight ? *daylight_ : standard_;
  return {.start = start,
          .end = end,
          .offset = clock.offset,
          .is_daylight = is_daylight,
          .abbreviation = clock.abbreviation};
}

ZoneInterval PosixTimeZone::interval_at(std::int64_t seconds) const {
  using Limits = std::numeric_limits<std::int64_t>;
  if (!daylight_) return interval(Limits::min(), Limits::max(), false);
  // The changes of the years around: whatever the offset, one of them is the last before the moment, and one
  // the first after it.
  constexpr std::int64_t k_years_around = 2;
  const std::int64_t year = calendar_day(day(static_cast<double>(seconds) * k_ms_per_second)).year;
  struct Moment {
    std::int64_t seconds;
    bool is_daylight;
  };
  Moment last{Limits::min(), false};
  for (std::int64_t each = year - k_years_around; each <= year + k_years_around; each++) {
    Moment first{to_daylight_.in_year(each) - standard_.offset, true};
    Moment second{to_standard_.in_year(each) - daylight_->offset, false};
    if (second.seconds < first.seconds) std::swap(first, second);
    for (const Moment& moment : {first, second}) {
      if (moment.seconds > seconds) return interval(last.seconds, moment.seconds, last.is_daylight);
      last = moment;
    }
  }
  return interval(last.seconds, Limits::max(), last.is_daylight);
}

}  // namespace orrery::vm
