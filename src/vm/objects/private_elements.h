#pragma once

#include <optional>

#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/strings/symbol.h"
#include "vm/value.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-privateelementfind and what follows it. [[PrivateElements]] are properties of
// the object's shape whose keys are private symbols: a field is writable, a method is not, an accessor is
// one. They are there whatever the object's internal methods are, and whether it is extensible or not.

/// https://tc39.es/ecma262/#sec-privateelementfind
std::optional<OwnProperty> private_element_find(Agent& agent, Object* object, Symbol* name);
/// https://tc39.es/ecma262/#sec-privatefieldadd
Completion<void> private_field_add(Agent& agent, Object* object, Symbol* name, Value value);
/// https://tc39.es/ecma262/#sec-privatemethodoraccessoradd
Completion<void> private_method_add(Agent& agent, Object* object, Symbol* name, Value method);
Completion<void> private_accessor_add(Agent& agent, Object* object, Symbol* name, Accessor* accessor);
/// https://tc39.es/ecma262/#sec-privateget
Completion<Value> private_get(Agent& agent, Object* object, Symbol* name);
/// https://tc39.es/ecma262/#sec-privateset
Completion<void> private_set(Agent& agent, Object* object, Symbol* name, Value value);

}  // namespace orrery::vm
