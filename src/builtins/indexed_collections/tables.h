#pragma once

#include "vm/builtin.h"

// https://tc39.es/ecma262/#sec-indexed-collections, what of it is about arrays.

namespace orrery::builtins {

extern const vm::ObjectTable k_array;
extern const vm::ObjectTable k_array_prototype;
extern const vm::ObjectTable k_array_prototype_to_string;
extern const vm::ObjectTable k_array_prototype_unscopables;
extern const vm::ObjectTable k_array_prototype_values;
extern const vm::ObjectTable k_array_iterator_prototype;

}  // namespace orrery::builtins
