#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Adds the interfaces of this folder, DOMException and QuotaExceededError to the realm's global object, each
/// made when somebody looks, and sets the realm's time origin. The agent must have an event loop.
void add_dom_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
