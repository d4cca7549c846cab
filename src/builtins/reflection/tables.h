#pragma once

#include "vm/functions/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-reflection

extern const vm::ObjectTable k_reflect;
extern const vm::ObjectTable k_proxy;

// https://tc39.es/proposal-shadowrealm/

extern const vm::ObjectTable k_shadow_realm;
extern const vm::ObjectTable k_shadow_realm_prototype;

}  // namespace orrery::builtins
