// Objects of Web APIs, which describe themselves (vm::Interface::describe) as Node's do by a method
// `[nodejs.util.inspect.custom]`.

#include <cmath>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "display/inspector.h"
#include "vm/agent.h"
#include "vm/objects/platform_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::display {

using vm::Completion;
using vm::Object;
using vm::ObjectDescription;
using vm::Value;

namespace {

auto describer_of(const vm::PlatformObject* object) {
  const vm::Interface* interface = &object->interface();
  while (interface->describe == nullptr && interface->parent != nullptr) interface = interface->parent;
  return interface->describe;
}

/// The entries in one line, or each in a line of its own, as Node lays out what it calls iterables.
std::string lines_of(const std::vector<std::string>& entries, double break_length, bool has_colour) {
  // What stands between them counts, too.
  double length = 2 * (static_cast<double>(entries.size()) - 1);
  for (const std::string& entry : entries) length += static_cast<double>(shown_length(entry, has_colour));
  const bool is_long = length > break_length;
  return fmt::format("{}{} }}", is_long ? "{\n  " : "{ ", fmt::join(entries, is_long ? ",\n  " : ", "));
}

}  // namespace

/// Nothing: it is shown as any other object.
Completion<std::optional<std::string>> Inspector::platform_object(Object* object, double level) {
  if (object->kind() != vm::CellKind::PlatformObject) return std::optional<std::string>();
  auto* shown = static_cast<vm::PlatformObject*>(object);
  const auto describe = describer_of(shown);
  if (describe == nullptr) return std::optional<std::string>();
  const ObjectDescription description = TRY(describe(agent_, shown));
  const bool has_properties = description.form == ObjectDescription::Form::Properties;
  if (is_too_deep(level)) {
    if (has_properties) return std::optional<std::string>();
    return std::optional(styled(Style::Special, "[Object]"));
  }
  InspectOptions options = options_;
  options.depth = has_properties ? depth_ - level : depth_ - level - 1;
  Inspector inner(agent_, options, reading_);
  const vm::ValueList& items = *description.items;
  if (description.form == ObjectDescription::Form::List) {
    std::vector<std::string> entries;
    for (std::uint32_t i = 0; i < items.size(); i++) entries.push_back(TRY(inner.value(items.at(i))));
    const std::string text = fmt::format("{} {{ {} }}", shown->interface().name, fmt::join(entries, ", "));
    return std::optional(with_indented_lines(text, indentation_));
  }
  const std::optional<std::string> constructor = TRY(constructor_name(object, level, nullptr));
  if (!constructor) return std::optional<std::string>();
  const std::string& name = *constructor;
  if (has_properties) {
    Object* properties = vm::ordinary_object_create(agent_, agent_.intrinsic(vm::Intrinsic::ObjectPrototype));
    for (std::uint32_t i = 0; i + 1 < items.size(); i += 2)
      MUST(vm::create_data_property(agent_, properties, vm::to_key(agent_, items.at(i).as_string()),
                                    items.at(i + 1)));
    const std::string text = TRY(inner.value(properties));
    return std::optional(with_indented_lines(name + " " + text, indentation_));
  }
  if (items.size() == 0) return std::optional(name + " {}");
  std::vector<std::string> entries;
  for (std::uint32_t i = 0; i + 1 < items.size(); i += 2) {
    std::string key = TRY(inner.value(items.at(i)));
    entries.push_back(key + " => " + TRY(inner.value(items.at(i + 1))));
  }
  return std::optional(with_indented_lines(
      name + " " + lines_of(entries, options_.break_length, options_.colour), indentation_));
}

}  // namespace orrery::display
