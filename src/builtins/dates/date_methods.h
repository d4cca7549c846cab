#pragma once

#include <string>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/dates/date_object.h"
#include "vm/execution/frame.h"

namespace orrery::builtins {

/// `this` as a Date; else a TypeError.
inline vm::Completion<vm::Date*> this_date(vm::Agent& agent, const vm::NativeFrame& frame) {
  if (!frame.this_value().is_cell_of(vm::CellKind::Date)) [[unlikely]]
    return agent.throw_type_error("this is not a Date object.");
  return static_cast<vm::Date*>(frame.this_value().as_object());
}

/// https://tc39.es/ecma262/#sec-todatestring, in UTF-8
std::string to_date_string(vm::Agent& agent, double tv);

// Functions of %Date.prototype%, which date_prototype.cpp lists; each file has a family of them.

/// Whose clock a method reads or sets.
enum class Clock : std::uint8_t { Local, Utc };
/// The parts of a time that setters give, in the order in which they take them.
enum class Part : std::uint8_t { Year, Month, Date, Hours, Minutes, Seconds, Milliseconds };

/// What getHours() and its like do: `part_of` is one of vm/dates/calendar.h.
vm::Completion<vm::Value> get_part(vm::Agent& agent, vm::NativeFrame& frame, std::int32_t (*part_of)(double),
                                   Clock clock);
template <std::int32_t (*part_of)(double), Clock clock>
vm::Completion<vm::Value> date_get(vm::Agent& agent, vm::NativeFrame& frame) {
  return get_part(agent, frame, part_of, clock);
}
vm::Completion<vm::Value> date_get_time(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_get_timezone_offset(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_get_year(vm::Agent& agent, vm::NativeFrame& frame);

/// What setHours() and its like do: the arguments are parts from `first` to `last`, of which the first must
/// be there.
vm::Completion<vm::Value> set_parts(vm::Agent& agent, vm::NativeFrame& frame, Part first, Part last,
                                    Clock clock);
template <Part first, Part last, Clock clock>
vm::Completion<vm::Value> date_set(vm::Agent& agent, vm::NativeFrame& frame) {
  return set_parts(agent, frame, first, last, clock);
}
vm::Completion<vm::Value> date_set_time(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_set_year(vm::Agent& agent, vm::NativeFrame& frame);

vm::Completion<vm::Value> date_to_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_date_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_time_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_iso_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_utc_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_json(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_locale_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_locale_date_string(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> date_to_locale_time_string(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
