#include "webidl/attributes.h"

#include <string>

#include "vm/operations/object_operations.h"
#include "vm/strings/property_key.h"
#include "webidl/conversions.h"

namespace orrery::webidl {

using vm::Agent;
using vm::Completion;
using vm::Value;

Completion<Value> put_forwards(Agent& agent, vm::Object* object, std::string_view attribute,
                               std::string_view member, Value value) {
  const auto key_of = [&](std::string_view name) { return vm::PropertyKey::atom(vm::intern(agent, name)); };
  const Value target = TRY(vm::get(agent, object, key_of(attribute)));
  if (!target.is_object()) return throw_not_convertible(agent, attribute, "is not an object.");
  TRY(vm::set(agent, target.as_object(), key_of(member), value, false));
  return Value::undefined();
}

Completion<Value> replace(Agent& agent, const vm::NativeFrame& frame, std::string_view attribute) {
  // Undefined and null mean the global object: step 4.2.
  const Value this_value = frame.this_value();
  vm::Object* object = this_value.is_object() ? this_value.as_object() : agent.realm().global_object();
  TRY(vm::create_data_property_or_throw(agent, object, vm::PropertyKey::atom(vm::intern(agent, attribute)),
                                        frame.argument(0)));
  return Value::undefined();
}

}  // namespace orrery::webidl
