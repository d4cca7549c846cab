#include "vm/objects/ordinary_object.h"

#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

const InternalMethods k_ordinary_methods{
    .get_prototype_of = ordinary_get_prototype_of,
    .set_prototype_of = ordinary_set_prototype_of,
    .is_extensible = ordinary_is_extensible,
    .prevent_extensions = ordinary_prevent_extensions,
    .get_own_property = ordinary_get_own_property,
    .define_own_property = ordinary_define_own_property,
    .has_property = ordinary_has_property,
    .get = ordinary_get,
    .set = ordinary_set,
    .delete_property = ordinary_delete,
    .own_property_keys = ordinary_own_property_keys,
    .find_own_property = ordinary_find_own_property,
    .has_only_shape_names = true,
};

// Own properties
// ----------------------------------------------------------------------------------------------------------

namespace {

/// The value of a lazy property, made and put in its slot.
void make_lazy_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  found->value = agent.hooks().make_lazy_property(agent, object, key, found->value);
  // Making it may have moved the slot.
  const PropertyLocation location = *object->shape()->find(key);
  agent.shapes().forget_lazy(object, location.slot);
  object->reserve_slot(agent.heap(), location.slot);
  object->set_slot(location.slot, found->value);
  found->index = location.slot;
  found->attributes = location.attributes.without(Attributes::k_lazy);
}

}  // namespace

bool find_named_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  const std::optional<PropertyLocation> location = object->shape()->find(key);
  if (!location) return false;
  // Functions have no slots before one of their lazy properties is looked at.
  found->value = object->has_slot(location->slot) ? object->slot(location->slot) : Value::undefined();
  found->index = location->slot;
  found->attributes = location->attributes;
  found->place = OwnProperty::Place::Slot;
  if (found->attributes.is_lazy()) [[unlikely]]
    make_lazy_property(agent, object, key, found);
  return true;
}

bool ordinary_find_own_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  assert(key.is_index() || !key.is_private());
  if (key.is_array_index()) return find_element(object, key.as_index(), found);
  return find_named_property(agent, object, key, found);
}

PropertyDescriptor to_descriptor(const OwnProperty& property) {
  if (!property.attributes.is_accessor())
    return PropertyDescriptor::data(property.value, property.attributes);
  PropertyDescriptor descriptor;
  descriptor.get = property.accessor()->getter();
  descriptor.set = property.accessor()->setter();
  descriptor.enumerable = property.attributes.enumerable();
  descriptor.configurable = property.attributes.configurable();
  return descriptor;
}

// https://tc39.es/ecma262/#sec-ordinarygetownproperty
Completion<std::optional<PropertyDescriptor>> ordinary_get_own_property(Agent& agent, Object* object,
                                                                        PropertyKey key) {
  OwnProperty property;
  if (!object->methods().find_own_property(agent, object, key, &property))
    return std::optional<PropertyDescriptor>();
  return std::optional(to_descriptor(property));
}

// https://tc39.es/ecma262/#sec-ordinaryownpropertykeys
Completion<void> ordinary_own_property_keys(Agent&, Object* object, std::vector<PropertyKey>& keys) {
  // 2. Array indices, ascending.
  append_element_keys(object, keys);
  // 3., 4. Strings, then symbols, in order of creation.
  append_named_keys(object, keys);
  return {};
}

void append_named_keys(const Object* object, std::vector<PropertyKey>& keys) {
  const Shape* shape = object->shape();
  bool has_symbols = false;
  for (std::uint32_t slot = 0; slot < shape->slot_count(); slot++) {
    const std::optional<PropertyKey> key = shape->key_of(slot);
    if (!key) continue;
    if (key->is_symbol()) {
      has_symbols = true;
    } else {
      keys.push_back(*key);
    }
  }
  if (!has_symbols) return;
  for (std::uint32_t slot = 0; slot < shape->slot_count(); slot++) {
    const std::optional<PropertyKey> key = shape->key_of(slot);
    if (key && key->is_symbol() && !key->is_private()) keys.push_back(*key);
  }
}

// Prototype and extensibility
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-ordinarygetprototypeof
Completion<Value> ordinary_get_prototype_of(Agent&, Object* object) {
  Object* prototype = object->prototype();
  return prototype == nullptr ? Value::null() : Value(prototype);
}

// https://tc39.es/ecma262/#sec-ordinarysetprototypeof
Completion<bool> ordinary_set_prototype_of(Agent& agent, Object* object, Object* prototype) {
  // 1., 2. The same as now.
  if (prototype == object->prototype()) return true;
  // 3., 4. Not extensible; or https://tc39.es/ecma262/#sec-set-immutable-prototype.
  if (!object->shape()->is_extensible() || object->has_flag(Object::k_has_immutable_prototype)) return false;
  // 5. - 7. No cycles, as far as can be seen without running script code.
  for (Object* ancestor = prototype; ancestor != nullptr; ancestor = ancestor->prototype()) {
    if (ancestor == object) return false;
    if (ancestor->methods().get_prototype_of != ordinary_get_prototype_of) break;
  }
  // 8. Set it.
  agent.shapes().set_prototype(object, prototype);
  return true;
}

// https://tc39.es/ecma262/#sec-ordinaryisextensible
Completion<bool> ordinary_is_extensible(Agent&, Object* object) {
  return object->shape()->is_extensible();
}

// https://tc39.es/ecma262/#sec-ordinarypreventextensions
Completion<bool> ordinary_prevent_extensions(Agent& agent, Object* object) {
  agent.shapes().prevent_extensions(object);
  return true;
}

// Has, get, delete
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-ordinaryhasproperty
Completion<bool> ordinary_has_property(Agent& agent, Object* object, PropertyKey key) {
  OwnProperty own;
  while (true) {
    if (object->methods().find_own_property(agent, object, key, &own)) return true;
    // 4., 5. Ask the parent; a loop as long as that is ordinary, too.
    object = object->prototype();
    if (object == nullptr) return false;
    if (object->methods().has_property != ordinary_has_property)
      return internal_has_property(agent, object, key);
  }
}

// https://tc39.es/ecma262/#sec-ordinaryget
Completion<Value> ordinary_get(Agent& agent, Object* object, PropertyKey key, Value receiver) {
  OwnProperty own;
  // 1., 2. Up the prototype chain; a loop as long as the parents are ordinary, too.
  while (!object->methods().find_own_property(agent, object, key, &own)) {
    object = object->prototype();
    if (object == nullptr) return Value::undefined();
    if (object->methods().get != ordinary_get) return internal_get(agent, object, key, receiver);
  }
  // 3. A data property.
  if (!own.attributes.is_accessor()) return own.value;
  // 4. - 7. An accessor property.
  const Value getter = own.accessor()->getter();
  if (getter.is_undefined()) return Value::undefined();
  return call(agent, getter, receiver);
}

// https://tc39.es/ecma262/#sec-ordinarydelete
Completion<bool> ordinary_delete(Agent& agent, Object* object, PropertyKey key) {
  OwnProperty own;
  // 1., 2. Nothing to delete.
  if (!object->methods().find_own_property(agent, object, key, &own)) return true;
  // 4. Not configurable.
  if (!own.attributes.configurable()) return false;
  // 3. Remove it.
  if (key.is_array_index()) {
    remove_element(object, key.as_index());
  } else {
    agent.shapes().remove(object, own.index);
  }
  return true;
}

}  // namespace orrery::vm
