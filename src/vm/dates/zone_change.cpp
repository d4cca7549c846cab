#include "vm/dates/zone_change.h"

#include <memory>

#include "vm/agent.h"
#include "vm/dates/system_time_zone.h"

namespace orrery::vm {

void forget_system_time_zone(Agent& agent) {
  // As it was at first it knows nothing but its door.
  SystemTimeZone* zone = &agent.system_time_zone();
  std::destroy_at(zone);
  std::construct_at(zone, agent.door());
}

}  // namespace orrery::vm
