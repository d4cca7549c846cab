// Events 'error' to which nobody listens: https://nodejs.org/api/events.html#error-events

#include <string>
#include <vector>

#include <fmt/format.h>

#include "display/stack_repetition.h"
#include "node/environment.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Value;

namespace {

/// Those of the frames, without what stands above them.
std::vector<std::string> frames_of(std::string_view stack) {
  constexpr std::string_view k_frame = "\n    at ";
  std::vector<std::string> frames;
  std::size_t start = stack.find(k_frame);
  while (start != std::string_view::npos) {
    const std::size_t end = stack.find('\n', start + 1);
    frames.emplace_back(stack.substr(start + 1, end == std::string_view::npos ? end : end - start - 1));
    start = end;
  }
  return frames;
}

}  // namespace

void Environment::note_unhandled_event(Value error, vm::String* emitter, vm::Object* emit) {
  vm::StackTrace* trace = vm::capture_stack_trace(agent_, vm::empty_string(agent_), emit);
  unhandled_event_ = {error, emitter, Value::cell(trace)};
}

bool Environment::tell_unhandled_event(Value exception) {
  const auto [error, emitter, trace] = unhandled_event_;
  if (error.is_undefined() || !error.is_identical(exception)) return false;
  unhandled_event_.fill(Value::undefined());
  vm::String* stack = exception.is_object() ? vm::seen_stack(agent_, exception.as_object()) : nullptr;
  if (stack == nullptr || !exception.is_cell_of(vm::CellKind::Error)) return true;
  std::string text = stack->to_utf8();
  std::vector<std::string> frames =
      frames_of(vm::stack_text(agent_, *static_cast<vm::StackTrace*>(trace.as_cell()))->to_utf8());
  const display::SharedFrames shared = display::shared_frames(frames, frames_of(text));
  if (shared.length > 0) {
    const auto first = frames.begin() + static_cast<std::ptrdiff_t>(shared.start) + 1;
    *first = "    [... lines matching original stack trace ...]";
    frames.erase(first + 1, first + static_cast<std::ptrdiff_t>(shared.length) - 2);
  }
  const std::string name = emitter.as_string()->to_utf8();
  const bool is_told = !name.empty() && name != "EventEmitter";
  text += fmt::format("\nEmitted 'error' event{} at:", is_told ? " on " + name + " instance" : "");
  for (const std::string& frame : frames) text += "\n" + frame;
  const vm::Completion<vm::String*> told = vm::make_string_from_utf8(agent_, text);
  if (!told.is_thrown()) {
    static_cast<vm::ErrorObject*>(exception.as_object())->set_stack(told.value());
  } else if (!agent_.is_terminating()) {
    (void)agent_.take_exception();
  }
  return true;
}

}  // namespace orrery::node
