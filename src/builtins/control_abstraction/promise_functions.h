#pragma once

#include "vm/completion.h"
#include "vm/execution/frame.h"

namespace orrery::builtins {

// The functions of Promise that take many promises: https://tc39.es/ecma262/#sec-promise.all and its kin.

vm::Completion<vm::Value> promise_all(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> promise_all_settled(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> promise_any(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> promise_race(vm::Agent& agent, vm::NativeFrame& frame);

// The same of an object's properties: https://tc39.es/proposal-await-dictionary/

vm::Completion<vm::Value> promise_all_keyed(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> promise_all_settled_keyed(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
