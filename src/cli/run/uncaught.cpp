#include "cli/run/uncaught.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/line_map.h"
#include "base/terminal_text.h"
#include "display/value_text.h"
#include "vm/error_object.h"
#include "vm/executable.h"
#include "vm/inspection.h"
#include "vm/shape.h"
#include "vm/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Object;
using vm::Value;

namespace {

/// The frames of an error whose `stack` nobody has looked at yet; or null.
const vm::StackTrace* trace_of(Agent& agent, Object* error) {
  const std::optional<vm::PropertyLocation> place = error->shape()->find(agent.names().stack);
  if (!place || !error->has_slot(place->slot)) return nullptr;
  const Value slot = error->slot(place->slot);
  return slot.is_cell_of(vm::CellKind::StackTrace) ? static_cast<vm::StackTrace*>(slot.as_cell()) : nullptr;
}

/// `file:line`, that line, and a caret below the place.
std::string excerpt(const vm::StackTrace::Entry& entry) {
  const std::vector<bytecode::Position>& positions = entry.executable->code().positions;
  auto position = std::ranges::upper_bound(positions, entry.offset, {}, &bytecode::Position::offset);
  if (position == positions.begin()) return "";
  position--;
  const bytecode::Program& program = entry.executable->source()->program();
  const base::LineMap& lines = entry.executable->source()->line_map();
  const base::LineColumn place = lines.locate(position->source_start);
  std::string_view line = lines.line_text(place.line);
  std::string_view before = line.substr(0, position->source_start - lines.line_start(place.line));
  // Of lines that no terminal shows in one piece, the part around the place.
  constexpr std::size_t k_longest = 400;
  constexpr std::size_t k_context = 60;
  if (line.size() > k_longest) {
    std::size_t cut = before.size() > k_context ? before.size() - k_context : 0;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) cut--;
    before.remove_prefix(cut);
    line.remove_prefix(cut);
  }
  std::string caret;
  for (std::size_t i = 0; i < before.size();) {
    const base::ShownCharacter character(before.data() + i);
    caret.append(before[i] == '\t' ? 1 : character.cells(), before[i] == '\t' ? '\t' : ' ');
    i += character.source_bytes();
  }
  std::string shown;
  constexpr std::size_t k_cells = 200;
  while (!line.empty() && shown.size() < k_cells) {
    const base::ShownCharacter character(line.data());
    shown += line.front() == '\t' ? std::string_view("\t") : character.text();
    line.remove_prefix(character.source_bytes());
  }
  return fmt::format("{}:{}\n{}\n{}^\n", program.file_name(), place.line, shown, caret);
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
  const std::optional<Value> stack = vm::look_up_data_property(agent, error, agent.names().stack);
  if (stack && stack->is_string()) {
    const std::string frames = stack->as_string()->to_utf8();
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
  return (place.empty() ? "" : place + "\n") + display::value_text(agent, exception, options);
}

}  // namespace orrery::cli
