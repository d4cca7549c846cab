#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"

// The functions of %TypedArray%.prototype and of Uint8Array by the files that they are in;
// typed_array_prototype.cpp and typed_array_constructors.cpp have the tables.

namespace orrery::builtins {

// typed_array_access.cpp: what %TypedArray%[Symbol.species] gives.
vm::Completion<vm::Value> typed_array_species(vm::Agent& agent, vm::NativeFrame& frame);

// typed_array_callbacks.cpp
vm::Completion<vm::Value> typed_array_every(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_filter(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_find(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_find_index(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_find_last(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_find_last_index(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_for_each(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_map(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_reduce(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_reduce_right(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_some(vm::Agent& agent, vm::NativeFrame& frame);

// typed_array_searching.cpp
vm::Completion<vm::Value> typed_array_at(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_includes(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_index_of(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_last_index_of(vm::Agent& agent, vm::NativeFrame& frame);

// typed_array_mutators.cpp
vm::Completion<vm::Value> typed_array_copy_within(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_fill(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_reverse(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_set(vm::Agent& agent, vm::NativeFrame& frame);

// typed_array_copying.cpp
vm::Completion<vm::Value> typed_array_slice(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_subarray(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_to_reversed(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_with(vm::Agent& agent, vm::NativeFrame& frame);

// typed_array_sort.cpp
vm::Completion<vm::Value> typed_array_sort(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_to_sorted(vm::Agent& agent, vm::NativeFrame& frame);

// typed_array_text.cpp
vm::Completion<vm::Value> typed_array_join(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> typed_array_to_locale_string(vm::Agent& agent, vm::NativeFrame& frame);

// uint8_array_text.cpp: https://tc39.es/ecma262/#sec-uint8array-objects
vm::Completion<vm::Value> uint8_array_from_base64(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> uint8_array_from_hex(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> uint8_array_set_from_base64(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> uint8_array_set_from_hex(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> uint8_array_to_base64(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> uint8_array_to_hex(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
