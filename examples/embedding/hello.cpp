#include <cstdio>

#include <orrery/orrery.h>
#include <orrery/system_door.h>

int main() {
  orrery::SystemDoor door;
  const auto agent = orrery::Agent::create(door);
  const orrery::Result<orrery::Value> result =
      agent->realm().evaluate("[1, 2, 3].map(x => x * x).join()", "hello.js");
  std::puts(result ? result->describe().c_str() : result.error().stack.c_str());
}
