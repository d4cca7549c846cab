// A Date as text: https://tc39.es/ecma262/#sec-properties-of-the-date-prototype-object

#include <cmath>

#include "builtins/dates/date_methods.h"
#include "builtins/dates/tables.h"
#include "vm/dates/calendar.h"
#include "vm/dates/date_text.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

constexpr std::string_view k_invalid_date = "Invalid Date";

/// What the methods below have in common: `append` makes the text of a time that is one.
template <typename Append>
Completion<Value> text_of(Agent& agent, NativeFrame& frame, Append append) {
  const double tv = TRY(this_date(agent, frame))->date_value();
  std::string text;
  if (std::isnan(tv)) {
    text = k_invalid_date;
  } else {
    append(text, tv);
  }
  return make_string_from_utf8(agent, text);
}

/// The text of TimeString and TimeZoneString.
void append_time_and_zone(Agent& agent, std::string& text, double tv) {
  SystemTimeZone& zone = agent.system_time_zone();
  append_time_string(text, zone.local_time(tv));
  append_time_zone_string(text, zone.offset_seconds(tv), zone.display_name(tv));
}

}  // namespace

std::string to_date_string(Agent& agent, double tv) {
  // 1.
  if (std::isnan(tv)) return std::string(k_invalid_date);
  // 2., 3.
  std::string text;
  append_date_string(text, agent.system_time_zone().local_time(tv));
  text += ' ';
  append_time_and_zone(agent, text, tv);
  return text;
}

// https://tc39.es/ecma262/#sec-date.prototype.tostring
Completion<Value> date_to_string(Agent& agent, NativeFrame& frame) {
  const double tv = TRY(this_date(agent, frame))->date_value();
  return make_string_from_utf8(agent, to_date_string(agent, tv));
}

// https://tc39.es/ecma262/#sec-date.prototype.todatestring
Completion<Value> date_to_date_string(Agent& agent, NativeFrame& frame) {
  return text_of(agent, frame, [&](std::string& text, double tv) {
    append_date_string(text, agent.system_time_zone().local_time(tv));
  });
}

// https://tc39.es/ecma262/#sec-date.prototype.totimestring
Completion<Value> date_to_time_string(Agent& agent, NativeFrame& frame) {
  return text_of(agent, frame, [&](std::string& text, double tv) { append_time_and_zone(agent, text, tv); });
}

// https://tc39.es/ecma262/#sec-date.prototype.toutcstring
Completion<Value> date_to_utc_string(Agent& agent, NativeFrame& frame) {
  return text_of(agent, frame, [](std::string& text, double tv) { text = utc_date_text(tv); });
}

// https://tc39.es/ecma262/#sec-date.prototype.toisostring
Completion<Value> date_to_iso_string(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  const double tv = TRY(this_date(agent, frame))->date_value();
  // 4.
  if (std::isnan(tv)) return agent.throw_range_error("Invalid time value");
  // 5. - 7.
  return make_ascii_string(agent, iso_date_text(tv));
}

// https://tc39.es/ecma262/#sec-date.prototype.tojson
Completion<Value> date_to_json(Agent& agent, NativeFrame& frame) {
  // 1.
  Object* object = TRY(to_object(agent, frame.this_value()));
  // 2., 3.
  const Value tv = TRY(to_primitive(agent, Value(object), PreferredType::Number));
  if (tv.is_number() && !std::isfinite(tv.as_number())) return Value::null();
  // 4.
  return invoke(agent, Value(object), agent.names().toISOString);
}

// Without ECMA-402 these are up to the implementation. They give what an Intl with the locale en-US gives,
// which is what programs that look at the text expect.

// https://tc39.es/ecma262/#sec-date.prototype.tolocalestring
Completion<Value> date_to_locale_string(Agent& agent, NativeFrame& frame) {
  return text_of(agent, frame, [&](std::string& text, double tv) {
    const double local = agent.system_time_zone().local_time(tv);
    append_us_date(text, local);
    text += ", ";
    append_us_time(text, local);
  });
}

// https://tc39.es/ecma262/#sec-date.prototype.tolocaledatestring
Completion<Value> date_to_locale_date_string(Agent& agent, NativeFrame& frame) {
  return text_of(agent, frame, [&](std::string& text, double tv) {
    append_us_date(text, agent.system_time_zone().local_time(tv));
  });
}

// https://tc39.es/ecma262/#sec-date.prototype.tolocaletimestring
Completion<Value> date_to_locale_time_string(Agent& agent, NativeFrame& frame) {
  return text_of(agent, frame, [&](std::string& text, double tv) {
    append_us_time(text, agent.system_time_zone().local_time(tv));
  });
}

// Annex B has it under two names: https://tc39.es/ecma262/#sec-date.prototype.togmtstring
constexpr ObjectTable k_date_prototype_to_utc_string = function_table("toUTCString", 0, date_to_utc_string);

}  // namespace orrery::builtins
