#include "vm/errors/error_string.h"

#include "vm/agent.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string_builder.h"

namespace orrery::vm {

// https://tc39.es/ecma262/#sec-error.prototype.tostring
Completion<String*> error_string(Agent& agent, Object* error) {
  // 3., 4.
  const Value name_value = TRY(get(agent, error, agent.names().name));
  String* name =
      name_value.is_undefined() ? agent.names().Error.as_atom() : TRY(to_string(agent, name_value));
  // 5., 6.
  const Value message_value = TRY(get(agent, error, agent.names().message));
  String* message = message_value.is_undefined() ? empty_string(agent) : TRY(to_string(agent, message_value));
  // 7. - 9.
  if (name->is_empty()) return message;
  if (message->is_empty()) return name;
  StringBuilder text(agent);
  text.append(name);
  text.append_ascii(": ");
  text.append(message);
  return text.finish();
}

}  // namespace orrery::vm
