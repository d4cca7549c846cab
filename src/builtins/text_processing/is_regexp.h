#pragma once

#include "vm/completion.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::builtins {

/// https://tc39.es/ecma262/#sec-isregexp
vm::Completion<bool> is_regexp(vm::Agent& agent, vm::Value argument);

}  // namespace orrery::builtins
