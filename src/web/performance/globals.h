#pragma once

#include <cstdint>

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::web {

/// Whose `performance` it is.
enum class PerformanceProfile : std::uint8_t { Node, Page };

/// Adds `performance` and the interfaces of this folder to the realm's global object, each made when somebody
/// looks.
void add_performance_globals(vm::Agent& agent, vm::Realm& realm, PerformanceProfile profile);

}  // namespace orrery::web
