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

std::string excerpt(vm::SourcePlace place) {
  return place.executable == nullptr ? "" : vm::source_excerpt(*place.executable->source(), place.offset);
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
  const display::InspectOptions options{.colour = colour};
  if (!exception.is_cell_of(vm::CellKind::Error))
    return (where == UncaughtWhere::Promise ? "Uncaught (in promise) " : "Uncaught ") +
           display::value_text(agent, exception, options);
  auto* error = static_cast<vm::ErrorObject*>(exception.as_object());
  if (error->syntax_error().is_string()) return describe_syntax_error(agent, error);
  const std::string place = excerpt(vm::error_place(agent, error));
  return (place.empty() ? "" : place + "\n\n") + display::value_text(agent, exception, options);
}

}  // namespace orrery::cli
