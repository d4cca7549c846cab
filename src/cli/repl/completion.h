#pragma once

#include <string>
#include <vector>

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::cli {

/// What `text` could become: `con` → `console`, `console.l` → `console.log`. Names of variables, of
/// properties that objects have or inherit, and keywords. Runs no script: behind a getter nothing is known.
std::vector<std::string> complete_expression(vm::Agent& agent, vm::Realm* realm, const std::string& text);

}  // namespace orrery::cli
