#pragma once

#include "vm/builtin.h"

// https://tc39.es/ecma262/#sec-structured-data, what of it is about JSON.

namespace orrery::builtins {

extern const vm::ObjectTable k_json;

}  // namespace orrery::builtins
