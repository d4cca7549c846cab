#include "cli/run/uncaught.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <ranges>
#include <vector>

#include <fmt/format.h>

#include "base/file_url.h"
#include "base/line_map.h"
#include "base/unicode/utf.h"
#include "display/stack_repetition.h"
#include "display/style.h"
#include "display/value_text.h"
#include "loop/job_text.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/errors/places.h"
#include "vm/errors/source_excerpt.h"
#include "vm/execution/activation.h"
#include "vm/execution/origin.h"
#include "vm/functions/executable.h"
#include "vm/shapes/shape.h"
#include "vm/strings/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Value;

namespace {

std::string excerpt(vm::SourcePlace place) {
  return place.executable == nullptr ? "" : vm::source_excerpt(*place.executable->source(), place.offset);
}

bool is_same_line(const vm::SourcePlace& one, const vm::SourcePlace& other) {
  if (one.executable == nullptr || other.executable == nullptr ||
      one.executable->source() != other.executable->source())
    return false;
  const base::LineMap& lines = one.executable->source()->line_map();
  return lines.locate(one.offset).line == lines.locate(other.offset).line;
}

/// Where an error was made and where it was thrown may be far from each other. Frames tell of the former; so
/// the excerpt is of the latter, as in Node; where one of Node's own modules has thrown, of who has called
/// that.
vm::SourcePlace shown_place(Agent& agent, Value exception, bool shows_throw) {
  const vm::SourcePlace made = vm::thrown_place(agent, exception);
  const vm::SourcePlace thrown = vm::last_throw_place(agent, exception);
  if (made.executable == nullptr) return thrown;
  if (!shows_throw || thrown.executable == nullptr || is_same_line(made, thrown)) return made;
  return thrown;
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

/// Rounds of the same jobs, as of two functions that set timers for each other, are told once.
void fold_repeated(std::vector<std::string>& lines) {
  std::vector<display::RepeatedFrames> repeated = display::repeated_frames(lines);
  for (const auto& [start, length, count] : std::views::reverse(repeated)) {
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(start);
    const std::string above = length == 1 ? "the line above" : fmt::format("the {} lines above", length);
    *first = fmt::format("… {} again, {} more time{}", above, count, count == 1 ? "" : "s");
    lines.erase(first + 1, first + static_cast<std::ptrdiff_t>(length * count));
  }
}

}  // namespace

namespace {

/// Makes the path of a URL that begins there, and ends before what cannot be in one, what it is called: but
/// for control characters.
void decode_path(std::string& text, std::size_t start) {
  for (std::size_t at = text.find_first_of("%?#)\n", start); at < text.size() && text[at] == '%';
       at = text.find_first_of("%?#)\n", at + 1)) {
    unsigned byte = 0;
    const char* digits = text.data() + at + 1;
    if (std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2 || byte < ' ' || byte == 0x7F)
      continue;
    text.replace(at, 3, 1, static_cast<char>(byte));
  }
}

}  // namespace

std::string with_short_names(std::string text, const std::string& folder) {
  if (folder.empty()) return text;
  constexpr std::string_view k_frame = "    at ";
  const std::string names[] = {base::file_url(folder) + "/", folder + "/"};
  for (std::size_t start = text.find(k_frame); start != std::string::npos;
       start = text.find(k_frame, start)) {
    start += k_frame.size();
    for (const std::string& name : names) {
      const auto next = [&](std::size_t from) {
        return std::min(text.find(name, from), text.find('\n', from));
      };
      for (std::size_t at = next(start); at < text.size() && text[at] != '\n'; at = next(at)) {
        const bool is_name = text[at - 1] == ' ' || text[at - 1] == '(';
        if (!is_name) {
          at++;
          continue;
        }
        text.erase(at, name.size());
        if (&name == &names[0]) decode_path(text, at);
      }
    }
  }
  return text;
}

std::string describe_async_chain(const loop::EventLoop& loop, bool colour) {
  if (loop.running_job() == nullptr) return "";
  std::vector<std::string> lines = loop::describe_chain(*loop.running_job());
  if (lines.empty()) return "";
  fold_repeated(lines);
  constexpr std::size_t k_most = 20;
  if (lines.size() > k_most) {
    const std::size_t left_out = lines.size() - k_most;
    lines.resize(k_most);
    lines.push_back(fmt::format("… {} more", left_out));
  }
  lines.emplace_back("the main script");
  std::string text = "\nAsync chain:";
  for (const std::string& line : lines)
    text += fmt::format("\n    {}{}", line.starts_with("…") ? "" : "in ", base::utf8_from_wtf8(line));
  return colour ? display::coloured(display::Style::Undefined, text) : text;
}

std::string place_of_unsettled_await(vm::SourceTextModule& module) {
  const vm::SourceTextModule* awaiting = vm::find_awaiting_module(&module);
  if (awaiting == nullptr) return "";
  const vm::Activation& activation = *awaiting->activation();
  return excerpt(vm::source_place({activation.executable(), activation.offset()}));
}

std::string describe_uncaught(Agent& agent, Value exception, const UncaughtOptions& how) {
  // As deep as Node shows what its programs die of.
  constexpr double k_depth = 5;
  const display::InspectOptions options{.depth = k_depth, .colour = how.colour};
  const auto with_place = [&](const std::string& text) {
    const std::string place = excerpt(shown_place(agent, exception, how.shows_throw));
    return place.empty() ? text : place + "\n\n" + text;
  };
  if (!exception.is_cell_of(vm::CellKind::Error)) {
    if (how.is_plain && exception.is_string()) return with_place(exception.as_string()->to_utf8());
    const std::string text = display::value_text(agent, exception, options);
    if (how.is_plain) return with_place(text);
    return with_place((how.where == UncaughtWhere::Promise ? "Uncaught (in promise) " : "Uncaught ") + text);
  }
  auto* error = static_cast<vm::ErrorObject*>(exception.as_object());
  if (error->syntax_error().is_string()) return describe_syntax_error(agent, error);
  // Node has frames of its own between these two.
  if (how.stands_for_reason)
    return with_place(vm::error_text(agent, error)->to_utf8() + " {\n  code: 'ERR_UNHANDLED_REJECTION'\n}");
  return with_place(display::value_text(agent, exception, options));
}

}  // namespace orrery::cli
