#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::node {

/// Gives MessagePort.prototype and BroadcastChannel.prototype what they have in Node beyond the standard:
/// https://nodejs.org/api/worker_threads.html#class-messageport. Of NodeEventTarget there are on(), once(),
/// addListener(), off(), removeListener() and listenerCount().
void add_port_functions(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::node
