#pragma once

#include "vm/functions/builtin.h"

// https://tc39.es/ecma262/#sec-text-processing, strings and regular expressions.

namespace orrery::builtins {

extern const vm::ObjectTable k_string;
extern const vm::ObjectTable k_string_prototype;
extern const vm::ObjectTable k_string_prototype_trim_start;
extern const vm::ObjectTable k_string_prototype_trim_end;
extern const vm::ObjectTable k_string_iterator_prototype;
extern const vm::ObjectTable k_regexp;
extern const vm::ObjectTable k_regexp_prototype;
extern const vm::ObjectTable k_regexp_string_iterator_prototype;

}  // namespace orrery::builtins
