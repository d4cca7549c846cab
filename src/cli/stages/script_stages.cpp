#include "cli/stages/script_stages.h"

#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "cli/stages/stages.h"

namespace orrery::cli {

namespace {

/// Of the page; a byte of a text becomes about thirty of its stages.
constexpr std::size_t k_room = std::size_t{8} << 20;
constexpr std::size_t k_most_of_text = std::size_t{256} << 10;

}  // namespace

void ScriptStages::on(const trace::trace_events::Script& event) {
  const bool is_of_package = event.url.text.find("/node_modules/") != std::string_view::npos;
  if (event.is_internal || is_of_package) return;
  scripts_.push_back({.number = event.script,
                      .url = std::string(event.url.text),
                      .text = std::string(event.source),
                      .goal = "script"});
}

void ScriptStages::on(const trace::trace_events::ScriptGoal& event) {
  if (!scripts_.empty() && scripts_.back().number == event.script)
    scripts_.back().goal = std::string(event.goal.text);
}

std::string ScriptStages::to_json() const {
  std::string json = R"({"scripts":[)";
  for (const Script& script : scripts_) {
    const bool is_short = script.text.size() <= k_most_of_text && json.size() < k_room;
    std::string stages =
        !is_short ? "null" : stages_of({.url = script.url, .text = script.text, .goal = script.goal});
    if (json.size() + stages.size() > k_room) stages = "null";
    if (json.back() != '[') json += ',';
    json += fmt::format(R"({{"script":{},"stages":{}}})", script.number, stages);
  }
  return json + "]}";
}

}  // namespace orrery::cli
