#pragma once

#include "vm/functions/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-numbers-and-dates

extern const vm::ObjectTable k_number_prototype;
extern const vm::ObjectTable k_number;
extern const vm::ObjectTable k_bigint_prototype;
extern const vm::ObjectTable k_bigint;
extern const vm::ObjectTable k_math;

}  // namespace orrery::builtins
