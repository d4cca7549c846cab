#include "vm/operations/object_operations.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/errors/property_errors.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/bound_function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/proxy.h"
#include "vm/objects/string_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"

namespace orrery::vm {

std::string describe(PropertyKey key) {
  if (key.is_index()) return "'" + std::to_string(key.as_index()) + "'";
  if (key.is_string()) return "'" + key.as_atom()->to_utf8() + "'";
  String* description = key.as_symbol()->description();
  const std::string text = description == nullptr ? "" : description->to_utf8();
  return key.is_private() ? "'" + text + "'" : "Symbol(" + text + ")";
}

Object* prototype_of_primitive(Agent& agent, Value primitive) {
  Intrinsic intrinsic = Intrinsic::ObjectPrototype;
  if (primitive.is_string()) {
    intrinsic = Intrinsic::StringPrototype;
  } else if (primitive.is_number()) {
    intrinsic = Intrinsic::NumberPrototype;
  } else if (primitive.is_boolean()) {
    intrinsic = Intrinsic::BooleanPrototype;
  } else if (primitive.is_symbol()) {
    intrinsic = Intrinsic::SymbolPrototype;
  } else {
    assert(primitive.is_bigint());
    intrinsic = Intrinsic::BigIntPrototype;
  }
  return agent.hooks().intrinsic(agent, intrinsic);
}

// Get and set
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-get-o-p
Completion<Value> get(Agent& agent, Object* object, PropertyKey key) {
  return internal_get(agent, object, key, object);
}

// https://tc39.es/ecma262/#sec-getv
Completion<Value> get_v(Agent& agent, Value value, PropertyKey key) {
  if (value.is_object()) return internal_get(agent, value.as_object(), key, value);
  if (value.is_nullish()) {
    return agent.throw_type_error("Cannot read properties of " +
                                  std::string(value.is_null() ? "null" : "undefined") + " (reading " +
                                  describe(key) + ")");
  }
  // OPTIMIZATION: ToObject's object would be seen by nobody.
  OwnProperty own;
  if (value.is_string() && find_string_property(agent, value.as_string(), key, &own)) return own.value;
  return internal_get(agent, prototype_of_primitive(agent, value), key, value);
}

// https://tc39.es/ecma262/#sec-set-o-p-v-throw
Completion<void> set(Agent& agent, Object* object, PropertyKey key, Value value, bool throws) {
  const bool success = TRY(internal_set(agent, object, key, value, object));
  if (!success && throws) return throw_cannot_set(agent, object, key);
  return {};
}

// https://tc39.es/ecma262/#sec-putvalue, step 3
Completion<void> set_v(Agent& agent, Value base, PropertyKey key, Value value, bool throws) {
  if (base.is_object()) return set(agent, base.as_object(), key, value, throws);
  if (base.is_nullish()) {
    return agent.throw_type_error("Cannot set properties of " +
                                  std::string(base.is_null() ? "null" : "undefined") + " (setting " +
                                  describe(key) + ")");
  }
  // ToObject(base).[[Set]] with the primitive as receiver: only a setter or a proxy above can make a
  // difference.
  OwnProperty own;
  bool success = false;
  if (!base.is_string() || !find_string_property(agent, base.as_string(), key, &own)) {
    success = TRY(internal_set(agent, prototype_of_primitive(agent, base), key, value, base));
  }
  if (!success && throws) return throw_cannot_set(agent, base, key);
  return {};
}

// https://tc39.es/ecma262/#sec-getmethod
Completion<Value> get_method(Agent& agent, Value value, PropertyKey key) {
  const Value function = TRY(get_v(agent, value, key));
  if (function.is_nullish()) return Value::undefined();
  if (!is_callable(function))
    return agent.throw_type_error("Property " + describe(key) + " is not a function");
  return function;
}

// https://tc39.es/ecma262/#sec-invoke
Completion<Value> invoke(Agent& agent, Value value, PropertyKey key, std::span<const Value> arguments) {
  const Value function = TRY(get_v(agent, value, key));
  if (!is_callable(function))
    return agent.throw_type_error("Property " + describe(key) + " is not a function");
  return call(agent, function, value, arguments);
}

// Define, delete, has
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-SetterThatIgnoresPrototypeProperties
Completion<void> set_ignoring_prototype(Agent& agent, Value this_value, const Object* home, PropertyKey key,
                                        Value value) {
  // 1.
  if (!this_value.is_object())
    return agent.throw_type_error(describe_value(agent, this_value) + " is not an object");
  Object* object = this_value.as_object();
  // 2. As if it were read-only.
  if (object == home)
    return agent.throw_type_error("Cannot assign to read only property " + describe(key) + " of object");
  // 3. - 5.
  const std::optional<PropertyDescriptor> own = TRY(internal_get_own_property(agent, object, key));
  if (!own) return create_data_property_or_throw(agent, object, key, value);
  return set(agent, object, key, value, true);
}

// https://tc39.es/ecma262/#sec-createdataproperty
Completion<bool> create_data_property(Agent& agent, Object* object, PropertyKey key, Value value) {
  return internal_define_own_property(agent, object, key, PropertyDescriptor::data(value, k_data_attributes));
}

// https://tc39.es/ecma262/#sec-createdatapropertyorthrow
Completion<void> create_data_property_or_throw(Agent& agent, Object* object, PropertyKey key, Value value) {
  return define_property_or_throw(agent, object, key, PropertyDescriptor::data(value, k_data_attributes));
}

// https://tc39.es/ecma262/#sec-definepropertyorthrow
Completion<void> define_property_or_throw(Agent& agent, Object* object, PropertyKey key,
                                          const PropertyDescriptor& descriptor) {
  const bool success = TRY(internal_define_own_property(agent, object, key, descriptor));
  if (!success) return throw_cannot_define(agent, object, key);
  return {};
}

// https://tc39.es/ecma262/#sec-deletepropertyorthrow
Completion<void> delete_property_or_throw(Agent& agent, Object* object, PropertyKey key) {
  const bool success = TRY(internal_delete(agent, object, key));
  if (!success) return throw_cannot_delete(agent, object, key);
  return {};
}

// https://tc39.es/ecma262/#sec-hasproperty
Completion<bool> has_property(Agent& agent, Object* object, PropertyKey key) {
  return internal_has_property(agent, object, key);
}

// https://tc39.es/ecma262/#sec-hasownproperty
Completion<bool> has_own_property(Agent& agent, Object* object, PropertyKey key) {
  OwnProperty own;
  if (object->methods().find_own_property != nullptr) {
    return object->methods().find_own_property(agent, object, key, &own);
  }
  return TRY(internal_get_own_property(agent, object, key)).has_value();
}

// Instances
// ----------------------------------------------------------------------------------------------------------

namespace {

/// Get(constructor, "prototype")
Completion<Value> get_prototype_property(Agent& agent, Object* constructor) {
  // OPTIMIZATION: where functions have it.
  if (constructor->kind() == CellKind::Function && !constructor->shape()->is_dictionary() &&
      constructor->has_slot(Function::k_prototype_slot)) {
    const auto location = constructor->shape()->find(agent.names().prototype);
    if (location && !location->attributes.is_lazy() && !location->attributes.is_accessor())
      return constructor->slot(location->slot);
  }
  return get(agent, constructor, agent.names().prototype);
}

}  // namespace

// https://tc39.es/ecma262/#sec-ordinaryhasinstance
Completion<bool> ordinary_has_instance(Agent& agent, Value constructor, Value value) {
  // 1.
  if (!is_callable(constructor)) return false;
  // 2.
  if (constructor.as_object()->kind() == CellKind::BoundFunction) {
    const NativeEntry entry(agent);
    TRY(entry.check());
    return instanceof_operator(agent, value, static_cast<BoundFunction*>(constructor.as_object())->target());
  }
  // 3.
  if (!value.is_object()) return false;
  // 4., 5.
  const Value prototype = TRY(get_prototype_property(agent, constructor.as_object()));
  if (!prototype.is_object())
    return agent.throw_type_error("Function has non-object prototype '" + describe_value(agent, prototype) +
                                  "' in instanceof check");
  // 6.
  Object* object = value.as_object();
  for (NativeLoop loop(agent);;) {
    TRY(loop.next_round());  // a proxy may be above itself
    if (object->kind() != CellKind::Proxy) {
      object = object->prototype();  // OPTIMIZATION: no other kind has a [[GetPrototypeOf]] of its own
      if (object == nullptr) return false;
    } else {
      const Value parent = TRY(internal_get_prototype_of(agent, object));
      if (parent.is_null()) return false;
      object = parent.as_object();
    }
    if (prototype.is_identical(object)) return true;
  }
}

// https://tc39.es/ecma262/#sec-instanceofoperator
Completion<bool> instanceof_operator(Agent& agent, Value value, Value target) {
  // 1.
  if (!target.is_object()) return agent.throw_type_error("Right-hand side of 'instanceof' is not an object");
  // 2., 3.
  const Value handler = TRY(get_method(agent, target, agent.names().symbol_has_instance));
  if (!handler.is_undefined()) return to_boolean(TRY(call(agent, handler, target, std::span(&value, 1))));
  // 4., 5.
  if (!is_callable(target)) return agent.throw_type_error("Right-hand side of 'instanceof' is not callable");
  return ordinary_has_instance(agent, target, value);
}

// https://tc39.es/ecma262/#sec-speciesconstructor
Completion<Object*> species_constructor(Agent& agent, Object* object, Object* default_constructor) {
  const Value constructor = TRY(get(agent, object, agent.names().constructor));
  if (constructor.is_undefined()) return default_constructor;
  if (!constructor.is_object()) return agent.throw_type_error("The 'constructor' property is not an object");
  const Value species = TRY(get(agent, constructor.as_object(), agent.names().symbol_species));
  if (species.is_nullish()) return default_constructor;
  if (!is_constructor(species)) return agent.throw_type_error("Symbol.species is not a constructor");
  return species.as_object();
}

}  // namespace orrery::vm
