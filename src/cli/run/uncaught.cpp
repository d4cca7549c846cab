#include "cli/run/uncaught.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <vector>

#include <fmt/format.h>

#include "base/file_url.h"
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
        if (is_name) text.erase(at, name.size());
        if (!is_name) at++;
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
    const std::string place = excerpt(vm::thrown_place(agent, exception));
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
