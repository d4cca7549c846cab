#include "cli/trace/line_watch.h"

#include <charconv>
#include <string_view>

#include "base/line_map.h"

namespace orrery::cli {

namespace {

std::string_view without_scheme(std::string_view url) {
  constexpr std::string_view k_file = "file://";
  return url.starts_with(k_file) ? url.substr(k_file.size()) : url;
}

}  // namespace

std::optional<SourceLine> SourceLine::parse(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  std::uint32_t line = 0;
  const char* end = text.data() + text.size();
  const auto [read_to, error] = std::from_chars(text.data() + colon + 1, end, line);
  if (error != std::errc() || read_to != end || line == 0) return std::nullopt;
  return SourceLine{.file = text.substr(0, colon), .line = line};
}

bool SourceLine::is_file(std::string_view url) const {
  std::string_view wanted = without_scheme(file);
  if (wanted.starts_with("./")) wanted.remove_prefix(2);
  const std::string_view path = without_scheme(url);
  if (!path.ends_with(wanted)) return false;
  return path.size() == wanted.size() || wanted.starts_with('/') ||
         path[path.size() - wanted.size() - 1] == '/';
}

void LineWatch::on(const trace::trace_events::Script& event) {
  if (!line_ || !line_->is_file(event.url.text)) return;
  knows_file_ = true;
  const base::LineMap lines(event.source);
  if (line_->line > lines.line_count()) return;
  const auto start_of = [&](std::uint32_t line) {
    return lines.utf16_offset(line >= lines.line_count() ? static_cast<std::uint32_t>(event.source.size())
                                                         : lines.line_start(line + 1));
  };
  scripts_[event.script] = {.start = start_of(line_->line - 1),
                            .end = start_of(line_->line) + std::uint64_t{1}};
  if (line_->line < lines.line_count()) scripts_[event.script].end--;
}

void LineWatch::on(const trace::trace_events::Function& event) {
  if (const auto found = scripts_.find(event.script); found != scripts_.end())
    functions_[event.function] = found->second;
}

void LineWatch::on(const trace::trace_events::TurnBegin& event) {
  turns_ = event.turn + 1;
  calls_.clear();
}

void LineWatch::on(const trace::trace_events::Enter& event) {
  events_++;
  if (!line_) return;
  const auto found = functions_.find(event.function);
  calls_.push_back(found == functions_.end() ? Range() : found->second);
}

void LineWatch::on(const trace::trace_events::Leave&) {
  events_++;
  if (!calls_.empty()) calls_.pop_back();
}

void LineWatch::look(std::uint64_t start) {
  events_++;
  if (found_ || calls_.empty()) return;
  const Range& line = calls_.back();
  if (line.start <= start && start < line.end)
    found_ = Found{.turn = turns_ == 0 ? 0 : turns_ - 1, .events_before = events_};
}

}  // namespace orrery::cli
