#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-get-%typedarray%.prototype.length. Here, so that whoever loads a property can
/// tell that its getter is this one, and do without a call.
Completion<Value> typed_array_length(Agent& agent, NativeFrame& frame);

}  // namespace orrery::vm
