#include "vm/objects/string_object.h"

#include "vm/agent.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/rooted_keys.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

bool find_string_property(Agent& agent, String* string, PropertyKey key, OwnProperty* found) {
  found->place = OwnProperty::Place::Computed;
  if (key.is_index()) {
    if (key.as_index() >= string->length()) return false;
    found->value = single_character(agent, string->code_unit_at(key.as_index()));
    found->attributes = Attributes(Attributes::k_enumerable);
    return true;
  }
  if (key != agent.names().length) return false;
  found->value = Value::number(string->length());
  found->attributes = Attributes();
  return true;
}

namespace {

bool find_own_property(Agent& agent, Object* object, PropertyKey key, OwnProperty* found) {
  String* string = static_cast<StringObject*>(object)->string();
  return find_string_property(agent, string, key, found) ||
         ordinary_find_own_property(agent, object, key, found);
}

// https://tc39.es/ecma262/#sec-string-exotic-objects-defineownproperty-p-desc
Completion<bool> define_own_property(Agent& agent, Object* object, PropertyKey key,
                                     const PropertyDescriptor& descriptor) {
  OwnProperty current;
  if (find_string_property(agent, static_cast<StringObject*>(object)->string(), key, &current)) {
    // 2. IsCompatiblePropertyDescriptor: nothing can change, so there is nothing to apply.
    return validate_and_apply_property_descriptor(agent, nullptr, key, object->shape()->is_extensible(),
                                                  descriptor, &current);
  }
  return ordinary_define_own_property(agent, object, key, descriptor);
}

// https://tc39.es/ecma262/#sec-string-exotic-objects-ownpropertykeys
Completion<void> own_property_keys(Agent& agent, Object* object, std::vector<PropertyKey>& keys) {
  const std::uint32_t length = static_cast<StringObject*>(object)->string()->length();
  TRY(reserve_keys(agent, keys, length));
  // 5. The characters.
  for (std::uint32_t i = 0; i < length; i++) keys.push_back(PropertyKey::index(i));
  // 6. Array indices beyond them.
  append_element_keys(object, keys);
  // 7., 8. Names; `length` is the first that was made (StringCreate, step 7).
  keys.push_back(agent.names().length);
  append_named_keys(object, keys);
  return {};
}

}  // namespace

const InternalMethods k_string_methods{
    .get_prototype_of = ordinary_get_prototype_of,
    .set_prototype_of = ordinary_set_prototype_of,
    .is_extensible = ordinary_is_extensible,
    .prevent_extensions = ordinary_prevent_extensions,
    .get_own_property = ordinary_get_own_property,
    .define_own_property = define_own_property,
    .has_property = ordinary_has_property,
    .get = ordinary_get,
    .set = ordinary_set,
    .delete_property = ordinary_delete,
    .own_property_keys = own_property_keys,
    .find_own_property = find_own_property,
    .has_only_shape_names = false,
};

// https://tc39.es/ecma262/#sec-stringcreate
StringObject* string_create(Agent& agent, String* value, Object* prototype) {
  Shape* shape = agent.shapes().root(prototype, CellKind::StringObject);
  return agent.heap().make<StringObject>(0, shape, value);
}

}  // namespace orrery::vm
