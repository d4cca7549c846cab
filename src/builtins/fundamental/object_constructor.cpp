// The Object constructor: https://tc39.es/ecma262/#sec-object-constructor

#include <string>

#include "builtins/fundamental/object_lists.h"
#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/property_descriptor.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/rooted_keys.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-object-value
Completion<Value> object_constructor(Agent& agent, NativeFrame& frame) {
  // 1. `super()` of a class that extends Object, or Reflect.construct.
  if (frame.is_construct() && !frame.new_target().is_identical(frame.callee())) {
    return ordinary_object_create(agent,
                                  TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(),
                                                                     Intrinsic::ObjectPrototype)));
  }
  // 2.
  const Value value = frame.argument(0);
  if (value.is_nullish()) return ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype));
  // 3.
  return to_object(agent, value);
}

// https://tc39.es/ecma262/#sec-object.assign
Completion<Value> object_assign(Agent& agent, NativeFrame& frame) {
  // 1. - 3.
  Object* to = TRY(to_object(agent, frame.argument(0)));
  NativeLoop loop(agent);
  for (std::uint32_t i = 1; i < frame.argument_count(); i++) {
    const Value source = frame.argument(i);
    if (source.is_nullish()) continue;
    Object* from = TRY(to_object(agent, source));
    RootedKeys keys(agent);
    TRY(internal_own_property_keys(agent, from, keys.items()));
    for (const PropertyKey key : keys) {
      TRY(loop.next_round());
      const std::optional<PropertyDescriptor> descriptor = TRY(internal_get_own_property(agent, from, key));
      if (!descriptor || !*descriptor->enumerable) continue;
      const Value value = TRY(get(agent, from, key));
      TRY(set(agent, to, key, value, true));
    }
  }
  return to;
}

// Making objects and defining properties --------------------------------------------------------------------

/// `value`; throws if that is neither null nor an object.
Completion<Value> check_prototype(Agent& agent, Value value) {
  if (value.is_object() || value.is_null()) return value;
  return agent.throw_type_error("Object prototype may only be an Object or null: " +
                                describe_value(agent, value));
}

Object* object_or_null(Value value) {
  return value.is_null() ? nullptr : value.as_object();
}

// https://tc39.es/ecma262/#sec-object.create
Completion<Value> object_create(Agent& agent, NativeFrame& frame) {
  const Value prototype = TRY(check_prototype(agent, frame.argument(0)));
  Object* object = ordinary_object_create(agent, object_or_null(prototype));
  if (!frame.argument(1).is_undefined()) TRY(define_properties(agent, object, frame.argument(1)));
  return object;
}

Completion<Object*> require_object(Agent& agent, Value value, std::string_view function) {
  if (value.is_object()) return value.as_object();
  return agent.throw_type_error(std::string(function) + " called on non-object");
}

// https://tc39.es/ecma262/#sec-object.defineproperties
Completion<Value> object_define_properties(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(require_object(agent, frame.argument(0), "Object.defineProperties"));
  TRY(define_properties(agent, object, frame.argument(1)));
  return object;
}

// https://tc39.es/ecma262/#sec-object.defineproperty
Completion<Value> object_define_property(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(require_object(agent, frame.argument(0), "Object.defineProperty"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  const PropertyDescriptor descriptor = TRY(to_property_descriptor(agent, frame.argument(2)));
  TRY(define_property_or_throw(agent, object, key, descriptor));
  return object;
}

// Lists of properties ---------------------------------------------------------------------------------------

Completion<Value> list_enumerable_properties(Agent& agent, Value value, PropertyParts parts) {
  Object* object = TRY(to_object(agent, value));
  ValueList* list = TRY(enumerable_own_properties(agent, object, parts));
  return create_array_from_list(agent, list->values());
}

// https://tc39.es/ecma262/#sec-object.entries
Completion<Value> object_entries(Agent& agent, NativeFrame& frame) {
  return list_enumerable_properties(agent, frame.argument(0), PropertyParts::KeysAndValues);
}

// https://tc39.es/ecma262/#sec-object.keys
Completion<Value> object_keys(Agent& agent, NativeFrame& frame) {
  return list_enumerable_properties(agent, frame.argument(0), PropertyParts::Keys);
}

// https://tc39.es/ecma262/#sec-object.values
Completion<Value> object_values(Agent& agent, NativeFrame& frame) {
  return list_enumerable_properties(agent, frame.argument(0), PropertyParts::Values);
}

// https://tc39.es/ecma262/#sec-object.getownpropertynames
Completion<Value> object_get_own_property_names(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(to_object(agent, frame.argument(0)));
  return TRY(create_array_of_own_keys(agent, object, KeysWanted::Strings));
}

// https://tc39.es/ecma262/#sec-object.getownpropertysymbols
Completion<Value> object_get_own_property_symbols(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(to_object(agent, frame.argument(0)));
  return TRY(create_array_of_own_keys(agent, object, KeysWanted::Symbols));
}

// https://tc39.es/ecma262/#sec-object.getownpropertydescriptor
Completion<Value> object_get_own_property_descriptor(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(to_object(agent, frame.argument(0)));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  return from_property_descriptor(agent, TRY(internal_get_own_property(agent, object, key)));
}

// https://tc39.es/ecma262/#sec-object.getownpropertydescriptors
Completion<Value> object_get_own_property_descriptors(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(to_object(agent, frame.argument(0)));
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, object, keys.items()));
  Object* descriptors = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype));
  NativeLoop loop(agent);
  for (const PropertyKey key : keys) {
    TRY(loop.next_round());
    const Value descriptor =
        from_property_descriptor(agent, TRY(internal_get_own_property(agent, object, key)));
    if (!descriptor.is_undefined()) TRY(create_data_property_or_throw(agent, descriptors, key, descriptor));
  }
  return descriptors;
}

