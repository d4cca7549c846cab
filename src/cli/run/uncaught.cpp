#include "cli/run/uncaught.h"

#include <algorithm>
#include <optional>

#include "display/value_text.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/errors/source_excerpt.h"
#include "vm/functions/executable.h"
#include "vm/shapes/shape.h"
#include "vm/strings/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Object;
using vm::Value;

namespace {

/// The frames of an error whose `stack` nobody has looked at yet; or null.
const vm::StackTrace* trace_of(Agent& agent, const vm::ErrorObject* error) {
  Value stack = error->stack();
  // Error.captureStackTrace() has given it one of its own.
  if (const std::optional<vm::PropertyLocation> place = error->shape()->find(agent.names().stack))
    stack = error->has_slot(place->slot) ? error->slot(place->slot) : Value::undefined();
  return stack.is_cell_of(vm::CellKind::StackTrace) ? static_cast<vm::StackTrace*>(stack.as_cell()) : nullptr;
}

/// Where the frame was.
std::string excerpt(const vm::StackTrace::Entry& entry) {
  const std::vector<bytecode::Position>& positions = entry.executable->code().positions;
  auto position = std::ranges::upper_bound(positions, entry.offset, {}, &bytecode::Position::offset);
  if (position == positions.begin()) return "";
  position--;
  return vm::source_excerpt(*entry.executable->source(), position->source_start + position->point);
}

/// Of the innermost frame that has a text.
std::string excerpt(const vm::StackTrace& trace) {
  for (const vm::StackTrace::Entry& entry : trace.entries())
    if (entry.executable != nullptr) return excerpt(entry);
  return "";
}

/// What the parser says, and the frames of who asked for the text.
std::string describe_syntax_error(Agent& agent, vm::ErrorObject* error) {
  std::string text = error->syntax_error().as_string()->to_utf8();
  if (vm::String* stack = vm::seen_stack(agent, error)) {
    const std::string frames = stack->to_utf8();
    const std::size_t first = frames.find("\n    at ");
    if (first != std::string::npos) text += frames.substr(first + 1);
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

std::string describe_uncaught(Agent& agent, Value exception, UncaughtWhere where, bool colour) {
  const display::ValueTextOptions options{.colour = colour};
  if (!exception.is_cell_of(vm::CellKind::Error))
    return (where == UncaughtWhere::Promise ? "Uncaught (in promise) " : "Uncaught ") +
           display::value_text(agent, exception, options);
  auto* error = static_cast<vm::ErrorObject*>(exception.as_object());
  if (error->syntax_error().is_string()) return describe_syntax_error(agent, error);
  const vm::StackTrace* trace = trace_of(agent, error);
  const std::string place = trace == nullptr ? "" : excerpt(*trace);
  return (place.empty() ? "" : place + "\n\n") + display::value_text(agent, exception, options);
}

}  // namespace orrery::cli
