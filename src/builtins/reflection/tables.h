#pragma once

#include "vm/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-reflection

extern const vm::ObjectTable k_reflect;
extern const vm::ObjectTable k_proxy;

}  // namespace orrery::builtins
