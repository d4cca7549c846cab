#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Adds TextDecoder and TextEncoder to the realm's global object, each made when somebody looks.
void add_encoding_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
