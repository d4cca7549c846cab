#include "builtins/structured_data/json_cycle.h"

#include <algorithm>
#include <string>

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/operations/object_operations.h"

namespace orrery::builtins {

using namespace vm;

namespace {

std::string describe_property(PropertyKey key) {
  if (key.is_index()) return "index " + std::to_string(key.as_index());
  return "property " + describe(key);
}

std::string describe_object(Agent& agent, Object* object) {
  return "object with constructor '" + constructor_name(agent, object) + "'";
}

}  // namespace

Completion<void> JsonCycle::push(Agent& agent, Object* object, PropertyKey key) {
  const auto found = std::ranges::find(entries_, object, &Entry::object);
  if (found != entries_.end())
    return agent.throw_type_error(
        describe_circle(agent, static_cast<std::size_t>(found - entries_.begin()), key));
  entries_.push_back({object, key});
  return {};
}

/// In V8's words: the first three objects of the circle and the last one.
std::string JsonCycle::describe_circle(Agent& agent, std::size_t start, PropertyKey closing_key) const {
  constexpr std::size_t k_shown_first = 2;
  constexpr std::size_t k_shown_last = 1;
  std::string text = "Converting circular structure to JSON\n    --> starting at " +
                     describe_object(agent, entries_[start].object);
  const auto add_line = [&](const Entry& entry) {
    text += "\n    |     " + describe_property(entry.key) + " -> " + describe_object(agent, entry.object);
  };
  const std::size_t first_end = std::min(entries_.size(), start + k_shown_first + 1);
  for (std::size_t i = start + 1; i < first_end; i++) add_line(entries_[i]);
  if (entries_.size() > first_end + k_shown_last) text += "\n    |     ...";
  for (std::size_t i = std::max(first_end, entries_.size() - k_shown_last); i < entries_.size(); i++)
    add_line(entries_[i]);
  return text + "\n    --- " + describe_property(closing_key) + " closes the circle";
}

}  // namespace orrery::builtins
