#pragma once

#include <deque>
#include <vector>

#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/job.h"
#include "vm/promise.h"

namespace orrery::cli {

/// The jobs of an agent, in order, and the promises whose rejection nobody handles yet:
/// https://tc39.es/ecma262/#sec-jobs
class JobQueue final : public gc::RootBase {
 public:
  /// Installs the agent's hooks, which take Hooks::host for its own address: at most one for each agent.
  explicit JobQueue(vm::Agent& agent);
  ~JobQueue();

  /// Runs jobs until none is left or one throws, which is then pending.
  vm::Completion<void> run(vm::Agent& agent);
  /// The first promise that was rejected and is not handled, no longer in the list; or null.
  vm::Promise* take_unhandled();

  void visit(gc::Visitor& visitor) override;
  void clear() override;

 private:
  std::deque<vm::Job*> jobs_;
  std::vector<vm::Promise*> unhandled_;
};

}  // namespace orrery::cli
