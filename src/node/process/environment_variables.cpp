// https://nodejs.org/api/process.html#processenv: an object whose properties are the environment's variables,
// all of them Strings. Names are asked for when a script first looks at it, values one by one, when they are
// looked at: so recordings hold no more of them than the program has seen. What a script changes is seen by
// the script alone, but for TZ: that is the zone of its dates from then on.
#include "node/environment.h"
#include "node/errors.h"
#include "node/module_loader.h"
#include "node/process/process.h"
#include "vm/dates/system_time_zone.h"
#include "vm/functions/function.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/property_descriptor.h"
#include "vm/objects/proxy.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

Value variable(Agent& agent, const std::string& name) {
  const std::string value = Environment::of(agent).host().fact("variable " + name).value_or("");
  const Completion<vm::String*> text = vm::make_string_from_utf8(agent, value);
  return text.is_thrown() ? vm::empty_string(agent) : text.value();
}

/// What stands in the slots of variables that nobody has looked at.
class UnreadVariable final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "UnreadVariable";
  UnreadVariable();
  Value make_lazy_property(Agent& agent, vm::Object*, vm::PropertyKey key) {
    return variable(agent, key.as_atom()->to_wtf8());
  }
  void visit(gc::Visitor&) {}
};
UnreadVariable::UnreadVariable() : PlatformCell(vm::k_platform_cell_type<UnreadVariable>) {}

vm::Object* make_variables(Agent& agent, vm::Realm& realm) {
  vm::Object* variables =
      vm::ordinary_object_create(agent, realm.intrinsic(agent, vm::Intrinsic::ObjectPrototype), 0);
  auto* unread = agent.heap().make<UnreadVariable>(0);
  const std::string names = Environment::of(agent).host().fact("variables").value_or("");
  for (std::size_t start = 0; start < names.size();) {
    const std::size_t end = std::min(names.find('\0', start), names.size());
    const std::string name = names.substr(start, end - start);
    start = end + 1;
    const Completion<vm::String*> text = vm::make_string_from_utf8(agent, name);
    if (text.is_thrown()) continue;  // too long for any string
    const vm::PropertyKey key = vm::to_key(agent, text.value());
    if (MUST(vm::has_own_property(agent, variables, key))) continue;
    if (key.is_index()) {
      MUST(vm::create_data_property_or_throw(agent, variables, key, variable(agent, name)));
    } else {
      agent.shapes().add(variables, key, Value::cell(unread),
                         vm::k_data_attributes.with(vm::Attributes::k_lazy));
    }
  }
  return variables;
}

/// For the system a text ends where there is a NUL.
vm::String* up_to_nul(Agent& agent, vm::String* text) {
  std::uint32_t end = 0;
  while (end < text->length() && text->code_unit_at(end) != 0) end++;
  return end == text->length() ? text : vm::substring(agent, text, 0, end);
}

/// As setenv() has it: a name that is empty or has a = in it is none.
bool is_name(vm::String* text) {
  return !text->is_empty() && !text->to_wtf8().contains('=');
}

/// Nothing: there is no such variable any more.
void note_change(Agent& agent, vm::String* name, std::optional<std::string> value) {
  if (name->to_wtf8() != "TZ") return;
  ModuleLoader::of(agent).door().set_zone_variable(std::move(value));
  agent.system_time_zone().forget();
}

/// Numbers and the like become texts; symbols are refused, also for names. What the system refuses is not
/// set, and nobody is told.
Completion<Value> set_variable(Agent& agent, Value variables, Value name, Value value) {
  vm::String* key = up_to_nul(agent, TRY(vm::to_string(agent, name)));
  vm::String* text = up_to_nul(agent, TRY(vm::to_string(agent, value)));
  if (!is_name(key)) return Value::boolean(true);
  TRY(vm::create_data_property_or_throw(agent, variables.as_object(), vm::to_key(agent, key), text));
  note_change(agent, key, text->to_utf8());
  return Value::boolean(true);
}

Completion<Value> set_trap(Agent& agent, NativeFrame& frame) {
  return set_variable(agent, frame.argument(0), frame.argument(1), frame.argument(2));
}

/// A name that is a symbol is none.
Completion<Value> delete_property_trap(Agent& agent, NativeFrame& frame) {
  const Value name = frame.argument(1);
  TRY(vm::delete_property_or_throw(agent, frame.argument(0).as_object(),
                                   TRY(vm::to_property_key(agent, name))));
  if (name.is_string()) note_change(agent, name.as_string(), std::nullopt);
  return Value::boolean(true);
}

Completion<Value> define_property_trap(Agent& agent, NativeFrame& frame) {
  const vm::PropertyDescriptor descriptor = TRY(vm::to_property_descriptor(agent, frame.argument(2)));
  constexpr std::string_view k_code = "ERR_INVALID_OBJECT_DEFINE_PROPERTY";
  if (descriptor.is_accessor_descriptor()) {
    return throw_node_error(agent, vm::ErrorType::TypeError, k_code,
                            "'process.env' does not accept an accessor(getter/setter) descriptor");
  }
  if (!descriptor.value || !descriptor.writable.value_or(false) || !descriptor.enumerable.value_or(false) ||
      !descriptor.configurable.value_or(false)) {
    return throw_node_error(
        agent, vm::ErrorType::TypeError, k_code,
        "'process.env' only accepts a configurable, writable, and enumerable data descriptor");
  }
  return set_variable(agent, frame.argument(0), frame.argument(1), *descriptor.value);
}

}  // namespace

Value make_environment_variables(Agent& agent, vm::Realm& realm) {
  vm::Object* handler = vm::ordinary_object_create(agent, nullptr);
  const auto add = [&](vm::PropertyKey key, std::uint32_t length, vm::NativeCode code) {
    agent.shapes().add(handler, key, vm::create_builtin_function(agent, code, length, key),
                       vm::k_data_attributes);
  };
  add(agent.names().set, 4, set_trap);
  add(agent.names().defineProperty, 3, define_property_trap);
  add(agent.names().deleteProperty, 2, delete_property_trap);
  vm::Object* variables = MUST(vm::proxy_create(agent, make_variables(agent, realm), handler));
  static_cast<vm::Proxy*>(variables)->stand_for_target();
  return variables;
}

}  // namespace orrery::node
