#include "webidl/callbacks.h"

#include "loop/event_loop.h"
#include "vm/functions/calls.h"
#include "vm/objects/object.h"
#include "vm/operations/object_operations.h"

namespace orrery::webidl {

using vm::Agent;
using vm::Completion;
using vm::Value;

void clean_up_after_running_script(Agent& agent) {
  if (agent.execution.fp != nullptr || agent.hooks().event_loop == nullptr) return;
  loop::EventLoop::of(agent).clean_up_after_running_script();
}

Completion<Value> call_user_object_operation(Agent& agent, vm::Object* callback, std::string_view operation,
                                             Value this_argument, std::span<const Value> arguments) {
  // 9. Let X be O.
  Value function = callback;
  // 10. If IsCallable(O) is false:
  if (!callback->is_callable()) {
    const vm::PropertyKey key = vm::PropertyKey::atom(vm::intern(agent, operation));
    // 10.1 to 10.3.
    function = TRY(vm::get(agent, callback, key));
    if (!vm::is_callable(function))
      return agent.throw_type_error("The callback has no method '" + std::string(operation) + "'");
    // 10.4.
    this_argument = callback;
  }
  // 11 to 14. Whoever is called runs in his own realm.
  return vm::call(agent, function, this_argument, arguments);
}

Completion<Value> invoke_callback_function(Agent& agent, vm::Object* callback, Value this_argument,
                                           std::span<const Value> arguments) {
  // 3. If IsCallable(F) is false: undefined
  if (!callback->is_callable()) return Value::undefined();
  // 8 to 14.
  return vm::call(agent, callback, this_argument, arguments);
}

bool report_pending_exception(Agent& agent) {
  if (agent.hooks().event_loop == nullptr) return false;
  loop::EventLoop& loop = loop::EventLoop::of(agent);
  loop.policy().report_listener_exception(loop);
  return true;
}

}  // namespace orrery::webidl
