// https://tc39.es/ecma262/#sec-reflect-object

#include "builtins/reflection/tables.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/property_descriptor.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// The first argument, which must be an object.
Completion<Object*> target_of(Agent& agent, NativeFrame& frame, std::string_view function) {
  if (frame.argument(0).is_object()) return frame.argument(0).as_object();
  return agent.throw_type_error("Reflect." + std::string(function) + " called on non-object");
}

// https://tc39.es/ecma262/#sec-reflect.apply
Completion<Value> apply(Agent& agent, NativeFrame& frame) {
  if (!is_callable(frame.argument(0)))
    return agent.throw_type_error("Reflect.apply was called on " + describe_value(agent, frame.argument(0)) +
                                  ", which is not a function");
  ValueList* arguments = TRY(create_list_from_array_like(agent, frame.argument(2)));
  return call(agent, frame.argument(0), frame.argument(1), arguments->values());
}

// https://tc39.es/ecma262/#sec-reflect.construct
Completion<Value> construct(Agent& agent, NativeFrame& frame) {
  const Value new_target = frame.argument_count() > 2 ? frame.argument(2) : frame.argument(0);
  for (const Value constructor : {frame.argument(0), new_target}) {
    if (!is_constructor(constructor))
      return agent.throw_type_error(describe_value(agent, constructor) + " is not a constructor");
  }
  ValueList* arguments = TRY(create_list_from_array_like(agent, frame.argument(1)));
  return vm::construct(agent, frame.argument(0).as_object(), arguments->values(), new_target.as_object());
}

// https://tc39.es/ecma262/#sec-reflect.defineproperty
Completion<Value> define_property(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "defineProperty"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  const PropertyDescriptor descriptor = TRY(to_property_descriptor(agent, frame.argument(2)));
  return Value::boolean(TRY(internal_define_own_property(agent, target, key, descriptor)));
}

// https://tc39.es/ecma262/#sec-reflect.deleteproperty
Completion<Value> delete_property(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "deleteProperty"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  return Value::boolean(TRY(internal_delete(agent, target, key)));
}

// https://tc39.es/ecma262/#sec-reflect.get
Completion<Value> get(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "get"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  const Value receiver = frame.argument_count() > 2 ? frame.argument(2) : Value(target);
  return internal_get(agent, target, key, receiver);
}

// https://tc39.es/ecma262/#sec-reflect.getownpropertydescriptor
Completion<Value> get_own_property_descriptor(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "getOwnPropertyDescriptor"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  return from_property_descriptor(agent, TRY(internal_get_own_property(agent, target, key)));
}

// https://tc39.es/ecma262/#sec-reflect.getprototypeof
Completion<Value> get_prototype_of(Agent& agent, NativeFrame& frame) {
  return internal_get_prototype_of(agent, TRY(target_of(agent, frame, "getPrototypeOf")));
}

// https://tc39.es/ecma262/#sec-reflect.has
Completion<Value> has(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "has"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  return Value::boolean(TRY(internal_has_property(agent, target, key)));
}

// https://tc39.es/ecma262/#sec-reflect.isextensible
Completion<Value> is_extensible(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "isExtensible"));
  return Value::boolean(TRY(internal_is_extensible(agent, target)));
}

// https://tc39.es/ecma262/#sec-reflect.ownkeys
Completion<Value> own_keys(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "ownKeys"));
  return TRY(create_array_of_own_keys(agent, target, KeysWanted::All));
}

// https://tc39.es/ecma262/#sec-reflect.preventextensions
Completion<Value> prevent_extensions(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "preventExtensions"));
  return Value::boolean(TRY(internal_prevent_extensions(agent, target)));
}

// https://tc39.es/ecma262/#sec-reflect.set
Completion<Value> set(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "set"));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(1)));
  const Value receiver = frame.argument_count() > 3 ? frame.argument(3) : Value(target);
  return Value::boolean(TRY(internal_set(agent, target, key, frame.argument(2), receiver)));
}

// https://tc39.es/ecma262/#sec-reflect.setprototypeof
Completion<Value> set_prototype_of(Agent& agent, NativeFrame& frame) {
  Object* target = TRY(target_of(agent, frame, "setPrototypeOf"));
  const Value prototype = frame.argument(1);
  if (!prototype.is_object() && !prototype.is_null())
    return agent.throw_type_error("Object prototype may only be an Object or null: " +
                                  describe_value(agent, prototype));
  Object* parent = prototype.is_null() ? nullptr : prototype.as_object();
  return Value::boolean(TRY(internal_set_prototype_of(agent, target, parent)));
}

constexpr BuiltinRow k_reflect_rows[] = {
    method("apply", 3, apply),
    method("construct", 2, construct),
    method("defineProperty", 3, define_property),
    method("deleteProperty", 2, delete_property),
    method("get", 2, get),
    method("getOwnPropertyDescriptor", 2, get_own_property_descriptor),
    method("getPrototypeOf", 1, get_prototype_of),
    method("has", 2, has),
    method("isExtensible", 1, is_extensible),
    method("ownKeys", 1, own_keys),
    method("preventExtensions", 1, prevent_extensions),
    method("set", 3, set),
    method("setPrototypeOf", 2, set_prototype_of),
    text(&WellKnown::symbol_to_string_tag, "Reflect"),
};

}  // namespace

constexpr ObjectTable k_reflect = ordinary_table(Intrinsic::ObjectPrototype, k_reflect_rows);

}  // namespace orrery::builtins
