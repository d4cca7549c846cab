#pragma once

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::host {

class LiveDoor;

/// Lets the agent block its thread in Atomics.wait (vm::Hooks::block). It still notices when it is to be
/// interrupted.
void allow_blocking(vm::Agent& agent);
/// The same where time is virtual, and goes by as it is read, or was recorded.
void allow_virtual_blocking(vm::Agent& agent);
/// What ends a wait of the agent by Atomics.waitAsync ends the door's waiting, too. The door outlives the
/// agent.
void wake_for_async_waiters(vm::Agent& agent, LiveDoor& door);

}  // namespace orrery::host
