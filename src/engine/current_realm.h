#pragma once

#include "vm/agent.h"

namespace orrery::engine {

/// Makes a realm current until something runs that has its own; in a callback, too.
class CurrentRealm {
 public:
  CurrentRealm(vm::Agent& agent, vm::Realm* realm) : agent_(agent), before_(agent.host_realm()) {
    agent_.set_host_realm({realm, agent.execution.fp});
  }
  ~CurrentRealm() { agent_.set_host_realm(before_); }
  CurrentRealm(const CurrentRealm&) = delete;
  CurrentRealm& operator=(const CurrentRealm&) = delete;

 private:
  vm::Agent& agent_;
  vm::Agent::HostRealm before_;
};

}  // namespace orrery::engine
