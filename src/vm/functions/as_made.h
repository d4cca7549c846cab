#pragma once

#include "vm/agent.h"
#include "vm/objects/object.h"

namespace orrery::vm {

/// Whether a property of an intrinsic object is as its table (builtin.h) has it: no script has replaced it.
bool is_as_made(Agent& agent, Realm& realm, Object* holder, PropertyKey key);

}  // namespace orrery::vm
