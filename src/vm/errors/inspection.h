#pragma once

#include <optional>
#include <string>

#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;

// Looking at values without running script code: for error messages, stack traces and whoever shows values.

/// The value of a data property that the object has or inherits; nothing if there is none, or if an accessor
/// or a proxy is met on the way.
std::optional<Value> look_up_data_property(Agent& agent, Object* object, PropertyKey key);

/// What the object seems to be an instance of: the name of its class, such as "Map", or its
/// Symbol.toStringTag; "Object" if nothing is known.
std::string constructor_name(Agent& agent, Object* object);

/// The `name` of a function, if that is a string; else empty.
std::string function_name_text(Agent& agent, Object* function);

/// `value` for messages, in V8's way: `undefined`, `"text"`, `#<Map>`, `[object Array]`, `function f() {}`.
std::string describe_value(Agent& agent, Value value);

/// The text that Error.prototype.toString would give, as far as that is known without running script code:
/// "TypeError: message". The object need not be an error.
String* error_text(Agent& agent, Object* error);

}  // namespace orrery::vm
