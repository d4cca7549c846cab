#pragma once

#include <cstdint>
#include <optional>

#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class ValueList;

// https://tc39.es/ecma262/#sec-operations-on-objects. Call and Construct are in calls.h, those of private
// names in private_elements.h.

/// https://tc39.es/ecma262/#sec-get-o-p
Completion<Value> get(Agent& agent, Object* object, PropertyKey key);
/// https://tc39.es/ecma262/#sec-getv
Completion<Value> get_v(Agent& agent, Value value, PropertyKey key);
/// https://tc39.es/ecma262/#sec-set-o-p-v-throw
Completion<void> set(Agent& agent, Object* object, PropertyKey key, Value value, bool throws);
/// PutValue of a property reference (https://tc39.es/ecma262/#sec-putvalue, step 3): the base may be a
/// primitive.
/// \param throws  the code is strict
Completion<void> set_v(Agent& agent, Value base, PropertyKey key, Value value, bool throws);

/// https://tc39.es/ecma262/#sec-SetterThatIgnoresPrototypeProperties: what accessors do that are to be taken
/// for data properties of `home`, which is a prototype.
Completion<void> set_ignoring_prototype(Agent& agent, Value this_value, const Object* home, PropertyKey key,
                                        Value value);

/// https://tc39.es/ecma262/#sec-createdataproperty
Completion<bool> create_data_property(Agent& agent, Object* object, PropertyKey key, Value value);
/// https://tc39.es/ecma262/#sec-createdatapropertyorthrow
Completion<void> create_data_property_or_throw(Agent& agent, Object* object, PropertyKey key, Value value);
/// https://tc39.es/ecma262/#sec-definepropertyorthrow
Completion<void> define_property_or_throw(Agent& agent, Object* object, PropertyKey key,
                                          const PropertyDescriptor& descriptor);
/// https://tc39.es/ecma262/#sec-deletepropertyorthrow
Completion<void> delete_property_or_throw(Agent& agent, Object* object, PropertyKey key);

/// https://tc39.es/ecma262/#sec-getmethod \return a function, or undefined
Completion<Value> get_method(Agent& agent, Value value, PropertyKey key);
/// https://tc39.es/ecma262/#sec-hasproperty
Completion<bool> has_property(Agent& agent, Object* object, PropertyKey key);
/// https://tc39.es/ecma262/#sec-hasownproperty
Completion<bool> has_own_property(Agent& agent, Object* object, PropertyKey key);
/// https://tc39.es/ecma262/#sec-invoke
Completion<Value> invoke(Agent& agent, Value value, PropertyKey key, std::span<const Value> arguments = {});

enum class IntegrityLevel : std::uint8_t { Sealed, Frozen };
/// https://tc39.es/ecma262/#sec-setintegritylevel
Completion<bool> set_integrity_level(Agent& agent, Object* object, IntegrityLevel level);
/// https://tc39.es/ecma262/#sec-testintegritylevel
Completion<bool> test_integrity_level(Agent& agent, Object* object, IntegrityLevel level);

/// https://tc39.es/ecma262/#sec-isarray
Completion<bool> is_array(Agent& agent, Value argument);
/// https://tc39.es/ecma262/#sec-lengthofarraylike \return at most 2^53 - 1
Completion<std::uint64_t> length_of_array_like(Agent& agent, Object* object);
/// https://tc39.es/ecma262/#sec-createlistfromarraylike of elements of any type
Completion<ValueList*> create_list_from_array_like(Agent& agent, Value value);
enum class PropertyParts : std::uint8_t { Keys, Values, KeysAndValues };
/// https://tc39.es/ecma262/#sec-enumerableownproperties
Completion<ValueList*> enumerable_own_properties(Agent& agent, Object* object, PropertyParts parts);
/// https://tc39.es/ecma262/#sec-copydataproperties
Completion<void> copy_data_properties(Agent& agent, Object* target, Value source,
                                      std::span<const PropertyKey> excluded);

/// https://tc39.es/ecma262/#sec-ordinaryhasinstance
Completion<bool> ordinary_has_instance(Agent& agent, Value constructor, Value value);
/// https://tc39.es/ecma262/#sec-instanceofoperator
Completion<bool> instanceof_operator(Agent& agent, Value value, Value target);
/// https://tc39.es/ecma262/#sec-speciesconstructor
Completion<Object*> species_constructor(Agent& agent, Object* object, Object* default_constructor);

/// `key` for messages: `'name'`, `'0'`, `Symbol(description)`.
std::string describe(PropertyKey key);
/// The prototype that properties of a primitive are looked up in; not of undefined or null.
Object* prototype_of_primitive(Agent& agent, Value primitive);

}  // namespace orrery::vm
