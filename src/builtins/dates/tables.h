#pragma once

#include "vm/functions/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-date-objects

extern const vm::ObjectTable k_date_prototype;
extern const vm::ObjectTable k_date;
extern const vm::ObjectTable k_date_prototype_to_utc_string;

}  // namespace orrery::builtins
