// What events, path and the internal modules call in C++.

#include <string>

#include "node/bindings.h"
#include "node/builtin_modules.h"
#include "node/call_text.h"
#include "node/environment.h"
#include "node/errors.h"
#include "vm/errors/error_object.h"
#include "vm/objects/array.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"
#include "web/dom/event_target.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// `captureStack(error, header, above)`: the error's stack begins with `header`, and where `above` was
/// called.
Completion<Value> capture_stack(Agent& agent, NativeFrame& frame) {
  const Value error = frame.argument(0);
  if (!error.is_cell_of(vm::CellKind::Error)) return Value::undefined();
  vm::Object* above = frame.argument(2).is_object() ? frame.argument(2).as_object() : nullptr;
  vm::StackTrace* trace = vm::capture_stack_trace(agent, frame.argument(1), above);
  static_cast<vm::ErrorObject*>(error.as_object())->set_stack(Value::cell(trace));
  return Value::undefined();
}

/// `setPrototypeOfError(error, prototype)`
Completion<Value> set_prototype_of_error(Agent& agent, NativeFrame& frame) {
  agent.shapes().set_prototype(frame.argument(0).as_object(), frame.argument(1).as_object());
  return Value::undefined();
}

/// `isError(value)`: https://tc39.es/ecma262/#sec-error.iserror
Completion<Value> is_error(Agent&, NativeFrame& frame) {
  return Value::boolean(frame.argument(0).is_cell_of(vm::CellKind::Error));
}

/// `isRegExp(value)`
Completion<Value> is_regexp(Agent&, NativeFrame& frame) {
  return Value::boolean(frame.argument(0).is_cell_of(vm::CellKind::RegExp));
}

/// `callText(function)`: text_of_running_call()
Completion<Value> call_text(Agent& agent, NativeFrame& frame) {
  return TRY(vm::make_string_from_utf8(agent, text_of_running_call(agent, frame.argument(0).as_object())));
}

constexpr vm::BuiltinRow k_error_rows[] = {
    vm::method("callText", 1, call_text),
    vm::method("inspect", 6, inspect),
    vm::method("isError", 1, is_error),
    vm::method("isRegExp", 1, is_regexp),
    vm::method("captureStack", 3, capture_stack),
    vm::method("setPrototypeOfError", 2, set_prototype_of_error),
};

/// `eventTargetListeners(target, type)`: undefined if it is no EventTarget
Completion<Value> event_target_listeners(Agent& agent, NativeFrame& frame) {
  auto* target = vm::as_platform_object<web::EventTarget>(frame.argument(0));
  if (target == nullptr) return Value::undefined();
  const vm::PropertyKey type = TRY(vm::to_property_key(agent, frame.argument(1)));
  vm::Array* result = TRY(vm::create_array_from_list(agent, {}));
  for (std::uint32_t i = 0; i < target->listeners().size(); i++) {
    const web::EventListenerRecord listener = target->listeners().at(i);
    const bool is_wanted =
        listener.type.bits() == type.bits() && (listener.flags & web::EventListenerRecord::k_removed) == 0;
    if (is_wanted) TRY(vm::array_append(agent, result, listener.callback));
  }
  return result;
}

/// `noteUnhandled(error, nameOfClass, emit)`: the error is about to be thrown, as nobody listens to the event
Completion<Value> note_unhandled(Agent& agent, NativeFrame& frame) {
  const Value name = frame.argument(1);
  const Value emit = frame.argument(2);  // of scripts, too
  Environment::of(agent).note_unhandled_event(frame.argument(0),
                                              name.is_string() ? name.as_string() : vm::empty_string(agent),
                                              emit.is_object() ? emit.as_object() : nullptr);
  return Value::undefined();
}

/// A number of listeners, of which 0 and Infinity mean any.
std::uint32_t listener_count(Value value) {
  const double count = value.as_number();
  return count < web::ListenerLimit::k_usual ? static_cast<std::uint32_t>(count) : 0;
}

/// `limitEventTarget(target, n)`: false if it is no EventTarget
Completion<Value> limit_event_target(Agent&, NativeFrame& frame) {
  auto* target = vm::as_platform_object<web::EventTarget>(frame.argument(0));
  if (target != nullptr) target->listener_limit() = {.most = listener_count(frame.argument(1))};
  return Value::boolean(target != nullptr);
}

/// `limitEventTargets(n)`: those that have no limit of their own
Completion<Value> limit_event_targets(Agent& agent, NativeFrame& frame) {
  Environment::of(agent).set_default_max_listeners(listener_count(frame.argument(0)));
  return Value::undefined();
}

constexpr vm::BuiltinRow k_event_rows[] = {
    vm::method("inspect", 6, inspect),
    vm::method("isError", 1, is_error),
    vm::method("eventTargetListeners", 2, event_target_listeners),
    vm::method("noteUnhandled", 3, note_unhandled),
    vm::method("limitEventTarget", 2, limit_event_target),
    vm::method("limitEventTargets", 1, limit_event_targets),
};

/// `process()`
Completion<Value> process(Agent& agent, NativeFrame&) {
  return TRY(Environment::of(agent).process());
}

constexpr vm::BuiltinRow k_process_rows[] = {vm::method("process", 0, process)};

constexpr vm::BuiltinRow k_path_rows[] = {vm::method("cwd", 0, cwd)};

}  // namespace

Completion<Value> cwd(Agent& agent, NativeFrame& frame) {
  const auto folder = BuiltinModules::of(frame).door().fact("working directory");
  if (folder) return TRY(vm::make_string_from_utf8(agent, *folder));
  return throw_node_error(agent, vm::ErrorType::Error, "ENOENT", "ENOENT: no such file or directory, uv_cwd");
}

constexpr std::span<const vm::BuiltinRow> k_error_bindings = k_error_rows;
constexpr std::span<const vm::BuiltinRow> k_event_bindings = k_event_rows;
constexpr std::span<const vm::BuiltinRow> k_process_bindings = k_process_rows;
constexpr std::span<const vm::BuiltinRow> k_path_bindings = k_path_rows;

}  // namespace orrery::node
