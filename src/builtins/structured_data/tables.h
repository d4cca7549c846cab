#pragma once

#include "vm/functions/builtin.h"

// https://tc39.es/ecma262/#sec-structured-data

namespace orrery::builtins {

extern const vm::ObjectTable k_array_buffer;
extern const vm::ObjectTable k_array_buffer_prototype;
extern const vm::ObjectTable k_shared_array_buffer;
extern const vm::ObjectTable k_shared_array_buffer_prototype;
extern const vm::ObjectTable k_data_view;
extern const vm::ObjectTable k_data_view_prototype;
extern const vm::ObjectTable k_atomics;
extern const vm::ObjectTable k_json;

}  // namespace orrery::builtins
