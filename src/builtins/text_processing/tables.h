#pragma once

#include "vm/builtin.h"

// https://tc39.es/ecma262/#sec-text-processing, what of it is about strings.

namespace orrery::builtins {

extern const vm::ObjectTable k_string;
extern const vm::ObjectTable k_string_prototype;
extern const vm::ObjectTable k_string_prototype_trim_start;
extern const vm::ObjectTable k_string_prototype_trim_end;
extern const vm::ObjectTable k_string_iterator_prototype;

}  // namespace orrery::builtins
