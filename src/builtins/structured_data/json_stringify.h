#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"

namespace orrery::builtins {

/// https://tc39.es/ecma262/#sec-json.stringify
vm::Completion<vm::Value> json_stringify(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
