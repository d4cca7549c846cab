// Who looks at `stack`: https://v8.dev/docs/stack-trace-api

#include <utility>

#include "vm/agent.h"
#include "vm/errors/call_site.h"
#include "vm/errors/error_object.h"
#include "vm/errors/error_string.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

namespace {

StackTrace* as_trace(Value stack) {
  return stack.is_cell_of(CellKind::StackTrace) ? static_cast<StackTrace*>(stack.as_cell()) : nullptr;
}

/// What Error.prepareStackTrace makes of the trace; empty: there is no such function, or it runs just now.
Completion<Value> prepared(Agent& agent, Object* object, StackTrace* trace) {
  if (agent.is_preparing_stack()) return Value::empty();
  Object* error_constructor = agent.intrinsic(Intrinsic::Error);
  const Value prepare = TRY(get(agent, error_constructor, agent.names().prepareStackTrace));
  if (!is_callable(prepare)) return Value::empty();
  Array* sites = TRY(make_call_sites(agent, trace));
  agent.is_preparing_stack() = true;
  const Completion<Value> result = call(agent, prepare, error_constructor, {{object, sites}});
  agent.is_preparing_stack() = false;
  return result;
}

/// Makes the first line, which is what the object says of itself now. Its getters may run, and throw.
///
/// INTEROP: Node's, whose prepareStackTrace calls Error.prototype.toString.
Completion<void> make_header(Agent& agent, StackTrace* trace) {
  if (trace->header().is_object()) trace->set_header(TRY(error_string(agent, trace->header().as_object())));
  return {};
}

}  // namespace

bool prepares_stacks(Agent& agent) {
  Object* error_constructor = agent.intrinsic(Intrinsic::Error);
  OwnProperty found;
  return error_constructor->methods().find_own_property(agent, error_constructor,
                                                        agent.names().prepareStackTrace, &found) &&
         (found.attributes.is_accessor() || is_callable(found.value));
}

// Of errors -------------------------------------------------------------------------------------------------

String* error_stack(Agent& agent, ErrorObject* error) {
  if (const StackTrace* trace = as_trace(error->stack())) {
    error->set_place(trace->place());
    error->set_stack(stack_text(agent, *trace));
  }
  return error->stack().is_string() ? error->stack().as_string() : empty_string(agent);
}

Completion<Value> stack_value(Agent& agent, ErrorObject* error) {
  if (StackTrace* trace = as_trace(error->stack())) {
    const Value value = TRY(prepared(agent, error, trace));
    if (value.is_empty()) {
      TRY(make_header(agent, trace));
      error_stack(agent, error);
      if (agent.is_terminating()) return Thrown{};
    } else {
      error->set_place(trace->place());
      error->set_stack(value);
    }
  }
  return error->stack().is_empty() ? Value::undefined() : error->stack();
}

SourcePlace error_place(Agent&, const ErrorObject* error) {
  const StackTrace* trace = as_trace(error->stack());
  return trace != nullptr ? trace->place() : error->place();
}

void freeze_stack_header(Agent& agent, ErrorObject* error) {
  StackTrace* trace = as_trace(error->stack());
  if (trace != nullptr && trace->header().is_object())
    trace->set_header(error_text(agent, trace->header().as_object()));
}

// Of whatever Error.captureStackTrace was given -------------------------------------------------------------

