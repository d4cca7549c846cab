#pragma once

#include "vm/functions/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-global-object

/// What the global object has: of this table only the rows count, as realms make their global objects
/// themselves.
extern const vm::ObjectTable k_global_object;

extern const vm::ObjectTable k_eval;
extern const vm::ObjectTable k_parse_float;
extern const vm::ObjectTable k_parse_int;

}  // namespace orrery::builtins
