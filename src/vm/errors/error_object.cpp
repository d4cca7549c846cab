#include "vm/errors/error_object.h"

#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/errors/places.h"
#include "vm/execution/origin.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

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

ErrorObject* make_error(Agent& agent, ErrorType type, String* message) {
  return make_error_object(agent, agent.intrinsic(prototype_of(type)), message);
}

void note_thrown_here(Agent& agent, Value value) {
  agent.thrown_places().add(value, running_code(agent));
}

SourcePlace last_throw_place(Agent& agent, Value value) {
  const CodePlace place = agent.thrown_places().find(value);
  return place.code == nullptr ? SourcePlace() : source_place(place);
}

SourcePlace thrown_place(Agent& agent, Value value) {
  if (value.is_cell_of(CellKind::Error))
    return error_place(agent, static_cast<ErrorObject*>(value.as_object()));
  return last_throw_place(agent, value);
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
