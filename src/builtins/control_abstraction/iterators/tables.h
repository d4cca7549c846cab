#pragma once

#include "vm/functions/builtin.h"

// https://tc39.es/ecma262/#sec-iterator-objects and what is around them.

namespace orrery::builtins {

extern const vm::ObjectTable k_iterator;
extern const vm::ObjectTable k_iterator_prototype;
extern const vm::ObjectTable k_iterator_helper_prototype;
extern const vm::ObjectTable k_wrap_for_valid_iterator_prototype;

}  // namespace orrery::builtins
