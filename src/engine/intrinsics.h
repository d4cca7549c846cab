#pragma once

#include "vm/agent.h"
#include "vm/functions/builtin.h"

namespace orrery::engine {

/// The table of every intrinsic object: what of vm/intrinsics.def has none does not compile.
const vm::ObjectTable& table_of(vm::Intrinsic intrinsic);

/// Fills the agent's hooks that are the builtins'.
void install_builtins(vm::Agent& agent);

/// Gives a realm's global object the properties of ECMA-262.
void add_global_properties(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::engine
