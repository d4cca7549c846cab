#pragma once

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::host {

/// Lets the agent block its thread in Atomics.wait (vm::Hooks::block). It still notices when it is to be
/// interrupted.
void allow_blocking(vm::Agent& agent);

}  // namespace orrery::host
