#pragma once

#include <string>
#include <vector>

#include "cli/test262/agents.h"
#include "vm/agent.h"
#include "vm/modules/module.h"
#include "vm/realm.h"

namespace orrery::cli {

/// What test262 asks of a host:
/// https://github.com/tc39/test262/blob/main/INTERPRETING.md#host-defined-functions
struct Test262Host {
  Test262Host(const vm::AgentOptions& options, vm::MachineCodeUse machine_code)
      : agents(options, machine_code) {}

  /// What the test has written with `print`.
  std::vector<std::string> printed;
  Test262Agents agents;
};

/// Gives the realm `$262` and `print`.
/// \param host  outlives the realm
/// \return `$262`
vm::Object* add_test262_host(vm::Agent& agent, vm::Realm* realm, Test262Host& host);

/// The module that tests know as `<module source>`, of a realm with `$262`: nothing but a source for `import
/// source`.
vm::Module* make_module_with_source(vm::Agent& agent, vm::Realm* realm, vm::Object* host_object);

}  // namespace orrery::cli
