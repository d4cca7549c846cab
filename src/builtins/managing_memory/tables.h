#pragma once

#include "vm/functions/builtin.h"

// https://tc39.es/ecma262/#sec-managing-memory

namespace orrery::builtins {

extern const vm::ObjectTable k_weak_ref;
extern const vm::ObjectTable k_weak_ref_prototype;
extern const vm::ObjectTable k_finalization_registry;
extern const vm::ObjectTable k_finalization_registry_prototype;

}  // namespace orrery::builtins
