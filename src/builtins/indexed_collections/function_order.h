#pragma once

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/functions/calls.h"
#include "vm/operations/conversions.h"

namespace orrery::builtins {

/// https://tc39.es/ecma262/#sec-comparearrayelements with a function, of elements that are not undefined.
class FunctionOrder {
 public:
  FunctionOrder(vm::Agent& agent, vm::Value function) : agent_(agent), function_(function) {}
  vm::Completion<bool> operator()(vm::Value x, vm::Value y) const {
    const vm::Value arguments[] = {x, y};
    const vm::Value result = TRY(vm::call(agent_, function_, vm::Value::undefined(), arguments));
    if (result.is_int32()) return result.as_int32() > 0;
    const vm::Value number = TRY(vm::to_number(agent_, result));
    return number.as_number() > 0;
  }

 private:
  vm::Agent& agent_;
  vm::Value function_;
};

/// IsCallable(comparator) or undefined; a TypeError if not.
inline vm::Completion<void> check_comparator(vm::Agent& agent, vm::Value function) {
  if (function.is_undefined() || vm::is_callable(function)) return {};
  return agent.throw_type_error("The comparison function must be either a function or undefined");
}

}  // namespace orrery::builtins
