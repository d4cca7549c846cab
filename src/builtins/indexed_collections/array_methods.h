#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"

// The functions of Array.prototype by the files that they are in; array_prototype.cpp has the table.

namespace orrery::builtins {

// array_text.cpp
vm::Completion<vm::Value> array_prototype_join(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_to_locale_string(vm::Agent& agent, vm::NativeFrame& frame);

// array_iterators.cpp
vm::Completion<vm::Value> array_prototype_entries(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_keys(vm::Agent& agent, vm::NativeFrame& frame);

// array_callbacks.cpp
vm::Completion<vm::Value> array_prototype_every(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_filter(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_find(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_find_index(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_find_last(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_find_last_index(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_for_each(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_map(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_reduce(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_reduce_right(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_some(vm::Agent& agent, vm::NativeFrame& frame);

// array_searching.cpp
vm::Completion<vm::Value> array_prototype_at(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_includes(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_index_of(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_last_index_of(vm::Agent& agent, vm::NativeFrame& frame);

// array_mutators.cpp
vm::Completion<vm::Value> array_prototype_copy_within(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_fill(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_reverse(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_splice(vm::Agent& agent, vm::NativeFrame& frame);

// array_ends.cpp
vm::Completion<vm::Value> array_prototype_pop(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_push(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_shift(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_unshift(vm::Agent& agent, vm::NativeFrame& frame);

// array_copying.cpp
vm::Completion<vm::Value> array_prototype_concat(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_flat(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_flat_map(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_slice(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_to_reversed(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_to_spliced(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_with(vm::Agent& agent, vm::NativeFrame& frame);

// array_sort.cpp
vm::Completion<vm::Value> array_prototype_sort(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> array_prototype_to_sorted(vm::Agent& agent, vm::NativeFrame& frame);

// array_from_async.cpp: a function of Array
vm::Completion<vm::Value> array_from_async(vm::Agent& agent, vm::NativeFrame& frame);

// array_constructor.cpp
/// What Array.from and its like fill: `new constructor(length)`, or an array where it is no constructor.
vm::Completion<vm::Object*> construct_or_create_array(vm::Agent& agent, vm::Value constructor,
                                                      std::optional<std::uint64_t> length);
/// What Array[Symbol.species] gives.
vm::Completion<vm::Value> array_species(vm::Agent& agent, vm::NativeFrame& frame);

}  // namespace orrery::builtins
