// Writing and defining properties of ordinary objects.

#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

Completion<void> add_property(Agent& agent, Object* object, PropertyKey key, Value value,
                              Attributes attributes) {
  if (key.is_array_index()) return add_element(agent, object, key.as_index(), value, attributes);
  agent.shapes().add(object, key, value, attributes);
  return {};
}

void write_own_property(Object* object, const OwnProperty& property, Value value) {
  if (property.place == OwnProperty::Place::Slot) {
    object->set_slot(property.index, value);
  } else {
    set_element(object, property, value);
  }
}

// Set
// ----------------------------------------------------------------------------------------------------------

namespace {

/// Whether giving the own data property `property` of `object` another value by [[DefineOwnProperty]] does no
/// more than to write it.
bool can_write_in_place(const Object* object, const OwnProperty& property) {
  if (!property.attributes.writable() || property.place == OwnProperty::Place::Computed) return false;
  const auto define = object->methods().define_own_property;
  return define == ordinary_define_own_property || define == array_define_own_property;
}

}  // namespace

// https://tc39.es/ecma262/#sec-ordinaryset
Completion<bool> ordinary_set(Agent& agent, Object* object, PropertyKey key, Value value, Value receiver) {
  OwnProperty own;
  Object* holder = object;
  // OrdinarySetWithOwnDescriptor, step 1: up the prototype chain; a loop as long as the parents are ordinary.
  while (!holder->methods().find_own_property(agent, holder, key, &own)) {
    holder = holder->prototype();
    if (holder == nullptr) return ordinary_set_with_own_property(agent, nullptr, key, value, receiver);
    if (holder->methods().set != ordinary_set) return internal_set(agent, holder, key, value, receiver);
  }
  // OPTIMIZATION: the receiver's own property; what follows would ask for it again.
  if (holder == object && receiver.is_identical(object) && can_write_in_place(object, own)) {
    write_own_property(object, own, value);
    return true;
  }
  return ordinary_set_with_own_property(agent, &own, key, value, receiver);
}

// https://tc39.es/ecma262/#sec-ordinarysetwithowndescriptor
Completion<bool> ordinary_set_with_own_property(Agent& agent, const OwnProperty* own, PropertyKey key,
                                                Value value, Value receiver) {
  if (own != nullptr && own->attributes.is_accessor()) {
    // 3. - 7. Call the setter.
    const Value setter = own->accessor()->setter();
    if (setter.is_undefined()) return false;
    TRY(call(agent, setter, receiver, std::span(&value, 1)));
    return true;
  }
  // 2.a. Read-only.
  if (own != nullptr && !own->attributes.writable()) return false;
  // 2.b. Only objects have properties.
  if (!receiver.is_object()) return false;
  Object* target = receiver.as_object();
  const InternalMethods& methods = target->methods();

  // OPTIMIZATION: the steps below without descriptors.
  OwnProperty existing_property;
  if (methods.find_own_property != nullptr) {
    if (methods.find_own_property(agent, target, key, &existing_property)) {
      if (!existing_property.attributes.writable()) return false;  // an accessor property never is
      if (can_write_in_place(target, existing_property)) {
        write_own_property(target, existing_property, value);
        return true;
      }
    } else if (methods.define_own_property == ordinary_define_own_property) {
      if (!target->shape()->is_extensible()) return false;
      TRY(add_property(agent, target, key, value, k_data_attributes));
      return true;
    } else if (methods.define_own_property == array_define_own_property) {
      return array_add_property(agent, static_cast<Array*>(target), key, value, k_data_attributes);
    }
  }

  // 2.c. Has the receiver such a property?
  const std::optional<PropertyDescriptor> existing = TRY(methods.get_own_property(agent, target, key));
  if (!existing) {
    // 2.e. CreateDataProperty.
    return methods.define_own_property(agent, target, key,
                                       PropertyDescriptor::data(value, k_data_attributes));
  }
  // 2.d. Write it.
  if (existing->is_accessor_descriptor()) return false;
  if (!*existing->writable) return false;
  PropertyDescriptor new_value;
  new_value.value = value;
  return methods.define_own_property(agent, target, key, new_value);
}

// Define
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-ordinarydefineownproperty
Completion<bool> ordinary_define_own_property(Agent& agent, Object* object, PropertyKey key,
                                              const PropertyDescriptor& descriptor) {
  OwnProperty current;
  const bool exists = object->methods().find_own_property(agent, object, key, &current);
  return validate_and_apply_property_descriptor(agent, object, key, object->shape()->is_extensible(),
                                                descriptor, exists ? &current : nullptr);
}

