#pragma once

#include "vm/objects/object.h"

namespace orrery::vm {

// The tables that the OBJECT rows of cells.def name; each stands beside its class.
extern const InternalMethods k_ordinary_methods;
extern const InternalMethods k_array_methods;
extern const InternalMethods k_string_methods;
extern const InternalMethods k_mapped_arguments_methods;
extern const InternalMethods k_proxy_methods;
extern const InternalMethods k_module_namespace_methods;
extern const InternalMethods k_typed_array_methods;

/// The internal methods of the objects of a kind.
const InternalMethods& internal_methods_of(CellKind kind);

inline const InternalMethods& Object::methods() const {
  return internal_methods_of(kind());
}

// https://tc39.es/ecma262/#table-essential-internal-methods, as the standard writes them: O.[[Get]](P, R).
// `key` is no private name.

inline Completion<Value> internal_get_prototype_of(Agent& agent, Object* object) {
  return object->methods().get_prototype_of(agent, object);
}
inline Completion<bool> internal_set_prototype_of(Agent& agent, Object* object, Object* prototype) {
  return object->methods().set_prototype_of(agent, object, prototype);
}
inline Completion<bool> internal_is_extensible(Agent& agent, Object* object) {
  return object->methods().is_extensible(agent, object);
}
inline Completion<bool> internal_prevent_extensions(Agent& agent, Object* object) {
  return object->methods().prevent_extensions(agent, object);
}
inline Completion<std::optional<PropertyDescriptor>> internal_get_own_property(Agent& agent, Object* object,
                                                                               PropertyKey key) {
  return object->methods().get_own_property(agent, object, key);
}
inline Completion<bool> internal_define_own_property(Agent& agent, Object* object, PropertyKey key,
                                                     const PropertyDescriptor& descriptor) {
  return object->methods().define_own_property(agent, object, key, descriptor);
}
inline Completion<bool> internal_has_property(Agent& agent, Object* object, PropertyKey key) {
  return object->methods().has_property(agent, object, key);
}
inline Completion<Value> internal_get(Agent& agent, Object* object, PropertyKey key, Value receiver) {
  return object->methods().get(agent, object, key, receiver);
}
inline Completion<bool> internal_set(Agent& agent, Object* object, PropertyKey key, Value value,
                                     Value receiver) {
  return object->methods().set(agent, object, key, value, receiver);
}
inline Completion<bool> internal_delete(Agent& agent, Object* object, PropertyKey key) {
  return object->methods().delete_property(agent, object, key);
}
/// Appends to `keys`, which the caller keeps alive (RootedKeys).
inline Completion<void> internal_own_property_keys(Agent& agent, Object* object,
                                                   std::vector<PropertyKey>& keys) {
  return object->methods().own_property_keys(agent, object, keys);
}

}  // namespace orrery::vm
