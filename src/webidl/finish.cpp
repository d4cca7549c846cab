#include "webidl/finish.h"

#include "vm/promises/promise.h"

namespace orrery::webidl {

vm::Completion<vm::Value> reject_with_pending_exception(vm::Agent& agent) {
  if (agent.is_terminating()) return vm::Thrown{};
  vm::Promise* promise = vm::new_promise(agent);
  vm::reject_promise(agent, promise, agent.take_exception());
  return promise;
}

}  // namespace orrery::webidl