namespace {

constexpr std::uint8_t flag(std::optional<bool> field, std::uint8_t bit) {
  return field.value_or(false) ? bit : 0;
}

/// The attributes of a new property; absent fields are false.
/// https://tc39.es/ecma262/#table-object-property-attributes
Attributes attributes_of(const PropertyDescriptor& descriptor) {
  unsigned bits = flag(descriptor.enumerable, Attributes::k_enumerable) |
                  flag(descriptor.configurable, Attributes::k_configurable);
  if (descriptor.is_accessor_descriptor()) {
    bits |= Attributes::k_accessor;
  } else {
    bits |= flag(descriptor.writable, Attributes::k_writable);
  }
  return Attributes(static_cast<std::uint8_t>(bits));
}

bool same_accessor(Value left, Value right) {
  // Functions or undefined, so SameValue is identity.
  return left.is_identical(right);
}

/// https://tc39.es/ecma262/#sec-validateandapplypropertydescriptor, step 5: may a property that is not
/// configurable become this?
bool is_compatible_with_fixed(const OwnProperty& current, const PropertyDescriptor& descriptor) {
  const Attributes now = current.attributes;
  // 5.a., 5.b.
  if (descriptor.configurable.value_or(false)) return false;
  if (descriptor.enumerable && *descriptor.enumerable != now.enumerable()) return false;
  if (descriptor.is_generic_descriptor()) return true;
  // 5.c. It stays what it is.
  if (descriptor.is_accessor_descriptor() != now.is_accessor()) return false;
  if (now.is_accessor()) {
    // 5.d.
    if (descriptor.get && !same_accessor(*descriptor.get, current.accessor()->getter())) return false;
    return !descriptor.set || same_accessor(*descriptor.set, current.accessor()->setter());
  }
  if (now.writable()) return true;
  // 5.e. Read-only.
  if (descriptor.writable.value_or(false)) return false;
  return !descriptor.value || same_value(*descriptor.value, current.value);
}

/// Steps 6.a. to 6.c.: the attributes that `current` gets by `descriptor`.
Attributes changed_attributes(Attributes current, const PropertyDescriptor& descriptor) {
  unsigned bits = 0;
  bits |= flag(descriptor.enumerable.value_or(current.enumerable()), Attributes::k_enumerable);
  bits |= flag(descriptor.configurable.value_or(current.configurable()), Attributes::k_configurable);
  const bool is_accessor =
      descriptor.is_generic_descriptor() ? current.is_accessor() : descriptor.is_accessor_descriptor();
  if (is_accessor) {
    bits |= Attributes::k_accessor;
  } else {
    // What was an accessor property is not writable by default.
    bits |= flag(descriptor.writable.value_or(current.writable()), Attributes::k_writable);
  }
  return Attributes(static_cast<std::uint8_t>(bits));
}

/// The value that `current` gets by `descriptor`, or the Accessor.
Value changed_value(Agent& agent, const OwnProperty& current, Attributes attributes,
                    const PropertyDescriptor& descriptor) {
  if (!attributes.is_accessor()) {
    return descriptor.value.value_or(current.attributes.is_accessor() ? Value::undefined() : current.value);
  }
  Value getter;
  Value setter;
  if (current.attributes.is_accessor()) {
    if (!descriptor.get && !descriptor.set) return current.value;
    getter = current.accessor()->getter();
    setter = current.accessor()->setter();
  }
  return Value::cell(
      agent.heap().make<Accessor>(0, descriptor.get.value_or(getter), descriptor.set.value_or(setter)));
}

}  // namespace

OwnProperty to_own_property(Agent& agent, const PropertyDescriptor& descriptor) {
  OwnProperty property{Value::undefined(), 0, attributes_of(descriptor), OwnProperty::Place::Computed};
  if (property.attributes.is_accessor()) {
    property.value = Value::cell(agent.heap().make<Accessor>(0, descriptor.get.value_or(Value::undefined()),
                                                             descriptor.set.value_or(Value::undefined())));
  } else {
    property.value = descriptor.value.value_or(Value::undefined());
  }
  return property;
}

// https://tc39.es/ecma262/#sec-validateandapplypropertydescriptor
Completion<bool> validate_and_apply_property_descriptor(Agent& agent, Object* object, PropertyKey key,
                                                        bool is_extensible,
                                                        const PropertyDescriptor& descriptor,
                                                        const OwnProperty* current) {
  // 2. A new property.
  if (current == nullptr) {
    if (!is_extensible) return false;
    if (object == nullptr) return true;
    const OwnProperty property = to_own_property(agent, descriptor);
    TRY(add_property(agent, object, key, property.value, property.attributes));
    return true;
  }
  // 5. (4. is a case of 6.)
  if (!current->attributes.configurable() && !is_compatible_with_fixed(*current, descriptor)) return false;
  if (object == nullptr) return true;
  // 6.
  const Attributes attributes = changed_attributes(current->attributes, descriptor);
  const Value value = changed_value(agent, *current, attributes, descriptor);
  const bool is_changed = !value.is_identical(current->value) || attributes != current->attributes;
  if (!is_changed) return true;
  assert(current->place != OwnProperty::Place::Computed);
  if (attributes == current->attributes) {
    write_own_property(object, *current, value);
    // Where it is inherited, caches may know the getter: shapes do not tell it (length of typed arrays).
    if (attributes.is_accessor() && object->shape()->is_prototype()) agent.shapes().renew(object);
  } else if (key.is_array_index()) {
    TRY(reconfigure_element(agent, object, key.as_index(), value, attributes));
  } else {
    agent.shapes().reconfigure(object, current->index, attributes);
    object->set_slot(current->index, value);
  }
  return true;
}

}  // namespace orrery::vm
