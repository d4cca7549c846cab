#include "trace/definition_table.h"

#include <algorithm>
#include <iterator>

#include "base/line_map.h"

namespace orrery::trace {

namespace events = trace_events;

void DefinitionTable::on(const events::Script& event) {
  Script& script = scripts_[event.script];
  script.url = event.url.text;
  const base::LineMap map(event.source);
  script.line_starts.clear();
  for (std::uint32_t line = 1; line <= map.line_count(); line++)
    script.line_starts.push_back(map.utf16_offset(map.line_start(line)));
}

void DefinitionTable::on(const events::Function& event) {
  functions_[event.function] = {std::string(event.name.text), event.script, event.start, event.end};
  if (const auto found = scripts_.find(event.script); found != scripts_.end())
    found->second.functions.push_back(event.function);
}

void DefinitionTable::on(const events::TaskSource& event) {
  task_sources_[event.source] = event.name.text;
}

const DefinitionTable::Function* DefinitionTable::function(Number number) const {
  const auto found = functions_.find(number);
  return found == functions_.end() ? nullptr : &found->second;
}

std::string_view DefinitionTable::task_source(Number number) const {
  const auto found = task_sources_.find(number);
  return found == task_sources_.end() ? std::string_view() : found->second;
}

DefinitionTable::Location DefinitionTable::locate(Number script, Number offset) const {
  Location location;
  const auto found = scripts_.find(script);
  if (found == scripts_.end()) return location;
  location.file = found->second.url;
  const std::vector<std::uint32_t>& starts = found->second.line_starts;
  const auto behind = std::ranges::upper_bound(starts, offset);
  if (behind == starts.begin()) return location;
  location.line = static_cast<std::uint32_t>(behind - starts.begin());
  location.column = static_cast<std::uint32_t>(offset - *std::prev(behind) + 1);
  return location;
}

DefinitionTable::Location DefinitionTable::location(const events::Place& place) const {
  Location location = locate(place.script, place.start);
  const auto found = scripts_.find(place.script);
  if (found == scripts_.end()) return location;
  const Function* innermost = nullptr;
  for (const Number number : found->second.functions) {
    const Function& each = functions_.at(number);
    if (place.start < each.start || place.start >= each.end) continue;
    if (innermost == nullptr || each.end - each.start < innermost->end - innermost->start) innermost = &each;
  }
  if (innermost != nullptr) location.function = innermost->name;
  return location;
}

DefinitionTable::Location DefinitionTable::location_of_function(Number number) const {
  const Function* known = function(number);
  if (known == nullptr) return {};
  Location location = locate(known->script, known->start);
  location.function = known->name;
  return location;
}

}  // namespace orrery::trace
