#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// UIEvent, MouseEvent, PointerEvent, KeyboardEvent: what pages have.
void add_input_globals(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::web
