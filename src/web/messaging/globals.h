#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Puts BroadcastChannel, MessageChannel, MessageEvent and MessagePort on the global object.
void add_messaging_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
