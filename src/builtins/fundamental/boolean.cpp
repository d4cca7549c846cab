// https://tc39.es/ecma262/#sec-boolean-objects

#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-boolean-constructor-boolean-value
Completion<Value> boolean_constructor(Agent& agent, NativeFrame& frame) {
  const Value value = Value::boolean(to_boolean(frame.argument(0)));
  if (!frame.is_construct()) return value;
  Object* prototype =
      TRY(get_prototype_from_constructor(agent, frame.new_target().as_object(), Intrinsic::BooleanPrototype));
  Shape* shape = agent.shapes().root(prototype, CellKind::PrimitiveObject);
  return agent.heap().make<PrimitiveObject>(0, shape, value);
}

// https://tc39.es/ecma262/#sec-thisbooleanvalue
Completion<bool> this_boolean_value(Agent& agent, NativeFrame& frame, std::string_view method) {
  Value value = frame.this_value();
  if (value.is_cell_of(CellKind::PrimitiveObject))
    value = static_cast<PrimitiveObject*>(value.as_object())->primitive();
  if (value.is_boolean()) return value.is_true();
  return agent.throw_type_error("Boolean.prototype." + std::string(method) +
                                " requires that 'this' be a Boolean");
}

// https://tc39.es/ecma262/#sec-boolean.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  const bool value = TRY(this_boolean_value(agent, frame, "toString"));
  return (value ? agent.names().true_ : agent.names().false_).as_atom();
}

// https://tc39.es/ecma262/#sec-boolean.prototype.valueof
Completion<Value> value_of(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TRY(this_boolean_value(agent, frame, "valueOf")));
}

constexpr BuiltinRow k_boolean_prototype_rows[] = {
    reference("constructor", Intrinsic::Boolean),
    method("toString", 0, to_string),
    method("valueOf", 0, value_of),
};

/// It is a Boolean object itself: https://tc39.es/ecma262/#sec-properties-of-the-boolean-prototype-object
Object* make_prototype(Agent& agent, Realm& realm) {
  Shape* shape =
      agent.shapes().root(realm.intrinsic(agent, Intrinsic::ObjectPrototype), CellKind::PrimitiveObject);
  return agent.heap().make<PrimitiveObject>(0, shape, Value::boolean(false));
}

}  // namespace

constexpr ObjectTable k_boolean =
    constructor_table("Boolean", 1, boolean_constructor, Intrinsic::BooleanPrototype);
constexpr ObjectTable k_boolean_prototype = custom_table(make_prototype, k_boolean_prototype_rows);

}  // namespace orrery::builtins
