// %Object.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-object-prototype-object

#include "builtins/fundamental/object_lists.h"
#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-object.prototype.hasownproperty
Completion<Value> has_own_property(Agent& agent, NativeFrame& frame) {
  // 1., 2. In this order.
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(0)));
  Object* object = TRY(to_object(agent, frame.this_value()));
  return Value::boolean(TRY(vm::has_own_property(agent, object, key)));
}

// https://tc39.es/ecma262/#sec-object.prototype.isprototypeof
Completion<Value> is_prototype_of(Agent& agent, NativeFrame& frame) {
  // 1.
  if (!frame.argument(0).is_object()) return Value::boolean(false);
  // 2.
  const Value object = TRY(to_object(agent, frame.this_value()));
  // 3.
  Value value = frame.argument(0);
  for (NativeLoop loop(agent);;) {
    TRY(loop.next_round());  // a proxy may be above itself
    value = TRY(internal_get_prototype_of(agent, value.as_object()));
    if (value.is_null()) return Value::boolean(false);
    if (value.is_identical(object)) return Value::boolean(true);
  }
}

// https://tc39.es/ecma262/#sec-object.prototype.propertyisenumerable
Completion<Value> property_is_enumerable(Agent& agent, NativeFrame& frame) {
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(0)));
  Object* object = TRY(to_object(agent, frame.this_value()));
  const std::optional<PropertyDescriptor> descriptor = TRY(internal_get_own_property(agent, object, key));
  return Value::boolean(descriptor && *descriptor->enumerable);
}

// https://tc39.es/ecma262/#sec-object.prototype.tolocalestring
Completion<Value> to_locale_string(Agent& agent, NativeFrame& frame) {
  return invoke(agent, frame.this_value(), agent.names().toString);
}

// https://tc39.es/ecma262/#sec-object.prototype.valueof
Completion<Value> value_of(Agent& agent, NativeFrame& frame) {
  return to_object(agent, frame.this_value());
}

/// https://tc39.es/ecma262/#sec-object.prototype.tostring, steps 5 to 14
std::string_view builtin_tag(Object* object) {
  if (object->is_callable()) return "Function";
  switch (object->kind()) {
    case CellKind::MappedArguments:
    case CellKind::Arguments:
      return "Arguments";
    case CellKind::Error:
      return "Error";
    case CellKind::Date:
      return "Date";
    case CellKind::StringObject:
      return "String";
    case CellKind::RegExp:
      return "RegExp";
    case CellKind::PrimitiveObject: {
      const Value primitive = static_cast<PrimitiveObject*>(object)->primitive();
      return primitive.is_boolean() ? "Boolean" : primitive.is_number() ? "Number" : "Object";
    }
    default:
      return "Object";
  }
}

// https://tc39.es/ecma262/#sec-object.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (frame.this_value().is_undefined()) return make_ascii_string(agent, "[object Undefined]");
  if (frame.this_value().is_null()) return make_ascii_string(agent, "[object Null]");
  // 3. - 14.
  Object* object = TRY(to_object(agent, frame.this_value()));
  const std::string_view default_tag =
      TRY(is_array(agent, Value(object))) ? std::string_view("Array") : builtin_tag(object);
  // 15. - 17.
  const Value tag = TRY(get(agent, object, agent.names().symbol_to_string_tag));
  StringBuilder text(agent);
  text.append_ascii("[object ");
  if (tag.is_string()) {
    text.append(tag.as_string());
  } else {
    text.append_ascii(default_tag);
  }
  text.append(u']');
  return text.finish();
}

// Annex B ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-get-object.prototype.__proto__
Completion<Value> get_proto(Agent& agent, NativeFrame& frame) {
  return internal_get_prototype_of(agent, TRY(to_object(agent, frame.this_value())));
}

// https://tc39.es/ecma262/#sec-set-object.prototype.__proto__
Completion<Value> set_proto(Agent& agent, NativeFrame& frame) {
  const Value object = TRY(require_object_coercible(agent, frame.this_value()));
  const Value prototype = frame.argument(0);
  if (!prototype.is_object() && !prototype.is_null()) return Value::undefined();
  if (!object.is_object()) return Value::undefined();
  TRY(set_prototype_or_throw(agent, object.as_object(),
                             prototype.is_null() ? nullptr : prototype.as_object()));
  return Value::undefined();
}

