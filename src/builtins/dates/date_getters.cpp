// What a Date says of its time: https://tc39.es/ecma262/#sec-properties-of-the-date-prototype-object

#include <cmath>

#include "builtins/dates/date_methods.h"
#include "vm/dates/calendar.h"

namespace orrery::builtins {

using namespace vm;

// https://tc39.es/ecma262/#sec-date.prototype.getdate and its like, local and UTC
Completion<Value> get_part(Agent& agent, NativeFrame& frame, std::int32_t (*part_of)(double), Clock clock) {
  // 1. - 3.
  const double t = TRY(this_date(agent, frame))->date_value();
  // 4.
  if (std::isnan(t)) return Value::float64(t);
  // 5.
  return Value::int32(part_of(clock == Clock::Local ? agent.system_time_zone().local_time(t) : t));
}

// https://tc39.es/ecma262/#sec-date.prototype.gettime, and valueOf, which is the same
Completion<Value> date_get_time(Agent& agent, NativeFrame& frame) {
  return Value::number(TRY(this_date(agent, frame))->date_value());
}

// https://tc39.es/ecma262/#sec-date.prototype.gettimezoneoffset
Completion<Value> date_get_timezone_offset(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  const double t = TRY(this_date(agent, frame))->date_value();
  // 4.
  if (std::isnan(t)) return Value::float64(t);
  // 5. With a fraction, where old local times are not whole minutes off.
  return Value::number((t - agent.system_time_zone().local_time(t)) / k_ms_per_minute);
}

// https://tc39.es/ecma262/#sec-date.prototype.getyear
Completion<Value> date_get_year(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  const double t = TRY(this_date(agent, frame))->date_value();
  // 4.
  if (std::isnan(t)) return Value::float64(t);
  // 5.
  return Value::int32(year_from_time(agent.system_time_zone().local_time(t)) - 1900);
}

}  // namespace orrery::builtins
