#pragma once

#include <string_view>

#include "vm/completion.h"
#include "vm/strings/property_key.h"
#include "web/dom/event_target.h"

namespace orrery::web {

// https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-idl-attributes, for bindings.

inline vm::Value event_handler(vm::Agent& agent, const EventTarget& target, std::string_view type) {
  vm::Object* handler = target.event_handler(vm::PropertyKey::atom(vm::intern(agent, type)));
  return handler == nullptr ? vm::Value::null() : vm::Value(handler);
}
/// \param value  with [LegacyTreatNonObjectAsNull]
inline void set_event_handler(vm::Agent& agent, EventTarget& target, std::string_view type, vm::Value value) {
  target.set_event_handler(agent, vm::PropertyKey::atom(vm::intern(agent, type)),
                           value.is_object() ? value.as_object() : nullptr);
}

}  // namespace orrery::web
