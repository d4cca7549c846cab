// Error: https://tc39.es/ecma262/#sec-error-objects

#include "builtins/fundamental/error_objects.h"
#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/errors/error_string.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::builtins {

using namespace vm;

namespace {

bool is_running(const Agent& agent, const Object* function) {
  for (FrameIterator frame(agent); !frame.is_at_end(); frame.next()) {
    if (frame.callee() == function) return true;
  }
  return false;
}

}  // namespace

Completion<ErrorObject*> construct_error(Agent& agent, NativeFrame& frame, Intrinsic default_prototype,
                                         Value message) {
  // 1., 2. Called as a function it does the same.
  Object* constructor = frame.is_construct() ? frame.new_target().as_object() : frame.callee();
  Object* prototype = TRY(get_prototype_from_constructor(agent, constructor, default_prototype));
  // 3.
  String* text = message.is_undefined() ? nullptr : TRY(vm::to_string(agent, message));
  // Reflect.construct may give a new.target that nobody called.
  Object* above = is_running(agent, constructor) ? constructor : frame.callee();
  return make_error_object(agent, prototype, text, above);
}

// https://tc39.es/ecma262/#sec-installerrorcause
Completion<void> install_error_cause(Agent& agent, Object* error, Value options) {
  const PropertyKey cause = agent.names().cause;
  if (!options.is_object() || !TRY(has_property(agent, options.as_object(), cause))) return {};
  const Value value = TRY(get(agent, options.as_object(), cause));
  agent.shapes().add(error, cause, value, k_hidden_attributes);
  return {};
}

namespace {

// https://tc39.es/ecma262/#sec-error-message
Completion<Value> error_constructor(Agent& agent, NativeFrame& frame) {
  ErrorObject* error = TRY(construct_error(agent, frame, Intrinsic::ErrorPrototype, frame.argument(0)));
  TRY(install_error_cause(agent, error, frame.argument(1)));
  return error;
}

// https://tc39.es/ecma262/#sec-error.iserror
Completion<Value> is_error(Agent&, NativeFrame& frame) {
  return Value::boolean(frame.argument(0).is_cell_of(CellKind::Error));
}

/// V8's, which libraries rely on:
/// https://v8.dev/docs/stack-trace-api#stack-trace-collection-for-custom-exceptions
Completion<Value> capture_stack_trace(Agent& agent, NativeFrame& frame) {
  if (!frame.argument(0).is_object())
    return agent.throw_type_error("Invalid argument: Error.captureStackTrace needs an object, not " +
                                  describe_value(agent, frame.argument(0)));
  Object* object = frame.argument(0).as_object();
  Object* above = frame.argument(1).is_object() ? frame.argument(1).as_object() : frame.callee();
  TRY(install_stack(agent, object, above));
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-error.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  if (!frame.this_value().is_object())
    return throw_incompatible_receiver(agent, "Error.prototype.toString", frame.this_value());
  // 3. - 9.
  return TRY(error_string(agent, frame.this_value().as_object()));
}

// https://tc39.es/proposal-error-stack-accessor/#sec-get-error.prototype.stack
Completion<Value> get_stack(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  const Value error = frame.this_value();
  if (!error.is_object()) return throw_incompatible_receiver(agent, "get Error.prototype.stack", error);
  // 3., 4.
  if (!error.is_cell_of(CellKind::Error)) return Value::undefined();
  return stack_value(agent, static_cast<ErrorObject*>(error.as_object()));
}

// https://tc39.es/proposal-error-stack-accessor/#sec-set-error.prototype.stack
//
// In V8 `stack` is an own property to which any value may be assigned. Here what is no string is refused: the
// proposal says so, and test262 asks for it (setter-non-string-value.js, instance-no-own-stack.js and others
// with the feature error-stack-accessor). Node's environment has V8's setter (node/error_stacks.h).
Completion<Value> set_stack(Agent& agent, NativeFrame& frame) {
  // 1., 2.
  const Value error = frame.this_value();
  if (!error.is_object()) return throw_incompatible_receiver(agent, "set Error.prototype.stack", error);
  // 3.
  const Value text = frame.argument(0);
  if (!text.is_string())
    return agent.throw_type_error("The stack of an error must be a string, not " +
                                  describe_value(agent, text));
  // 4., 5.
  const Object* home = agent.intrinsic(Intrinsic::ErrorPrototype);
  TRY(set_ignoring_prototype(agent, error, home, agent.names().stack, text));
  return Value::undefined();
}

// INTEROP: V8's, of errors that Error.captureStackTrace() was given: any value may be assigned.

Completion<Value> get_captured_stack(Agent& agent, NativeFrame& frame) {
  if (!frame.this_value().is_cell_of(CellKind::Error)) return Value::undefined();
  return stack_value(agent, static_cast<ErrorObject*>(frame.this_value().as_object()));
}

Completion<Value> set_captured_stack(Agent& agent, NativeFrame& frame) {
  if (!frame.this_value().is_cell_of(CellKind::Error)) return Value::undefined();
  auto* error = static_cast<ErrorObject*>(frame.this_value().as_object());
  error->set_place(error_place(agent, error));
  error->set_stack(frame.argument(0));
  return Value::undefined();
}

constexpr BuiltinRow k_error_rows[] = {
    method("captureStackTrace", 2, capture_stack_trace),
    method("isError", 1, is_error),
    number("stackTraceLimit", 10).with(k_data_attributes),
};

constexpr BuiltinRow k_error_prototype_rows[] = {
    reference("constructor", Intrinsic::Error),
    text("name", "Error"),
    text("message", ""),
    accessor("stack", get_stack, set_stack),
    method("toString", 0, to_string),
};

}  // namespace

constexpr ObjectTable k_error =
    constructor_table("Error", 1, error_constructor, Intrinsic::ErrorPrototype, k_error_rows);
constexpr ObjectTable k_captured_stack_get = function_table("", 0, get_captured_stack);
constexpr ObjectTable k_captured_stack_set = function_table("", 1, set_captured_stack);
constexpr ObjectTable k_error_prototype = ordinary_table(Intrinsic::ObjectPrototype, k_error_prototype_rows);

}  // namespace orrery::builtins
