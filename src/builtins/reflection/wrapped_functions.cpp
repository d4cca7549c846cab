#include "builtins/reflection/wrapped_functions.h"

#include <algorithm>

#include "base/terminal_text.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/functions/function.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/property_descriptor.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::builtins {

using namespace vm;

Thrown rethrow_as_type_error(Agent& agent, std::string_view what) {
  if (agent.is_terminating()) return {};
  const Value exception = agent.take_exception();
  // Of what was thrown through many wrapped functions.
  constexpr std::size_t k_longest = 300;
  const std::string text = exception.is_cell_of(CellKind::Error)
                               ? error_text(agent, exception.as_object())->to_utf8()
                               : describe_value(agent, exception);
  return agent.throw_type_error(std::string(what) + " threw (" + base::shown_text(text, k_longest) + ")");
}

namespace {

/// https://tc39.es/proposal-shadowrealm/#sec-ordinary-wrapped-function-call. A wrapped function is a native
/// one of the realm that it was made for, which so is the current one; its data is [[WrappedTargetFunction]].
Completion<Value> call_wrapped_function(Agent& agent, NativeFrame& frame) {
  // Wrapped functions may wrap wrapped functions, at any depth.
  const NativeEntry entry(agent);
  TRY(entry.check());
  // 1. - 4.
  Object* target = captured(frame).as_object();
  Realm& caller_realm = agent.realm();
  // 5.
  Realm* target_realm = TRY(get_function_realm(agent, target));
  // 6., 7.
  ValueList* arguments = ValueList::make(agent.heap(), frame.argument_count());
  for (std::uint32_t i = 0; i < frame.argument_count(); i++)
    arguments->append(agent.heap(), TRY(get_wrapped_value(agent, *target_realm, frame.argument(i))));
  // 8.
  const Value this_argument = TRY(get_wrapped_value(agent, *target_realm, frame.this_value()));
  // 9. - 11.
  const Completion<Value> result = call(agent, target, this_argument, arguments->values());
  if (result.is_thrown()) return rethrow_as_type_error(agent, "Wrapped function");
  return get_wrapped_value(agent, caller_realm, result.value());
}

/// https://tc39.es/proposal-shadowrealm/#sec-copynameandlength, without a prefix. Throws what the target
/// does.
Completion<void> copy_name_and_length(Agent& agent, Object* function, Object* target) {
  // 1. - 4.
  double length = 0;
  if (TRY(has_own_property(agent, target, agent.names().length))) {
    const Value of_target = TRY(get(agent, target, agent.names().length));
    if (of_target.is_number()) length = std::max(to_integer_or_infinity(of_target.as_number()), 0.0);
  }
  // 5. Before anybody has looked at them, both can still be defined.
  MUST(define_property_or_throw(agent, function, agent.names().length,
                                PropertyDescriptor::data(Value::number(length), k_configurable_attribute)));
  // 6. - 9.
  const Value of_target = TRY(get(agent, target, agent.names().name));
  const Value name = of_target.is_string() ? of_target : Value(empty_string(agent));
  MUST(define_property_or_throw(agent, function, agent.names().name,
                                PropertyDescriptor::data(name, k_configurable_attribute)));
  return {};
}

/// https://tc39.es/proposal-shadowrealm/#sec-wrappedfunctioncreate
Completion<Value> wrapped_function_create(Agent& agent, Realm& realm, Object* target) {
  // 1. - 6.
  NativeFunction* function =
      create_builtin_function(agent, &realm, call_wrapped_function, 0, empty_string(agent), 0, nullptr);
  function->set_data(target);
  // 7., 8.
  if (copy_name_and_length(agent, function, target).is_thrown())
    return rethrow_as_type_error(agent, "A function's length or name");
  // 9.
  return function;
}

}  // namespace

Completion<Value> get_wrapped_value(Agent& agent, Realm& realm, Value value) {
  // 2.
  if (!value.is_object()) return value;
  // 1.
  if (!is_callable(value)) {
    return agent.throw_type_error(describe_value(agent, value) +
                                  " cannot cross the boundary of a ShadowRealm: only primitives and "
                                  "functions can");
  }
  return wrapped_function_create(agent, realm, value.as_object());
}

}  // namespace orrery::builtins
