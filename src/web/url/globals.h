#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Adds URL and URLSearchParams to the realm's global object, each made when somebody looks.
void add_url_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
