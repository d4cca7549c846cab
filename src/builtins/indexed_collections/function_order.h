#pragma once

#include "builtins/indexed_collections/powersort.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/slots.h"

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

/// The same for functions that do not notice by themselves that the script is to end, as the code of scripts
/// does.
class NativeFunctionOrder {
 public:
  NativeFunctionOrder(vm::Agent& agent, vm::Value function) : order_(agent, function), loop_(agent) {}
  vm::Completion<bool> operator()(vm::Value x, vm::Value y) {
    TRY(loop_.next_round());
    return order_(x, y);
  }

 private:
  FunctionOrder order_;
  vm::NativeLoop loop_;
};

/// Sorts the first `count` items, stably, by a function.
inline vm::Completion<void> sort_by_function(vm::Agent& agent, vm::Slots* items, std::uint32_t count,
                                             vm::Value function) {
  return function.is_cell_of(vm::CellKind::Function)
             ? powersort(agent, items, count, FunctionOrder(agent, function))
             : powersort(agent, items, count, NativeFunctionOrder(agent, function));
}

/// IsCallable(comparator) or undefined; a TypeError if not.
inline vm::Completion<void> check_comparator(vm::Agent& agent, vm::Value function) {
  if (function.is_undefined() || vm::is_callable(function)) return {};
  return agent.throw_type_error("The comparison function must be either a function or undefined");
}

}  // namespace orrery::builtins
