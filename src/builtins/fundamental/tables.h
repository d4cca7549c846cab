#pragma once

#include "vm/functions/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-fundamental-objects, an object table for each intrinsic of that chapter.

extern const vm::ObjectTable k_object_prototype;
extern const vm::ObjectTable k_object_prototype_to_string;
extern const vm::ObjectTable k_object;
extern const vm::ObjectTable k_function_prototype;
extern const vm::ObjectTable k_function;
extern const vm::ObjectTable k_throw_type_error;
extern const vm::ObjectTable k_boolean_prototype;
extern const vm::ObjectTable k_boolean;
extern const vm::ObjectTable k_symbol_prototype;
extern const vm::ObjectTable k_symbol;
extern const vm::ObjectTable k_error_prototype;
extern const vm::ObjectTable k_error;
extern const vm::ObjectTable k_eval_error_prototype;
extern const vm::ObjectTable k_eval_error;
extern const vm::ObjectTable k_range_error_prototype;
extern const vm::ObjectTable k_range_error;
extern const vm::ObjectTable k_reference_error_prototype;
extern const vm::ObjectTable k_reference_error;
extern const vm::ObjectTable k_syntax_error_prototype;
extern const vm::ObjectTable k_syntax_error;
extern const vm::ObjectTable k_type_error_prototype;
extern const vm::ObjectTable k_type_error;
extern const vm::ObjectTable k_uri_error_prototype;
extern const vm::ObjectTable k_uri_error;
extern const vm::ObjectTable k_aggregate_error_prototype;
extern const vm::ObjectTable k_aggregate_error;
extern const vm::ObjectTable k_suppressed_error_prototype;
extern const vm::ObjectTable k_suppressed_error;
extern const vm::ObjectTable k_captured_stack_get;
extern const vm::ObjectTable k_captured_stack_set;
extern const vm::ObjectTable k_call_site_prototype;
extern const vm::ObjectTable k_call_site;

// Constructors of functions, and the prototypes of these: they belong to the chapter on control abstraction
// objects, but differ from Function in hardly anything.
extern const vm::ObjectTable k_generator_function_prototype;
extern const vm::ObjectTable k_generator_function;
extern const vm::ObjectTable k_async_function_prototype;
extern const vm::ObjectTable k_async_function;
extern const vm::ObjectTable k_async_generator_function_prototype;
extern const vm::ObjectTable k_async_generator_function;

}  // namespace orrery::builtins
