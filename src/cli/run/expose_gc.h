#pragma once

#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::cli {

/// The function that `--expose-gc` gives to a program: `gc(options)`, as in Node
/// (https://nodejs.org/api/cli.html#--expose-gc). It collects, which a program cannot tell; and what is held
/// weakly is looked at behind the task that runs (loop::WeakClearings). With `{ execution: 'async' }` it
/// gives a promise that is fulfilled after that. `{ type: 'minor' }` collects what is young alone, and
/// nothing weakly held goes.
void add_gc_function(vm::Agent& agent, vm::Realm& realm);

}  // namespace orrery::cli
