#pragma once

#include "vm/collections/keyed_collections.h"
#include "vm/completion.h"
#include "vm/functions/function.h"

// What the files of this folder share.

namespace orrery::builtins {

// map.cpp
vm::Completion<vm::Value> map_prototype_set(vm::Agent& agent, vm::NativeFrame& frame);

// set.cpp
vm::Completion<vm::Value> set_prototype_add(vm::Agent& agent, vm::NativeFrame& frame);

// set_algebra.cpp
vm::Completion<vm::Value> set_prototype_difference(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> set_prototype_intersection(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> set_prototype_is_disjoint_from(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> set_prototype_is_subset_of(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> set_prototype_is_superset_of(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> set_prototype_symmetric_difference(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> set_prototype_union(vm::Agent& agent, vm::NativeFrame& frame);

// collection_iterators.cpp
vm::Value create_map_iterator(vm::Agent& agent, const vm::Map* map, vm::IterationKind kind);
vm::Value create_set_iterator(vm::Agent& agent, const vm::Set* set, vm::IterationKind kind);

// adding.cpp
/// What constructors do with their argument, if it is neither undefined nor null: calls `target[adder]` with
/// each value that it gives.
/// \param are_entries  the values are entries (https://tc39.es/ecma262/#sec-add-entries-from-iterable); else
///                     the adder is called with them as they are
vm::Completion<void> add_all(vm::Agent& agent, vm::Object* target, vm::Value iterable, vm::PropertyKey adder,
                             bool are_entries);

}  // namespace orrery::builtins
