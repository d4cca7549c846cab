#include "vm/operations/conversions.h"

#include "vm/agent.h"
#include "vm/bigint/bigint.h"
#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/string_object.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

// Objects to primitives
// ----------------------------------------------------------------------------------------------------------

namespace {

Value hint_text(Agent& agent, PreferredType preferred_type) {
  switch (preferred_type) {
    case PreferredType::None:
      return agent.names().default_.as_atom();
    case PreferredType::String:
      return agent.names().string.as_atom();
    case PreferredType::Number:
      return agent.names().number.as_atom();
  }
  return Value::undefined();
}

}  // namespace

// https://tc39.es/ecma262/#sec-toprimitive
Completion<Value> to_primitive(Agent& agent, Value input, PreferredType preferred_type) {
  // 2.
  if (!input.is_object()) return input;
  // 1.a. The object's own way.
  const Value exotic = TRY(get_method(agent, input, agent.names().symbol_to_primitive));
  if (!exotic.is_undefined()) {
    const Value hint = hint_text(agent, preferred_type);
    const Value result = TRY(call(agent, exotic, input, std::span(&hint, 1)));
    if (!result.is_object()) return result;
    return agent.throw_type_error("Symbol.toPrimitive returned an object");
  }
  // 1.c., 1.d.
  const bool wants_string = preferred_type == PreferredType::String;
  return ordinary_to_primitive(agent, input.as_object(),
                               wants_string ? PreferredType::String : PreferredType::Number);
}

// https://tc39.es/ecma262/#sec-ordinarytoprimitive
Completion<Value> ordinary_to_primitive(Agent& agent, Object* object, PreferredType hint) {
  const WellKnown& names = agent.names();
  const bool wants_string = hint == PreferredType::String;
  const PropertyKey methods[] = {wants_string ? names.toString : names.valueOf,
                                 wants_string ? names.valueOf : names.toString};
  for (const PropertyKey method : methods) {
    const Value function = TRY(get(agent, object, method));
    if (!is_callable(function)) continue;
    const Value result = TRY(call(agent, function, Value(object)));
    if (!result.is_object()) return result;
  }
  return agent.throw_type_error("Cannot convert object to primitive value");
}

// Numbers
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-tonumber
Completion<Value> to_number(Agent& agent, Value argument) {
  if (argument.is_number()) return argument;
  const Value primitive = TRY(to_primitive(agent, argument, PreferredType::Number));
  return Value::number(TRY(primitive_to_number(agent, primitive)));
}

// https://tc39.es/ecma262/#sec-tonumeric
Completion<Value> to_numeric(Agent& agent, Value value) {
  if (value.is_number()) return value;
  const Value primitive = TRY(to_primitive(agent, value, PreferredType::Number));
  return primitive_to_numeric(agent, primitive);
}

// https://tc39.es/ecma262/#sec-tointegerorinfinity
Completion<double> to_integer_or_infinity(Agent& agent, Value argument) {
  const Value number = TRY(to_number(agent, argument));
  return to_integer_or_infinity(number.as_number());
}

// https://tc39.es/ecma262/#sec-toint32
Completion<std::int32_t> to_int32(Agent& agent, Value argument) {
  const Value number = TRY(to_number(agent, argument));
  return to_int32(number.as_number());
}

// https://tc39.es/ecma262/#sec-touint32
Completion<std::uint32_t> to_uint32(Agent& agent, Value argument) {
  const Value number = TRY(to_number(agent, argument));
  return to_uint32(number.as_number());
}

// https://tc39.es/ecma262/#sec-tolength
Completion<std::uint64_t> to_length(Agent& agent, Value argument) {
  const Value number = TRY(to_number(agent, argument));
  return static_cast<std::uint64_t>(to_length(number.as_number()));
}

// https://tc39.es/ecma262/#sec-toindex
Completion<std::uint64_t> to_index(Agent& agent, Value value) {
  const Value number = TRY(to_number(agent, value));
  const std::optional<std::uint64_t> index = to_index(number.as_number());
  if (!index) return agent.throw_range_error("Invalid index");
  return *index;
}

// Strings, keys, objects
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-tostring
Completion<String*> to_string(Agent& agent, Value argument) {
  if (argument.is_string()) return argument.as_string();
  const Value primitive = TRY(to_primitive(agent, argument, PreferredType::String));
  return primitive_to_string(agent, primitive);
}

// https://tc39.es/ecma262/#sec-tobigint
Completion<BigInt*> to_bigint(Agent& agent, Value argument) {
  if (argument.is_bigint()) return argument.as_bigint();
  const Value primitive = TRY(to_primitive(agent, argument, PreferredType::Number));
  return primitive_to_bigint(agent, primitive);
}

// https://tc39.es/ecma262/#sec-topropertykey
Completion<PropertyKey> to_property_key(Agent& agent, Value value) {
  const Value primitive = TRY(to_primitive(agent, value, PreferredType::String));
  return primitive_to_property_key(agent, primitive);
}

PropertyKey index_key(Agent& agent, std::uint64_t index) {
  if (index <= 0xffff'ffff) return PropertyKey::index(static_cast<std::uint32_t>(index));
  return to_key(agent, number_to_string(agent, static_cast<double>(index)));
}

// https://tc39.es/ecma262/#sec-requireobjectcoercible
Completion<Value> require_object_coercible(Agent& agent, Value argument) {
  if (!argument.is_nullish()) return argument;
  return agent.throw_type_error(std::string("Cannot convert ") + (argument.is_null() ? "null" : "undefined") +
                                " to object");
}

// https://tc39.es/ecma262/#sec-toobject
Completion<Object*> to_object(Agent& agent, Value argument) {
  if (argument.is_object()) return argument.as_object();
  TRY(require_object_coercible(agent, argument));
  Object* prototype = prototype_of_primitive(agent, argument);
  if (argument.is_string()) return string_create(agent, argument.as_string(), prototype);
  Shape* shape = agent.shapes().root(prototype, CellKind::PrimitiveObject);
  return agent.heap().make<PrimitiveObject>(0, shape, argument);
}

// Comparisons
// ----------------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-islooselyequal
Completion<bool> is_loosely_equal(Agent& agent, Value x, Value y) {
  if (x.is_object() == y.is_object()) return is_loosely_equal_primitives(agent, x, y);
  const Value object = x.is_object() ? x : y;
  const Value other = x.is_object() ? y : x;
  // 2., 3., 14. An object is neither undefined nor null, with one exception:
  // https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot-aec
  if (other.is_nullish()) return object.as_object()->has_flag(Object::k_is_html_dda);
  // 9. - 12. Converting a Boolean to a Number first or last makes no difference.
  const Value primitive = TRY(to_primitive(agent, object));
  return is_loosely_equal_primitives(agent, primitive, other);
}

// https://tc39.es/ecma262/#sec-islessthan
Completion<Value> is_less_than(Agent& agent, Value x, Value y, bool left_first) {
  // 1., 2.
  if (left_first) {
    x = TRY(to_primitive(agent, x, PreferredType::Number));
    y = TRY(to_primitive(agent, y, PreferredType::Number));
  } else {
    y = TRY(to_primitive(agent, y, PreferredType::Number));
    x = TRY(to_primitive(agent, x, PreferredType::Number));
  }
  return is_less_than_primitives(agent, x, y);
}

}  // namespace orrery::vm
