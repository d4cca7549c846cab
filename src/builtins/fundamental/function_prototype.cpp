// %Function.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-function-prototype-object

#include <algorithm>

#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/bound_function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// https://tc39.es/ecma262/#sec-function.prototype.apply
Completion<Value> apply(Agent& agent, NativeFrame& frame) {
  const Value function = frame.this_value();
  // 1., 2.
  if (!is_callable(function)) {
    return agent.throw_type_error("Function.prototype.apply was called on " +
                                  describe_value(agent, function) + ", which is not a function");
  }
  // 3.
  if (frame.argument(1).is_nullish()) return call(agent, function, frame.argument(0));
  // 4. - 6.
  ValueList* arguments = TRY(create_list_from_array_like(agent, frame.argument(1)));
  return call(agent, function, frame.argument(0), arguments->values());
}

// https://tc39.es/ecma262/#sec-function.prototype.call
Completion<Value> call_function(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (!is_callable(frame.this_value()))
    return agent.throw_type_error("Function.prototype.call was called on " +
                                  describe_value(agent, frame.this_value()) + ", which is not a function");
  // 3., 4.
  const std::span<const Value> arguments = frame.arguments();
  return call(agent, frame.this_value(), frame.argument(0),
              arguments.empty() ? arguments : arguments.subspan(1));
}

/// https://tc39.es/ecma262/#sec-function.prototype.bind, steps 4 to 6: the `length` of what is bound.
Completion<Value> length_of_bound(Agent& agent, Object* target, std::size_t bound_count) {
  if (!TRY(has_own_property(agent, target, agent.names().length))) return Value::int32(0);
  const Value length = TRY(get(agent, target, agent.names().length));
  if (!length.is_number()) return Value::int32(0);
  const double integer = to_integer_or_infinity(length.as_number());
  return Value::number(std::max(integer - static_cast<double>(bound_count), 0.0));
}

// https://tc39.es/ecma262/#sec-function.prototype.bind
Completion<Value> bind(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (!is_callable(frame.this_value())) return agent.throw_type_error("Bind must be called on a function");
  Object* target = frame.this_value().as_object();
  // 3.
  std::span<const Value> arguments = frame.arguments();
  if (!arguments.empty()) arguments = arguments.subspan(1);
  BoundFunction* function = TRY(bound_function_create(agent, target, frame.argument(0), arguments));
  // 4. - 7.
  const Value length = TRY(length_of_bound(agent, target, arguments.size()));
  agent.shapes().add(function, agent.names().length, length, k_configurable_attribute);
  // 8. - 10.
  const Value target_name = TRY(get(agent, target, agent.names().name));
  String* name = make_ascii_string(agent, "bound ");
  if (target_name.is_string()) name = TRY(concatenate(agent, name, target_name.as_string()));
  agent.shapes().add(function, agent.names().name, name, k_configurable_attribute);
  // 11.
  return function;
}

// https://tc39.es/ecma262/#sec-function.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  if (!is_callable(frame.this_value()))
    return agent.throw_type_error("Function.prototype.toString requires that 'this' be a Function");
  return function_source_text(agent, frame.this_value().as_object());
}

// https://tc39.es/ecma262/#sec-function.prototype-%symbol.hasinstance%
Completion<Value> has_instance(Agent& agent, NativeFrame& frame) {
  return Value::boolean(TRY(ordinary_has_instance(agent, frame.this_value(), frame.argument(0))));
}

constexpr BuiltinRow k_function_prototype_rows[] = {
    // https://tc39.es/ecma262/#sec-addrestrictedfunctionproperties
    restricted_accessor("arguments"),
    restricted_accessor("caller"),
    reference("constructor", Intrinsic::Function),
    method("apply", 2, apply).ending_in(vm::TailRequest::Apply),
    method("bind", 1, bind),
    method("call", 1, call_function).ending_in(vm::TailRequest::Call),
    method("toString", 0, to_string),
    method(&WellKnown::symbol_has_instance, 1, has_instance).with(k_no_attributes),
};

Completion<Value> return_undefined(Agent&, NativeFrame&) {
  return Value::undefined();
}

/// It is a function itself, which inherits from %Object.prototype%; so the shape that realms keep for native
/// functions will not do.
Object* make_function_prototype(Agent& agent, Realm& realm) {
  constexpr Attributes k_lazy{Attributes::k_configurable | Attributes::k_lazy};
  Shapes& shapes = agent.shapes();
  Shape* shape = shapes.root(realm.intrinsic(agent, Intrinsic::ObjectPrototype), CellKind::NativeFunction);
  shape = shapes.added(shape, agent.names().length, k_lazy);
  shape = shapes.added(shape, agent.names().name, k_lazy);
  return agent.heap().make<NativeFunction>(0, shape, &realm, return_undefined, empty_string(agent), 0u,
                                           Object::k_is_callable);
}

// %ThrowTypeError%
// --------------------------------------------------------------------------------------------

/// A sloppy function of the sort that had `caller` and `arguments` before there was strict mode.
bool is_legacy_function(Value value) {
  if (!value.is_cell_of(CellKind::Function)) return false;
  const bytecode::FunctionHeader& header = static_cast<Function*>(value.as_object())->executable()->header();
  return header.kind == bytecode::FunctionKind::Normal && !header.is_strict && !header.is_async &&
         !header.is_generator;
}

// https://tc39.es/ecma262/#sec-%throwtypeerror%
Completion<Value> throw_type_error(Agent& agent, NativeFrame& frame) {
  // INTEROP: in all engines the `caller` and `arguments` of sloppy functions can be read. Here they say that
  // the extension is not supported: what they would tell is nobody's business.
  if (is_legacy_function(frame.this_value())) return Value::undefined();
  return agent.throw_type_error(
      "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the "
      "arguments objects for calls to them");
}

Object* make_throw_type_error(Agent& agent, Realm& realm) {
  Object* function =
      create_builtin_function(agent, &realm, throw_type_error, 0, empty_string(agent), 0, nullptr);
  agent.shapes().set_integrity(function, Shapes::Integrity::Frozen);
  return function;
}

}  // namespace

constexpr ObjectTable k_function_prototype = custom_table(make_function_prototype, k_function_prototype_rows);
constexpr ObjectTable k_throw_type_error = custom_table(make_throw_type_error, {});

}  // namespace orrery::builtins
