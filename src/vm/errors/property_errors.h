#pragma once

#include "vm/completion.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {

class Agent;

// Why a property could not be written, defined or deleted, as a TypeError in V8's words. To be called when an
// internal method has returned false; looks at the objects without running script code.

/// \param base  what the property was to be set on, a primitive maybe
Thrown throw_cannot_set(Agent& agent, Value base, PropertyKey key);
Thrown throw_cannot_define(Agent& agent, Object* object, PropertyKey key);
Thrown throw_cannot_delete(Agent& agent, Object* object, PropertyKey key);

}  // namespace orrery::vm
