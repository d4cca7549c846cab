#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "vm/agent.h"
#include "vm/objects/platform_object.h"
#include "vm/value_list.h"

namespace orrery::webidl {

/// What vm::Interface::describe returns of an object that shows some of its attributes.
inline vm::ObjectDescription describe_properties(
    vm::Agent& agent, std::initializer_list<std::pair<std::string_view, vm::Value>> properties) {
  auto* items = vm::ValueList::make(agent.heap(), static_cast<std::uint32_t>(2 * properties.size()));
  for (const auto& [name, value] : properties) {
    items->append(agent.heap(), vm::Value(vm::intern(agent, name)));
    items->append(agent.heap(), value);
  }
  return {vm::ObjectDescription::Form::Properties, items};
}

}  // namespace orrery::webidl
