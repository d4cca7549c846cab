#pragma once

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/execution/frame.h"
#include "vm/realm.h"

namespace orrery::webidl {

/// Of a `this` that is neither the global object nor undefined or null.
vm::Completion<void> refuse_this(vm::Agent& agent);

/// The check of `this` in operations and attributes of the global object:
/// https://webidl.spec.whatwg.org/#dfn-create-operation-function, steps 2.1.2 and 2.1.3. Undefined and null
/// mean the global object of the function's realm.
inline vm::Completion<void> require_global_object(vm::Agent& agent, const vm::NativeFrame& frame) {
  const vm::Value this_value = frame.this_value();
  if (this_value.is_nullish() || this_value.is_identical(vm::Value(agent.realm().global_object())))
      [[likely]] {
    return {};
  }
  return refuse_this(agent);
}

/// INTEROP: from now on these functions of the realm take any `this`, as Node's do, which know no interface.
void let_global_functions_take_any_this(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::webidl