// https://tc39.es/ecma262/#sec-object.hasown
Completion<Value> object_has_own(Agent& agent, NativeFrame& frame) {
  Object* object = TRY(to_object(agent, frame.argument(0)));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  return Value::boolean(TRY(has_own_property(agent, object, key)));
}

// https://tc39.es/ecma262/#sec-object.fromentries
Completion<Value> object_from_entries(Agent& agent, NativeFrame& frame) {
  const Value iterable = TRY(require_object_coercible(agent, frame.argument(0)));
  Object* object = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype));
  TRY(add_properties_from_iterable(agent, object, iterable));
  return object;
}

// https://tc39.es/ecma262/#sec-object.groupby
Completion<Value> object_group_by(Agent& agent, NativeFrame& frame) {
  return group_by_property(agent, frame.argument(0), frame.argument(1));
}

// Prototypes ------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-object.getprototypeof
Completion<Value> object_get_prototype_of(Agent& agent, NativeFrame& frame) {
  return internal_get_prototype_of(agent, TRY(to_object(agent, frame.argument(0))));
}

// https://tc39.es/ecma262/#sec-object.setprototypeof
Completion<Value> object_set_prototype_of(Agent& agent, NativeFrame& frame) {
  const Value object = frame.argument(0);
  if (object.is_nullish()) return agent.throw_type_error("Object.setPrototypeOf called on null or undefined");
  const Value prototype = TRY(check_prototype(agent, frame.argument(1)));
  if (!object.is_object()) return object;
  TRY(set_prototype_or_throw(agent, object.as_object(), object_or_null(prototype)));
  return object;
}

// Extensibility ---------------------------------------------------------------------------------------------

Completion<Value> set_integrity(Agent& agent, Value value, IntegrityLevel level) {
  if (!value.is_object()) return value;
  if (TRY(set_integrity_level(agent, value.as_object(), level))) return value;
  return agent.throw_type_error("Cannot prevent extensions of " + describe_value(agent, value));
}

Completion<Value> test_integrity(Agent& agent, Value value, IntegrityLevel level) {
  if (!value.is_object()) return Value::boolean(true);
  return Value::boolean(TRY(test_integrity_level(agent, value.as_object(), level)));
}

// https://tc39.es/ecma262/#sec-object.freeze
Completion<Value> object_freeze(Agent& agent, NativeFrame& frame) {
  return set_integrity(agent, frame.argument(0), IntegrityLevel::Frozen);
}

// https://tc39.es/ecma262/#sec-object.seal
Completion<Value> object_seal(Agent& agent, NativeFrame& frame) {
  return set_integrity(agent, frame.argument(0), IntegrityLevel::Sealed);
}

// https://tc39.es/ecma262/#sec-object.isfrozen
Completion<Value> object_is_frozen(Agent& agent, NativeFrame& frame) {
  return test_integrity(agent, frame.argument(0), IntegrityLevel::Frozen);
}

// https://tc39.es/ecma262/#sec-object.issealed
Completion<Value> object_is_sealed(Agent& agent, NativeFrame& frame) {
  return test_integrity(agent, frame.argument(0), IntegrityLevel::Sealed);
}

// https://tc39.es/ecma262/#sec-object.isextensible
Completion<Value> object_is_extensible(Agent& agent, NativeFrame& frame) {
  const Value value = frame.argument(0);
  return Value::boolean(value.is_object() && TRY(internal_is_extensible(agent, value.as_object())));
}

// https://tc39.es/ecma262/#sec-object.preventextensions
Completion<Value> object_prevent_extensions(Agent& agent, NativeFrame& frame) {
  const Value value = frame.argument(0);
  if (!value.is_object() || TRY(internal_prevent_extensions(agent, value.as_object()))) return value;
  return agent.throw_type_error("Cannot prevent extensions of " + describe_value(agent, value));
}

// https://tc39.es/ecma262/#sec-object.is
Completion<Value> object_is(Agent&, NativeFrame& frame) {
  return Value::boolean(same_value(frame.argument(0), frame.argument(1)));
}

constexpr BuiltinRow k_object_constructor_rows[] = {
    method("assign", 2, object_assign),
    method("create", 2, object_create),
    method("defineProperties", 2, object_define_properties),
    method("defineProperty", 3, object_define_property),
    method("entries", 1, object_entries),
    method("freeze", 1, object_freeze),
    method("fromEntries", 1, object_from_entries),
    method("getOwnPropertyDescriptor", 2, object_get_own_property_descriptor),
    method("getOwnPropertyDescriptors", 1, object_get_own_property_descriptors),
    method("getOwnPropertyNames", 1, object_get_own_property_names),
    method("getOwnPropertySymbols", 1, object_get_own_property_symbols),
    method("getPrototypeOf", 1, object_get_prototype_of),
    method("groupBy", 2, object_group_by),
    method("hasOwn", 2, object_has_own),
    method("is", 2, object_is),
    method("isExtensible", 1, object_is_extensible),
    method("isFrozen", 1, object_is_frozen),
    method("isSealed", 1, object_is_sealed),
    method("keys", 1, object_keys),
    method("preventExtensions", 1, object_prevent_extensions),
    method("seal", 1, object_seal),
    method("setPrototypeOf", 2, object_set_prototype_of),
    method("values", 1, object_values),
};

}  // namespace

constexpr ObjectTable k_object =
    constructor_table("Object", 1, object_constructor, Intrinsic::ObjectPrototype, k_object_constructor_rows);

}  // namespace orrery::builtins
