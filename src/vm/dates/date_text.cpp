#include "vm/dates/date_text.h"

#include <cstdlib>

#include "vm/dates/calendar.h"

namespace orrery::vm {

namespace {

/// https://tc39.es/ecma262/#sec-todatestring-day-names, three letters each
std::string_view week_day_name(std::int32_t week_day) {
  return std::string_view("SunMonTueWedThuFriSat").substr(static_cast<std::size_t>(week_day) * 3, 3);
}

/// https://tc39.es/ecma262/#sec-todatestring-month-names
std::string_view month_name(std::int32_t month) {
  return std::string_view("JanFebMarAprMayJunJulAugSepOctNovDec")
      .substr(static_cast<std::size_t>(month) * 3, 3);
}

/// With zeros in front.
void append_padded(std::string& text, std::int32_t number, std::size_t width) {
  const std::size_t start = text.size();
  text.append(width, '0');
  for (std::size_t at = text.size(); number > 0; number /= 10) {
    if (at == start) {
      text.insert(start, 1, '0');
      at++;
    }
    text[--at] = static_cast<char>('0' + number % 10);
  }
}

/// "10:00:00"
void append_clock(std::string& text, const TimeParts& parts) {
  append_padded(text, parts.hour, 2);
  text += ':';
  append_padded(text, parts.minute, 2);
  text += ':';
  append_padded(text, parts.second, 2);
}

void append_year(std::string& text, std::int32_t year) {
  if (year < 0) text += '-';
  append_padded(text, std::abs(year), 4);
}

}  // namespace

std::string iso_date_text(double t) {
  const TimeParts parts = time_parts(t);
  const std::int32_t year = parts.date.year;
  std::string text;
  text.reserve(32);
  if (year >= 0 && year <= 9999) {
    append_padded(text, year, 4);
  } else {
    text += year < 0 ? '-' : '+';
    append_padded(text, std::abs(year), 6);
  }
  text += '-';
  append_padded(text, parts.date.month + 1, 2);
  text += '-';
  append_padded(text, parts.date.day, 2);
  text += 'T';
  append_clock(text, parts);
  text += '.';
  append_padded(text, parts.millisecond, 3);
  text += 'Z';
  return text;
}

std::string utc_date_text(double t) {
  const TimeParts parts = time_parts(t);
  std::string text;
  text.reserve(32);
  text += week_day_name(parts.week_day);
  text += ", ";
  append_padded(text, parts.date.day, 2);
  text += ' ';
  text += month_name(parts.date.month);
  text += ' ';
  append_year(text, parts.date.year);
  text += ' ';
  append_clock(text, parts);
  text += " GMT";
  return text;
}

void append_date_string(std::string& text, double local) {
  const TimeParts parts = time_parts(local);
  text += week_day_name(parts.week_day);
  text += ' ';
  text += month_name(parts.date.month);
  text += ' ';
  append_padded(text, parts.date.day, 2);
  text += ' ';
  append_year(text, parts.date.year);
}

void append_time_string(std::string& text, double local) {
  append_clock(text, time_parts(local));
  text += " GMT";
}

void append_time_zone_string(std::string& text, std::int32_t offset_seconds, std::string_view name) {
  text += offset_seconds < 0 ? '-' : '+';
  const std::int32_t minutes = std::abs(offset_seconds) / 60;
  append_padded(text, minutes / 60, 2);
  append_padded(text, minutes % 60, 2);
  if (name.empty()) return;
  text += " (";
  text += name;
  text += ')';
}

void append_us_date(std::string& text, double local) {
  const CalendarDay date = calendar_day(day(local));
  text += std::to_string(date.month + 1);
  text += '/';
  text += std::to_string(date.day);
  text += '/';
  // Before the year 1 they count backwards, and have no year 0.
  text += std::to_string(date.year > 0 ? date.year : 1 - date.year);
}

void append_us_time(std::string& text, double local) {
  const TimeParts parts = time_parts(local);
  text += std::to_string((parts.hour + 11) % 12 + 1);
  text += ':';
  append_padded(text, parts.minute, 2);
  text += ':';
  append_padded(text, parts.second, 2);
  text += parts.hour < 12 ? " AM" : " PM";
}

}  // namespace orrery::vm