namespace {

/// What the accessors of an object that is no error share.
enum : std::uint32_t { k_object, k_stack };

Completion<Value> get_stack_of_object(Agent& agent, NativeFrame& frame) {
  auto* captures = captured_cell<Slots>(frame);
  if (StackTrace* trace = as_trace(captures->get(k_stack))) {
    Value value = TRY(prepared(agent, captures->get(k_object).as_object(), trace));
    if (value.is_empty()) {
      TRY(make_header(agent, trace));
      value = stack_text(agent, *trace);
    }
    if (agent.is_terminating()) return Thrown{};
    captures->set(k_stack, value);
  }
  return captures->get(k_stack);
}

Completion<Value> set_stack_of_object(Agent&, NativeFrame& frame) {
  captured_cell<Slots>(frame)->set(k_stack, frame.argument(0));
  return Value::undefined();
}

/// \return of the object's own accessor
Accessor* make_accessor(Agent& agent, Object* object, StackTrace* trace) {
  if (object->kind() == CellKind::Error) {
    return agent.heap().make<Accessor>(0, agent.intrinsic(Intrinsic::CapturedStackGet),
                                       agent.intrinsic(Intrinsic::CapturedStackSet));
  }
  const Value captures = Value::cell(make_captures(agent, {object, Value::cell(trace)}));
  NativeFunction* getter = make_closure(agent, get_stack_of_object, 0, captures);
  NativeFunction* setter = make_closure(agent, set_stack_of_object, 1, captures);
  return agent.heap().make<Accessor>(0, getter, setter);
}

/// The text that the getter would give, which a script may not have called; null: it is none of these, or
/// gives no text.
String* seen_by(Agent& agent, Object* object, Value getter) {
  if (!getter.is_cell_of(CellKind::NativeFunction)) return nullptr;
  auto* function = static_cast<NativeFunction*>(getter.as_object());
  if (object->kind() == CellKind::Error) {
    const bool is_captured = function == function->realm()->made_intrinsic(Intrinsic::CapturedStackGet);
    return is_captured ? error_stack(agent, static_cast<ErrorObject*>(object)) : nullptr;
  }
  if (function->code() != get_stack_of_object) return nullptr;
  const Value stack = static_cast<Slots*>(function->data().as_cell())->get(k_stack);
  if (const StackTrace* trace = as_trace(stack)) return stack_text(agent, *trace);
  return stack.is_string() ? stack.as_string() : nullptr;
}

bool has_captured_stack(Agent& agent, const Object* object) {
  const std::optional<PropertyLocation> own = object->shape()->find(agent.names().stack);
  if (!own || !own->attributes.is_accessor() || own->attributes.is_lazy() || !object->has_slot(own->slot))
    return false;
  const auto* accessor = static_cast<Accessor*>(object->slot(own->slot).as_cell());
  return accessor->getter().is_identical(agent.intrinsic(Intrinsic::CapturedStackGet));
}

}  // namespace

Completion<void> install_stack(Agent& agent, Object* object, Object* above) {
  constexpr Attributes k_attributes(Attributes::k_configurable);
  StackTrace* trace = capture_stack_trace(agent, object, above);
  auto* error = object->kind() == CellKind::Error ? static_cast<ErrorObject*>(object) : nullptr;
  const PropertyKey key = agent.names().stack;
  if (error == nullptr || !has_captured_stack(agent, error)) {
    const Accessor* accessor = make_accessor(agent, object, trace);
    if (object->methods().has_only_shape_names && object->shape()->is_extensible() &&
        !object->shape()->find(key)) {
      agent.shapes().add(object, key, Value::cell(accessor), k_attributes.with(Attributes::k_accessor));
    } else {
      PropertyDescriptor descriptor;
      descriptor.get = accessor->getter();
      descriptor.set = accessor->setter();
      descriptor.enumerable = false;
      descriptor.configurable = true;
      TRY(define_property_or_throw(agent, object, key, descriptor));
    }
  }
  if (error != nullptr) error->set_stack(Value::cell(trace));
  return {};
}

String* seen_stack(Agent& agent, Object* object) {
  const PropertyKey key = agent.names().stack;
  const std::optional<Value> property = look_up_data_property(agent, object, key);
  if (property) return property->is_string() ? property->as_string() : nullptr;
  // A proxy's traps are scripts.
  const auto find = object->methods().find_own_property;
  OwnProperty own;
  if (find != nullptr && find(agent, object, key, &own)) {
    if (!own.attributes.is_accessor()) return nullptr;
    return seen_by(agent, object, static_cast<Accessor*>(own.value.as_cell())->getter());
  }
  if (object->kind() != CellKind::Error) return nullptr;
  auto* error = static_cast<ErrorObject*>(object);
  // Where any value may be assigned, it may be no text.
  const bool is_text =
      error->stack().is_empty() || error->stack().is_string() || as_trace(error->stack()) != nullptr;
  return is_text ? error_stack(agent, error) : nullptr;
}

}  // namespace orrery::vm
