#include "vm/objects/property_descriptor.h"

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-frompropertydescriptor
Value from_property_descriptor(Agent& agent, const std::optional<PropertyDescriptor>& descriptor) {
  // 1.
  if (!descriptor) return Value::undefined();
  // 2., 3.
  Object* object = ordinary_object_create(agent, agent.hooks().intrinsic(agent, Intrinsic::ObjectPrototype));
  const auto add = [&](PropertyKey key, std::optional<Value> value) {
    if (value) agent.shapes().add(object, key, *value, k_data_attributes);
  };
  const auto add_flag = [&](PropertyKey key, std::optional<bool> value) {
    if (value) add(key, Value::boolean(*value));
  };
  // 4. - 9.
  const WellKnown& names = agent.names();
  add(names.value, descriptor->value);
  add_flag(names.writable, descriptor->writable);
  add(names.get, descriptor->get);
  add(names.set, descriptor->set);
  add_flag(names.enumerable, descriptor->enumerable);
  add_flag(names.configurable, descriptor->configurable);
  return object;
}

namespace {

/// The property `key` of a descriptor's object, if it has it: HasProperty, then Get.
Completion<std::optional<Value>> get_field(Agent& agent, Object* object, PropertyKey key) {
  if (!TRY(internal_has_property(agent, object, key))) return std::optional<Value>();
  return std::optional(TRY(internal_get(agent, object, key, object)));
}

Completion<std::optional<bool>> get_flag(Agent& agent, Object* object, PropertyKey key) {
  const std::optional<Value> field = TRY(get_field(agent, object, key));
  return field ? std::optional(to_boolean(*field)) : std::nullopt;
}

Completion<std::optional<Value>> get_function(Agent& agent, Object* object, PropertyKey key,
                                              const char* what) {
  const std::optional<Value> field = TRY(get_field(agent, object, key));
  if (field && !field->is_undefined() && !is_callable(*field)) {
    return agent.throw_type_error(std::string("The ") + what +
                                  " of a property must be a function or undefined");
  }
  return field;
}

}  // namespace

// https://tc39.es/ecma262/#sec-topropertydescriptor
Completion<PropertyDescriptor> to_property_descriptor(Agent& agent, Value value) {
  // 1.
  if (!value.is_object())
    return agent.throw_type_error("Property description must be an object: " + describe_value(agent, value));
  Object* object = value.as_object();
  const WellKnown& names = agent.names();
  // 2. - 8. In this order, as script code may look on.
  PropertyDescriptor descriptor;
  descriptor.enumerable = TRY(get_flag(agent, object, names.enumerable));
  descriptor.configurable = TRY(get_flag(agent, object, names.configurable));
  descriptor.value = TRY(get_field(agent, object, names.value));
  descriptor.writable = TRY(get_flag(agent, object, names.writable));
  descriptor.get = TRY(get_function(agent, object, names.get, "getter"));
  descriptor.set = TRY(get_function(agent, object, names.set, "setter"));
  // 9.
  if (descriptor.is_accessor_descriptor() && descriptor.is_data_descriptor()) {
    return agent.throw_type_error("A property cannot both have accessors and be writable or have a value");
  }
  return descriptor;
}

// https://tc39.es/ecma262/#sec-completepropertydescriptor
void complete_property_descriptor(PropertyDescriptor& descriptor) {
  if (descriptor.is_accessor_descriptor()) {
    if (!descriptor.get) descriptor.get = Value::undefined();
    if (!descriptor.set) descriptor.set = Value::undefined();
  } else {
    if (!descriptor.value) descriptor.value = Value::undefined();
    if (!descriptor.writable) descriptor.writable = false;
  }
  if (!descriptor.enumerable) descriptor.enumerable = false;
  if (!descriptor.configurable) descriptor.configurable = false;
}

// https://tc39.es/ecma262/#sec-iscompatiblepropertydescriptor
bool is_compatible_property_descriptor(Agent& agent, bool is_extensible, const PropertyDescriptor& descriptor,
                                       const std::optional<PropertyDescriptor>& current) {
  std::optional<OwnProperty> property;
  if (current) property = to_own_property(agent, *current);
  return MUST(validate_and_apply_property_descriptor(agent, nullptr, agent.names().undefined, is_extensible,
                                                     descriptor, property ? &*property : nullptr));
}

}  // namespace orrery::vm
