#pragma once

#include "vm/completion.h"
#include "vm/objects/object.h"

namespace orrery::builtins {

// The longer algorithms of Object's own functions.

/// https://tc39.es/ecma262/#sec-objectdefineproperties
vm::Completion<void> define_properties(vm::Agent& agent, vm::Object* object, vm::Value properties);

/// What Object.fromEntries does: https://tc39.es/ecma262/#sec-add-entries-from-iterable with
/// CreateDataProperty as its adder.
vm::Completion<void> add_properties_from_iterable(vm::Agent& agent, vm::Object* target, vm::Value iterable);

/// https://tc39.es/ecma262/#sec-object.groupby
vm::Completion<vm::Value> group_by_property(vm::Agent& agent, vm::Value items, vm::Value callback);

/// object.[[SetPrototypeOf]](prototype), with a TypeError if that is refused.
/// \param prototype  may be null
vm::Completion<void> set_prototype_or_throw(vm::Agent& agent, vm::Object* object, vm::Object* prototype);

}  // namespace orrery::builtins
