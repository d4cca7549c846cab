// %Date.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-date-prototype-object

#include "builtins/dates/date_methods.h"
#include "builtins/dates/tables.h"
#include "vm/dates/calendar.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-date.prototype-%symbol.toprimitive%
Completion<Value> date_to_primitive(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (!frame.this_value().is_object())
    return throw_incompatible_receiver(agent, "Date.prototype [ @@toPrimitive ]", frame.this_value());
  // 3. - 5.
  const Value hint = frame.argument(0);
  if (hint.is_string()) {
    const std::string text = hint.as_string()->to_utf8();
    Object* object = frame.this_value().as_object();
    if (text == "string" || text == "default")
      return ordinary_to_primitive(agent, object, PreferredType::String);
    if (text == "number") return ordinary_to_primitive(agent, object, PreferredType::Number);
  }
  return agent.throw_type_error("Invalid hint: " + describe_value(agent, hint));
}

constexpr Clock k_local = Clock::Local;
constexpr Clock k_utc = Clock::Utc;

// The clause of each method is https://tc39.es/ecma262/#sec-date.prototype. and its name in small letters.
constexpr BuiltinRow k_date_prototype_rows[] = {
    reference("constructor", Intrinsic::Date),
    method("toString", 0, date_to_string),
    method("toDateString", 0, date_to_date_string),
    method("toTimeString", 0, date_to_time_string),
    method("toISOString", 0, date_to_iso_string),
    reference("toUTCString", Intrinsic::DatePrototypeToUTCString),
    reference("toGMTString", Intrinsic::DatePrototypeToUTCString),
    method("toJSON", 1, date_to_json),
    method("toLocaleString", 0, date_to_locale_string),
    method("toLocaleDateString", 0, date_to_locale_date_string),
    method("toLocaleTimeString", 0, date_to_locale_time_string),

    method("getDate", 0, date_get<date_from_time, k_local>),
    method("getDay", 0, date_get<week_day, k_local>),
    method("getFullYear", 0, date_get<year_from_time, k_local>),
    method("getHours", 0, date_get<hour_from_time, k_local>),
    method("getMilliseconds", 0, date_get<millisecond_from_time, k_local>),
    method("getMinutes", 0, date_get<minute_from_time, k_local>),
    method("getMonth", 0, date_get<month_from_time, k_local>),
    method("getSeconds", 0, date_get<second_from_time, k_local>),
    method("getTime", 0, date_get_time),
    method("getTimezoneOffset", 0, date_get_timezone_offset),
    method("getUTCDate", 0, date_get<date_from_time, k_utc>),
    method("getUTCDay", 0, date_get<week_day, k_utc>),
    method("getUTCFullYear", 0, date_get<year_from_time, k_utc>),
    method("getUTCHours", 0, date_get<hour_from_time, k_utc>),
    method("getUTCMilliseconds", 0, date_get<millisecond_from_time, k_utc>),
    method("getUTCMinutes", 0, date_get<minute_from_time, k_utc>),
    method("getUTCMonth", 0, date_get<month_from_time, k_utc>),
    method("getUTCSeconds", 0, date_get<second_from_time, k_utc>),
    method("getYear", 0, date_get_year),
    method("valueOf", 0, date_get_time),

    method("setDate", 1, date_set<Part::Date, Part::Date, k_local>),
    method("setFullYear", 3, date_set<Part::Year, Part::Date, k_local>),
    method("setHours", 4, date_set<Part::Hours, Part::Milliseconds, k_local>),
    method("setMilliseconds", 1, date_set<Part::Milliseconds, Part::Milliseconds, k_local>),
    method("setMinutes", 3, date_set<Part::Minutes, Part::Milliseconds, k_local>),
    method("setMonth", 2, date_set<Part::Month, Part::Date, k_local>),
    method("setSeconds", 2, date_set<Part::Seconds, Part::Milliseconds, k_local>),
    method("setTime", 1, date_set_time),
    method("setUTCDate", 1, date_set<Part::Date, Part::Date, k_utc>),
    method("setUTCFullYear", 3, date_set<Part::Year, Part::Date, k_utc>),
    method("setUTCHours", 4, date_set<Part::Hours, Part::Milliseconds, k_utc>),
    method("setUTCMilliseconds", 1, date_set<Part::Milliseconds, Part::Milliseconds, k_utc>),
    method("setUTCMinutes", 3, date_set<Part::Minutes, Part::Milliseconds, k_utc>),
    method("setUTCMonth", 2, date_set<Part::Month, Part::Date, k_utc>),
    method("setUTCSeconds", 2, date_set<Part::Seconds, Part::Milliseconds, k_utc>),
    method("setYear", 1, date_set_year),

    method(&WellKnown::symbol_to_primitive, 1, date_to_primitive).with(k_configurable_attribute),
};

}  // namespace

constexpr ObjectTable k_date_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_date_prototype_rows);

}  // namespace orrery::builtins
