#pragma once

namespace orrery::vm {
class Agent;
class Realm;
class Shape;
}  // namespace orrery::vm

namespace orrery::node {

/// Puts setTimeout, setInterval, setImmediate and their clear functions (https://nodejs.org/api/timers.html),
/// and queueMicrotask (https://nodejs.org/api/globals.html#queuemicrotaskcallback) on the realm's global
/// object. They use the agent's Environment.
void install_timer_functions(vm::Agent& agent, vm::Realm& realm);

/// Of new Timeout and Immediate objects: with prototypes of their own.
vm::Shape* make_timeout_shape(vm::Agent& agent, vm::Realm& realm);
vm::Shape* make_immediate_shape(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::node
