#pragma once

namespace orrery::vm {

class Agent;

/// The system's time zone may be another one now (what Door::time_zone() says is asked for again when it is
/// next needed), as when a program has set the variable TZ.
void forget_system_time_zone(Agent& agent);

}  // namespace orrery::vm
