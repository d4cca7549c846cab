#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Adds URLPattern to the realm's global object, made when somebody looks.
void add_urlpattern_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
