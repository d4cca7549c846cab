#pragma once

#include "vm/objects/object.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-ordinary-object-internal-methods-and-internal-slots
//
// The internal methods of ordinary objects. Where the standard lets one of them ask O.[[GetOwnProperty]](),
// they ask the find_own_property() of the object's kind, so exotic objects whose only peculiarity is to have
// further own properties use them, too.

Completion<Value> ordinary_get_prototype_of(Agent& agent, Object* object);
Completion<bool> ordinary_set_prototype_of(Agent& agent, Object* object, Object* prototype);
Completion<bool> ordinary_is_extensible(Agent& agent, Object* object);
Completion<bool> ordinary_prevent_extensions(Agent& agent, Object* object);
Completion<std::optional<PropertyDescriptor>> ordinary_get_own_property(Agent& agent, Object* object,
                                                                        PropertyKey key);
Completion<bool> ordinary_define_own_property(Agent& agent, Object* object, PropertyKey key,
                                              const PropertyDescriptor& descriptor);
Completion<bool> ordinary_has_property(Agent& agent, Object* object, PropertyKey key);
Completion<Value> ordinary_get(Agent& agent, Object* object, PropertyKey key, Value receiver);
Completion<bool> ordinary_set(Agent& agent, Object* object, PropertyKey key, Value value, Value receiver);
Completion<bool> ordinary_delete(Agent& agent, Object* object, PropertyKey key);
Completion<void> ordinary_own_property_keys(Agent& agent, Object* object, std::vector<PropertyKey>& keys);

// Their parts
// ----------------------------------------------------------------------------------------------------------

/// The own property that an ordinary object has in its elements or its shape.
bool ordinary_find_own_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found);
/// The same for what is no array index; private names, too.
bool find_named_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found);

/// https://tc39.es/ecma262/#sec-ordinarysetwithowndescriptor from step 2 on: `own` is the property that the
/// walk up the prototype chain has found, or null if there was none.
Completion<bool> ordinary_set_with_own_property(Agent& agent, const OwnProperty* own, PropertyKey key,
                                                Value value, Value receiver);
/// https://tc39.es/ecma262/#sec-validateandapplypropertydescriptor
/// \param object  null: only asks whether it would be allowed
/// \param current  the own property, or null
Completion<bool> validate_and_apply_property_descriptor(Agent& agent, Object* object, PropertyKey key,
                                                        bool is_extensible,
                                                        const PropertyDescriptor& descriptor,
                                                        const OwnProperty* current);

/// Adds an own property that is not there; asks nothing.
/// \param value  of an accessor property its Accessor, as a cell
Completion<void> add_property(Agent& agent, Object* object, PropertyKey key, Value value,
                              Attributes attributes);
/// Writes the value of an own data property where it is kept; not of Computed ones.
void write_own_property(Object* object, const OwnProperty& property, Value value);
/// The descriptor of an own property, with all its fields.
PropertyDescriptor to_descriptor(const OwnProperty& property);
/// The other way round, of a descriptor with all its fields; what is not there is as in a new property.
OwnProperty to_own_property(Agent& agent, const PropertyDescriptor& descriptor);

/// The named own keys in the order of OrdinaryOwnPropertyKeys: strings, then symbols, each in order of
/// creation.
void append_named_keys(const Object* object, std::vector<PropertyKey>& keys);

}  // namespace orrery::vm
