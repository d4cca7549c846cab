#include "vm/errors/error_object.h"

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

constexpr Attributes k_of_stack = k_hidden_attributes.with(Attributes::k_lazy);

Intrinsic prototype_of(ErrorType type) {
  switch (type) {
    case ErrorType::Error:
      return Intrinsic::ErrorPrototype;
    case ErrorType::EvalError:
      return Intrinsic::EvalErrorPrototype;
    case ErrorType::RangeError:
      return Intrinsic::RangeErrorPrototype;
    case ErrorType::ReferenceError:
      return Intrinsic::ReferenceErrorPrototype;
    case ErrorType::SyntaxError:
      return Intrinsic::SyntaxErrorPrototype;
    case ErrorType::TypeError:
      return Intrinsic::TypeErrorPrototype;
    case ErrorType::URIError:
      return Intrinsic::URIErrorPrototype;
  }
  return Intrinsic::ErrorPrototype;
}

}  // namespace

Completion<void> install_stack(Agent& agent, Object* object, Object* above) {
  StackTrace* trace = capture_stack_trace(agent, object, above);
  const PropertyKey key = agent.names().stack;
  const bool can_be_lazy = object->methods().has_only_shape_names && object->shape()->is_extensible() &&
                           !object->shape()->find(key);
  if (can_be_lazy) {
    agent.shapes().add(object, key, Value::cell(trace), k_of_stack);
    return {};
  }
  return define_property_or_throw(agent, object, key,
                                  PropertyDescriptor::data(stack_text(agent, *trace), k_hidden_attributes));
}

void ErrorDescription::visit(gc::Visitor& visitor) {
  visitor.visit(name_);
  visitor.visit(message_);
  visitor.visit(extension_);
}

ErrorObject* make_error_object(Agent& agent, Object* prototype, String* message, Object* above) {
  auto* error = agent.heap().make<ErrorObject>(0, agent.shapes().root(prototype, CellKind::Error));
  if (message != nullptr) agent.shapes().add(error, agent.names().message, message, k_hidden_attributes);
  error->set_stack(Value::cell(capture_stack_trace(agent, error, above)));
  return error;
}

String* error_stack(Agent& agent, ErrorObject* error) {
  if (error->stack().is_cell_of(CellKind::StackTrace)) {
    const auto* trace = static_cast<StackTrace*>(error->stack().as_cell());
    error->set_place(trace->place());
    error->set_stack(stack_text(agent, *trace));
  }
  return error->stack().is_string() ? error->stack().as_string() : empty_string(agent);
}

SourcePlace error_place(Agent& agent, const ErrorObject* error) {
  Value stack = error->stack();
  // Error.captureStackTrace() has given it one of its own.
  const std::optional<PropertyLocation> own = error->shape()->find(agent.names().stack);
  if (own && error->has_slot(own->slot) && error->slot(own->slot).is_cell_of(CellKind::StackTrace))
    stack = error->slot(own->slot);
  if (stack.is_cell_of(CellKind::StackTrace)) return static_cast<StackTrace*>(stack.as_cell())->place();
  return error->place();
}

String* seen_stack(Agent& agent, Object* object) {
  const std::optional<Value> property = look_up_data_property(agent, object, agent.names().stack);
  if (property) return property->is_string() ? property->as_string() : nullptr;
  OwnProperty own;
  if (object->kind() != CellKind::Error ||
      object->methods().find_own_property(agent, object, agent.names().stack, &own))
    return nullptr;
  return error_stack(agent, static_cast<ErrorObject*>(object));
}

ErrorObject* make_error(Agent& agent, ErrorType type, String* message) {
  return make_error_object(agent, agent.intrinsic(prototype_of(type)), message);
}

String* describe_exception(Agent& agent, Value exception) {
  if (exception.is_string()) return exception.as_string();
  if (exception.is_object()) {
    Object* object = exception.as_object();
    String* stack = seen_stack(agent, object);
    if (stack != nullptr && !stack->is_empty()) return stack;
    if (object->kind() == CellKind::Error) return error_text(agent, object);
  }
  std::string description = describe_value(agent, exception);
  if (exception.is_object()) {
    // Thrown by those who make their own errors: `{ message: "…" }`.
    const std::optional<Value> message =
        look_up_data_property(agent, exception.as_object(), agent.names().message);
    if (message && message->is_string()) description += ": " + message->as_string()->to_utf8();
  }
  const Completion<String*> text = make_string_from_utf8(agent, description);
  if (!text.is_thrown()) return text.value();
  if (!agent.is_terminating()) (void)agent.take_exception();
  return empty_string(agent);
}

}  // namespace orrery::vm
