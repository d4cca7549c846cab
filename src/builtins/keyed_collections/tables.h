#pragma once

#include "vm/functions/builtin.h"

// https://tc39.es/ecma262/#sec-keyed-collections

namespace orrery::builtins {

extern const vm::ObjectTable k_map;
extern const vm::ObjectTable k_map_prototype;
extern const vm::ObjectTable k_map_prototype_entries;
extern const vm::ObjectTable k_map_iterator_prototype;
extern const vm::ObjectTable k_set;
extern const vm::ObjectTable k_set_prototype;
extern const vm::ObjectTable k_set_prototype_values;
extern const vm::ObjectTable k_set_iterator_prototype;
extern const vm::ObjectTable k_weak_map;
extern const vm::ObjectTable k_weak_map_prototype;
extern const vm::ObjectTable k_weak_set;
extern const vm::ObjectTable k_weak_set_prototype;

}  // namespace orrery::builtins
