#include "vm/promises/job.h"

#include "vm/agent.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-hostenqueuepromisejob: the host sees to it that the job's realm is current.
Completion<Value> Job::run(Agent& agent) {
  if (realm() == nullptr) return code_(agent, *this);
  const Agent::HostRealm before = agent.host_realm();
  agent.set_realm(realm());
  const Completion<Value> result = code_(agent, *this);
  agent.set_host_realm(before);
  return result;
}

}  // namespace orrery::vm