enum class Half : std::uint8_t { Getter, Setter };

/// What __defineGetter__ and __defineSetter__ do.
Completion<Value> define_half(Agent& agent, NativeFrame& frame, Half half) {
  // 1., 2.
  Object* object = TRY(to_object(agent, frame.this_value()));
  if (!is_callable(frame.argument(1))) {
    return agent.throw_type_error(std::string("Object.prototype.__define") +
                                  (half == Half::Getter ? "Getter" : "Setter") + "__: Expecting function");
  }
  // 3. - 5.
  PropertyDescriptor descriptor;
  (half == Half::Getter ? descriptor.get : descriptor.set) = frame.argument(1);
  descriptor.enumerable = true;
  descriptor.configurable = true;
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(0)));
  TRY(define_property_or_throw(agent, object, key, descriptor));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-object.prototype.__defineGetter__
Completion<Value> define_getter(Agent& agent, NativeFrame& frame) {
  return define_half(agent, frame, Half::Getter);
}

// https://tc39.es/ecma262/#sec-object.prototype.__defineSetter__
Completion<Value> define_setter(Agent& agent, NativeFrame& frame) {
  return define_half(agent, frame, Half::Setter);
}

/// What __lookupGetter__ and __lookupSetter__ do.
Completion<Value> look_up_half(Agent& agent, NativeFrame& frame, Half half) {
  Object* object = TRY(to_object(agent, frame.this_value()));
  const PropertyKey key = TRY(to_property_key(agent, frame.argument(0)));
  for (NativeLoop loop(agent);;) {
    TRY(loop.next_round());  // a proxy may be above itself
    const std::optional<PropertyDescriptor> descriptor = TRY(internal_get_own_property(agent, object, key));
    if (descriptor) {
      if (!descriptor->is_accessor_descriptor()) return Value::undefined();
      return half == Half::Getter ? *descriptor->get : *descriptor->set;
    }
    const Value parent = TRY(internal_get_prototype_of(agent, object));
    if (parent.is_null()) return Value::undefined();
    object = parent.as_object();
  }
}

// https://tc39.es/ecma262/#sec-object.prototype.__lookupGetter__
Completion<Value> look_up_getter(Agent& agent, NativeFrame& frame) {
  return look_up_half(agent, frame, Half::Getter);
}

// https://tc39.es/ecma262/#sec-object.prototype.__lookupSetter__
Completion<Value> look_up_setter(Agent& agent, NativeFrame& frame) {
  return look_up_half(agent, frame, Half::Setter);
}

constexpr BuiltinRow k_object_prototype_rows[] = {
    reference("constructor", Intrinsic::Object),
    method("__defineGetter__", 2, define_getter),
    method("__defineSetter__", 2, define_setter),
    method("hasOwnProperty", 1, has_own_property),
    method("__lookupGetter__", 1, look_up_getter),
    method("__lookupSetter__", 1, look_up_setter),
    method("isPrototypeOf", 1, is_prototype_of),
    method("propertyIsEnumerable", 1, property_is_enumerable),
    reference("toString", Intrinsic::ObjectPrototypeToString),
    method("valueOf", 0, value_of),
    accessor("__proto__", get_proto, set_proto),
    method("toLocaleString", 0, to_locale_string),
};

/// https://tc39.es/ecma262/#sec-immutable-prototype-exotic-objects
Object* make_object_prototype(Agent& agent, Realm&) {
  Object* object = ordinary_object_create(agent, nullptr, 0);
  object->set_flag(Object::k_has_immutable_prototype);
  return object;
}

}  // namespace

constexpr ObjectTable k_object_prototype_to_string = function_table("toString", 0, to_string);
constexpr ObjectTable k_object_prototype = custom_table(make_object_prototype, k_object_prototype_rows);

}  // namespace orrery::builtins
