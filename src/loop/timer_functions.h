#pragma once

namespace orrery::vm {
class Agent;
class Realm;
}  // namespace orrery::vm

namespace orrery::loop {

/// Puts setTimeout, clearTimeout, setInterval, clearInterval
/// (https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers) and queueMicrotask
/// (https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#microtask-queuing) on the realm's
/// global object. They use the agent's event loop (EventLoop::of()).
void install_timer_functions(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::loop
