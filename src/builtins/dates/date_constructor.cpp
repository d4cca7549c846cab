// %Date%: https://tc39.es/ecma262/#sec-date-constructor

#include <array>
#include <cmath>

#include "builtins/dates/date_methods.h"
#include "builtins/dates/date_parser.h"
#include "builtins/dates/tables.h"
#include "vm/agent.h"
#include "vm/dates/calendar.h"
#include "vm/functions/builtin.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// Year, month, date, hours, minutes, seconds and milliseconds as arguments, converted in this order, as a
/// time of no particular zone: what the constructor and Date.UTC have in common.
Completion<double> time_of_parts(Agent& agent, const NativeFrame& frame) {
  // A year alone is its first moment.
  std::array<double, 7> parts = {k_not_a_time, 0, 1, 0, 0, 0, 0};
  for (std::uint32_t i = 0; i < parts.size() && i < frame.argument_count(); i++)
    parts[i] = TRY(to_number(agent, frame.argument(i))).as_number();
  return make_date(make_day(make_full_year(parts[0]), parts[1], parts[2]),
                   make_time(parts[3], parts[4], parts[5], parts[6]));
}

/// The time value that a text says, or NaN: what Date.parse gives.
double time_of_text(Agent& agent, String* text) {
  const std::optional<ParsedDate> date =
      parse_date(text->is_latin1() ? DateCharacters(text->latin1()) : DateCharacters(text->utf16()));
  if (!date) return k_not_a_time;
  if (!date->offset_seconds) return time_clip(agent.system_time_zone().utc(date->time));
  return time_clip(date->time - static_cast<double>(*date->offset_seconds) * k_ms_per_second);
}

/// https://tc39.es/ecma262/#sec-date, step 4: of one argument
Completion<double> time_of_value(Agent& agent, Value value) {
  // a. - c.
  if (value.is_cell_of(CellKind::Date)) return time_clip(static_cast<Date*>(value.as_object())->date_value());
  const Value primitive = TRY(to_primitive(agent, value));
  if (primitive.is_string()) return time_of_text(agent, primitive.as_string());
  return time_clip(TRY(to_number(agent, primitive)).as_number());
}

// https://tc39.es/ecma262/#sec-date
Completion<Value> date_constructor(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.is_construct())
    return make_string_from_utf8(agent, to_date_string(agent, agent.door().wall_clock_ms()));
  // 2. - 5.
  const std::uint32_t count = frame.argument_count();
  double time = 0;
  if (count == 0) {
    time = agent.door().wall_clock_ms();
  } else if (count == 1) {
    time = TRY(time_of_value(agent, frame.argument(0)));
  } else {
    time = time_clip(agent.system_time_zone().utc(TRY(time_of_parts(agent, frame))));
  }
  // 6. - 8.
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::DatePrototype));
  Shape* shape = agent.shapes().root(prototype, CellKind::Date);
  return agent.heap().make<Date>(0, shape, time);
}

// https://tc39.es/ecma262/#sec-date.now
Completion<Value> date_now(Agent& agent, NativeFrame&) {
  return Value::number(agent.door().wall_clock_ms());
}

// https://tc39.es/ecma262/#sec-date.parse
Completion<Value> date_parse(Agent& agent, NativeFrame& frame) {
  return Value::number(time_of_text(agent, TRY(to_string(agent, frame.argument(0)))));
}

// https://tc39.es/ecma262/#sec-date.utc
Completion<Value> date_utc(Agent& agent, NativeFrame& frame) {
  return Value::number(time_clip(TRY(time_of_parts(agent, frame))));
}

constexpr BuiltinRow k_date_constructor_rows[] = {
    method("now", 0, date_now),
    method("parse", 1, date_parse),
    method("UTC", 7, date_utc),
};

}  // namespace

constexpr ObjectTable k_date =
    constructor_table("Date", 7, date_constructor, Intrinsic::DatePrototype, k_date_constructor_rows);

}  // namespace orrery::builtins
