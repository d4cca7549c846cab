#include "vm/objects/private_elements.h"

#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

namespace {

/// `#x`
std::string text_of(Symbol* name) {
  return name->description()->to_utf8();
}
std::string quoted(Symbol* name) {
  return "'" + text_of(name) + "'";
}

Completion<void> add_element(Agent& agent, Object* object, Symbol* name, Value value, Attributes attributes) {
  const PropertyKey key = PropertyKey::symbol(name);
  if (object->shape()->find(key)) {
    return agent.throw_type_error("Cannot initialize " + text_of(name) + " twice on the same object");
  }
  // https://tc39.es/proposal-nonextensible-applies-to-private/
  if (!object->shape()->is_extensible()) {
    return agent.throw_type_error("Cannot define private member " + text_of(name) +
                                  ", object is not extensible");
  }
  agent.shapes().add(object, key, value, attributes);
  return {};
}

}  // namespace

// https://tc39.es/ecma262/#sec-privateelementfind
std::optional<OwnProperty> private_element_find(Agent& agent, Object* object, Symbol* name) {
  assert(name->is_private());
  OwnProperty found;
  if (!find_named_property(agent, object, PropertyKey::symbol(name), &found)) return std::nullopt;
  return found;
}

// https://tc39.es/ecma262/#sec-privatefieldadd
Completion<void> private_field_add(Agent& agent, Object* object, Symbol* name, Value value) {
  return add_element(agent, object, name, value, Attributes(Attributes::k_writable));
}

// https://tc39.es/ecma262/#sec-privatemethodoraccessoradd
Completion<void> private_method_add(Agent& agent, Object* object, Symbol* name, Value method) {
  return add_element(agent, object, name, method, Attributes());
}
Completion<void> private_accessor_add(Agent& agent, Object* object, Symbol* name, Accessor* accessor) {
  return add_element(agent, object, name, Value::cell(accessor), Attributes(Attributes::k_accessor));
}

// https://tc39.es/ecma262/#sec-privateget
Completion<Value> private_get(Agent& agent, Object* object, Symbol* name) {
  const std::optional<OwnProperty> entry = private_element_find(agent, object, name);
  // 2.
  if (!entry) {
    return agent.throw_type_error("Cannot read private member " + text_of(name) +
                                  " from an object whose class did not declare it");
  }
  // 3. A field or a method.
  if (!entry->attributes.is_accessor()) return entry->value;
  // 5. - 7.
  const Value getter = entry->accessor()->getter();
  if (getter.is_undefined()) return agent.throw_type_error(quoted(name) + " was defined without a getter");
  return call(agent, getter, Value(object));
}

// https://tc39.es/ecma262/#sec-privateset
Completion<void> private_set(Agent& agent, Object* object, Symbol* name, Value value) {
  const std::optional<OwnProperty> entry = private_element_find(agent, object, name);
  // 2.
  if (!entry) {
    return agent.throw_type_error("Cannot write private member " + text_of(name) +
                                  " to an object whose class did not declare it");
  }
  // 5. An accessor.
  if (entry->attributes.is_accessor()) {
    const Value setter = entry->accessor()->setter();
    if (setter.is_undefined()) return agent.throw_type_error(quoted(name) + " was defined without a setter");
    TRY(call(agent, setter, Value(object), std::span(&value, 1)));
    return {};
  }
  // 4. A method.
  if (!entry->attributes.writable())
    return agent.throw_type_error("Private method " + quoted(name) + " is not writable");
  // 3. A field.
  write_own_property(object, *entry, value);
  return {};
}

}  // namespace orrery::vm
