#pragma once

#include "vm/agent.h"

namespace orrery::node {

/// Lets scripts of the realm assign any value to an error's `stack`, and to that of an object that only
/// inherits from %Error.prototype%.
///
/// INTEROP: V8's, whose errors have an own `stack` with that setter, and on which packages rely that write
/// `error.stack = undefined` or `this.stack = error.stack`. The accessor of the proposal takes nothing but
/// strings: https://tc39.es/proposal-error-stack-accessor/#sec-set-error.prototype.stack
void let_stacks_be_anything(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::node
