#include "vm/promises/job.h"

#include "vm/agent.h"
#include "vm/promises/promise.h"

namespace orrery::vm {

Realm* Job::realm() const {
  return kind_of(this) == CellKind::PromiseReaction ? static_cast<const PromiseReaction*>(this)->job_realm()
                                                    : static_cast<const NativeJob*>(this)->realm_.get();
}

// https://tc39.es/ecma262/#sec-hostenqueuepromisejob: the host sees to it that the job's realm is current.
Completion<Value> Job::run(Agent& agent) {
  const bool is_reaction = kind_of(this) == CellKind::PromiseReaction;
  const auto run_it = [&] {
    if (is_reaction) return static_cast<PromiseReaction*>(this)->run(agent);
    auto* native = static_cast<NativeJob*>(this);
    return native->code()(agent, *native);
  };
  Realm* const realm = this->realm();
  const Agent::HostRealm before = agent.host_realm();
  if (realm == nullptr || (realm == before.realm && before.fp == nullptr)) return run_it();
  agent.set_realm(realm);
  const Completion<Value> result = run_it();
  agent.set_host_realm(before);
  return result;
}

}  // namespace orrery::vm
