#include "vm/dates/system_time_zone.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "vm/dates/calendar.h"
#include "vm/dates/time_zone.h"
#include "vm/dates/zone_names.h"

namespace orrery::vm {

namespace {

/// A stretch of time that contains nothing.
constexpr ZoneInterval k_nowhen = {
    .start = 0, .end = 0, .offset = 0, .is_daylight = false, .abbreviation = {}};

}  // namespace

struct SystemTimeZone::Zone {
  std::string name;
  TimeZone rules;
  // The stretch whose display name was asked for last.
  ZoneInterval named_interval = k_nowhen;
  std::string display_name;
};

namespace {

constexpr std::int64_t k_day = 86'400;

/// Whole seconds since 1970, rounded down.
std::int64_t seconds_of(double t) {
  const auto ms = static_cast<std::int64_t>(t);
  return (ms >= 0 ? ms : ms - 999) / 1000;
}

}  // namespace

SystemTimeZone::SystemTimeZone(Door& door) : door_(door) {
  recent_.fill(k_nowhen);
}

SystemTimeZone::~SystemTimeZone() = default;

void SystemTimeZone::forget() {
  zone_.reset();
  recent_.fill(k_nowhen);
  last_used_ = 0;
}

SystemTimeZone::Zone& SystemTimeZone::zone() {
  if (zone_ == nullptr) {
    TimeZoneData data = door_.time_zone();
    std::optional<TimeZone> rules = TimeZone::parse(data.rules);
    if (!rules) {
      // UTC: what C libraries do with what they cannot read, too. What TZ says and nobody knows is, as in
      // Node, GMT+00:00.
      const bool is_unknown = data.name.empty() && !data.rules.empty();
      data.name = is_unknown ? "" : "UTC";
      rules = TimeZone::parse(is_unknown ? "<+00>0" : "UTC0");
    }
    zone_ = std::make_unique<Zone>(
        Zone{.name = std::move(data.name), .rules = *std::move(rules), .display_name = {}});
  }
  return *zone_;
}

const ZoneInterval& SystemTimeZone::interval_at(std::int64_t seconds) {
  for (std::size_t i = 0; i < recent_.size(); i++) {
    const std::size_t place = (last_used_ + i) % recent_.size();
    if (!recent_[place].contains(seconds)) continue;
    last_used_ = place;
    return recent_[place];
  }
  // The one that was found before the others makes room.
  last_used_ = (last_used_ + recent_.size() - 1) % recent_.size();
  return recent_[last_used_] = zone().rules.interval_at(seconds);
}

double SystemTimeZone::local_time(double t) {
  return t + interval_at(seconds_of(t)).offset * k_ms_per_second;
}

double SystemTimeZone::utc(double t) {
  // What is so far away stays no time whatever the zone.
  if (!(std::fabs(t) <= k_max_calendar_time)) return k_not_a_time;
  const std::int64_t seconds = seconds_of(t);
  // A stretch that begins before the time comes, whatever the offset; then on to the first that does not end
  // before.
  ZoneInterval interval = interval_at(seconds - 2 * k_day);
  while (interval.end <= seconds + 2 * k_day && seconds >= interval.end + interval.offset) {
    const std::int32_t offset_before = interval.offset;
    interval = interval_at(interval.end);
    // Skipped by the clocks.
    if (seconds < interval.start + interval.offset) return t - offset_before * k_ms_per_second;
  }
  return t - interval.offset * k_ms_per_second;
}

std::int32_t SystemTimeZone::offset_seconds(double t) {
  return interval_at(seconds_of(t)).offset;
}

/// Some zones call their winter time daylight saving time, with clocks that are put back for it, as Ireland's
/// law does. Its name is still that of standard time.
bool SystemTimeZone::is_summer_time(const ZoneInterval& interval) {
  if (interval.start == std::numeric_limits<std::int64_t>::min()) return interval.is_daylight;
  const ZoneInterval before = zone().rules.interval_at(interval.start - 1);
  if (before.is_daylight == interval.is_daylight) return interval.is_daylight;
  const bool is_put_back_for_daylight =
      interval.is_daylight ? interval.offset < before.offset : before.offset < interval.offset;
  return interval.is_daylight != is_put_back_for_daylight;
}

std::string SystemTimeZone::make_display_name(const ZoneInterval& interval) {
  const std::string_view name = zone_display_name(zone().name, is_summer_time(interval));
  if (!name.empty()) return std::string(name);
  // Where nobody has a name for it either: "+03".
  const std::string_view abbreviation = interval.abbreviation;
  if (!abbreviation.empty() && abbreviation[0] != '+' && abbreviation[0] != '-')
    return std::string(abbreviation);
  const int minutes = std::abs(interval.offset) / 60;
  std::string text = interval.offset < 0 ? "GMT-" : "GMT+";
  for (const int number : {minutes / 60, minutes % 60}) {
    if (text.size() > 4) text += ':';
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  }
  return text;
}

const std::string& SystemTimeZone::display_name(double t) {
  const std::int64_t seconds = seconds_of(t);
  Zone& named = zone();
  if (!named.named_interval.contains(seconds)) {
    named.named_interval = interval_at(seconds);
    named.display_name = make_display_name(named.named_interval);
  }
  return named.display_name;
}

}  // namespace orrery::vm
