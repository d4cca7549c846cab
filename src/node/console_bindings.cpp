// What consoles that programs make have of the host's own: tables and durations.

#include <optional>
#include <string>

#include "display/inspect.h"
#include "display/value_text.h"
#include "node/bindings.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string.h"
#include "web/console/duration.h"
#include "web/console/table.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// `tableText(data, columns, isColoured)`: undefined if the data make no table
Completion<Value> table_text(Agent& agent, NativeFrame& frame) {
  const display::InspectOptions options{.colour = frame.argument(2).is_identical(Value::boolean(true))};
  const auto text = TRY(web::console::table_text(agent, options, frame.argument(0), frame.argument(1)));
  if (!text) return Value::undefined();
  return TRY(display::make_string_from_wtf8(agent, *text));
}

/// `durationText(milliseconds)`
Completion<Value> duration_text(Agent& agent, NativeFrame& frame) {
  const double milliseconds = TRY(vm::to_number(agent, frame.argument(0))).as_number();
  return TRY(vm::make_string_from_utf8(agent, web::console::duration_text(milliseconds)));
}

/// `now()`: milliseconds
Completion<Value> now(Agent& agent, NativeFrame&) {
  return Value::number(static_cast<double>(agent.door().monotonic_ns()) / 1e6);
}

constexpr vm::BuiltinRow k_console_bindings_rows[] = {
    vm::method("tableText", 3, table_text),
    vm::method("durationText", 1, duration_text),
    vm::method("now", 0, now),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_console_bindings = k_console_bindings_rows;

}  // namespace orrery::node
