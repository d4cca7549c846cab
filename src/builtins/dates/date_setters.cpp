// What changes a Date: https://tc39.es/ecma262/#sec-properties-of-the-date-prototype-object

#include <array>
#include <cmath>

#include "builtins/dates/date_methods.h"
#include "vm/dates/calendar.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

namespace {

constexpr std::size_t k_part_count = 7;

constexpr std::size_t index_of(Part part) {
  return static_cast<std::size_t>(part);
}

std::array<double, k_part_count> parts_of(double t) {
  const TimeParts parts = time_parts(t);
  return {static_cast<double>(parts.date.year),  static_cast<double>(parts.date.month),
          static_cast<double>(parts.date.day),   static_cast<double>(parts.hour),
          static_cast<double>(parts.minute),     static_cast<double>(parts.second),
          static_cast<double>(parts.millisecond)};
}

/// The last steps of all setters.
Value set_time(Agent& agent, Date* date, double new_time, Clock clock) {
  const double u = time_clip(clock == Clock::Local ? agent.system_time_zone().utc(new_time) : new_time);
  date->set_date_value(u);
  return Value::number(u);
}

}  // namespace

// https://tc39.es/ecma262/#sec-date.prototype.sethours and its like, local and UTC. The numbers are those of
// setHours.
Completion<Value> set_parts(Agent& agent, NativeFrame& frame, Part first, Part last, Clock clock) {
  // 1. - 3. What the conversions below do to this date does not count.
  Date* date = TRY(this_date(agent, frame));
  double t = date->date_value();
  // 4. - 7.
  std::array<double, 4> given{};
  const std::size_t most = index_of(last) - index_of(first) + 1;
  std::size_t count = 0;
  do {
    given[count] = TRY(to_number(agent, frame.argument(static_cast<std::uint32_t>(count)))).as_number();
    count++;
  } while (count < most && count < frame.argument_count());
  // 8., 9. A year makes a time of what was none.
  if (!std::isnan(t)) {
    if (clock == Clock::Local) t = agent.system_time_zone().local_time(t);
  } else if (first == Part::Year) {
    t = 0;
  } else {
    return Value::float64(t);
  }
  // 10. - 13.
  std::array<double, k_part_count> parts = parts_of(t);
  for (std::size_t i = 0; i < count; i++) parts[index_of(first) + i] = given[i];
  const double new_day = make_day(parts[0], parts[1], parts[2]);
  const double new_time = make_time(parts[3], parts[4], parts[5], parts[6]);
  // 14. - 16.
  return set_time(agent, date, make_date(new_day, new_time), clock);
}

// https://tc39.es/ecma262/#sec-date.prototype.settime
Completion<Value> date_set_time(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  Date* date = TRY(this_date(agent, frame));
  // 3.
  const double t = TRY(to_number(agent, frame.argument(0))).as_number();
  // 4. - 6.
  return set_time(agent, date, t, Clock::Utc);
}

// https://tc39.es/ecma262/#sec-date.prototype.setyear
Completion<Value> date_set_year(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Date* date = TRY(this_date(agent, frame));
  double t = date->date_value();
  // 4.
  const double y = TRY(to_number(agent, frame.argument(0))).as_number();
  // 5.
  t = std::isnan(t) ? 0 : agent.system_time_zone().local_time(t);
  // 6. - 8. A year that is none makes a time that is none.
  const double d = make_day(make_full_year(y), month_from_time(t), date_from_time(t));
  // 9. - 11.
  return set_time(agent, date, make_date(d, time_within_day(t)), Clock::Local);
}

}  // namespace orrery::builtins
