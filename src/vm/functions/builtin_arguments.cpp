#include "vm/functions/builtin_arguments.h"

#include <string>

#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/operations/conversions.h"

namespace orrery::vm {

namespace {

Thrown throw_called_on_nullish(Agent& agent, std::string_view method) {
  return agent.throw_type_error(std::string(method) + " called on null or undefined");
}

}  // namespace

Completion<Object*> this_object(Agent& agent, const NativeFrame& frame, std::string_view method) {
  const Value value = frame.this_value();
  if (value.is_object()) [[likely]]
    return value.as_object();
  if (value.is_nullish()) return throw_called_on_nullish(agent, method);
  return to_object(agent, value);
}

Completion<String*> this_string(Agent& agent, const NativeFrame& frame, std::string_view method) {
  const Value value = frame.this_value();
  if (value.is_string()) [[likely]]
    return value.as_string();
  if (value.is_nullish()) return throw_called_on_nullish(agent, method);
  return to_string(agent, value);
}

Completion<Value> require_callable(Agent& agent, Value value) {
  if (is_callable(value)) return value;
  return agent.throw_type_error(describe_value(agent, value) + " is not a function");
}

Thrown throw_incompatible_receiver(Agent& agent, std::string_view method, Value receiver) {
  return agent.throw_type_error("Method " + std::string(method) + " called on incompatible receiver " +
                                describe_value(agent, receiver));
}

Thrown throw_constructor_called(Agent& agent, std::string_view name) {
  return agent.throw_type_error("Constructor " + std::string(name) + " requires 'new'");
}

Completion<std::uint64_t> to_relative_index(Agent& agent, Value argument, std::uint64_t length) {
  const double relative = TRY(to_integer_or_infinity(agent, argument));
  const auto limit = static_cast<double>(length);
  if (relative < 0) return relative + limit > 0 ? static_cast<std::uint64_t>(relative + limit) : 0;
  return relative < limit ? static_cast<std::uint64_t>(relative) : length;
}

Completion<std::uint64_t> to_relative_end(Agent& agent, Value argument, std::uint64_t length) {
  if (argument.is_undefined()) return length;
  return to_relative_index(agent, argument, length);
}

}  // namespace orrery::vm
