#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "loop/operation.h"
#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::node {

/// The number of "SIGTERM"; 0: there is no such signal.
int signal_number(std::string_view name);

/// The signals that `process` has listeners of, each with the operation that waits for it
/// (host/operations/signal_operations.h): https://nodejs.org/api/process.html#signal-events. They do not keep
/// the run alive. In recordings they are what all operations are.
class ListenedSignals {
 public:
  /// Where it has not been listened to: waits for it from now on. \return an error of those that nobody can
  /// listen to
  vm::Completion<void> begin(vm::Agent& agent, int signal);
  /// From now on it does what it does by default.
  void end(vm::Agent& agent, int signal);

 private:
  void wait(vm::Agent& agent, int signal);

  std::map<int, loop::OperationId> operations_;
};

/// For 'newListener' and 'removeListener' of `process`.
vm::Value make_listener_of_new_listeners(vm::Agent& agent);
vm::Value make_listener_of_removed_listeners(vm::Agent& agent);

}  // namespace orrery::node
