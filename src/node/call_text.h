#pragma once

#include <string>

#include "vm/agent.h"

namespace orrery::node {

/// The source text of the call of `function` that runs now, of the innermost one, for messages of
/// node:assert: "assert.ok(a === b)". Of several lines each but the first is indented by two columns, and by
/// what it has more than the line in which the call begins has in front of it. Empty: it was called by no
/// script, or its place is not known.
std::string text_of_running_call(vm::Agent& agent, vm::Object* function);

}  // namespace orrery::node
