#include "interpreter/describe.h"

#include <optional>

#include "interpreter/expression_text.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::describe_value;
using vm::Value;

namespace {

std::string_view source_of_running_instruction(const Agent& agent) {
  const vm::FrameIterator frame(agent);
  if (frame.is_at_end() || frame.executable() == nullptr) return {};
  const bytecode::CodeBlock& code = frame.executable()->code();
  const std::uint32_t offset = frame.offset();
  const bytecode::Position* found = nullptr;
  for (const bytecode::Position& position : code.positions) {
    if (position.offset > offset) break;
    found = &position;
  }
  if (found == nullptr) return {};
  return code.program->source().substr(found->source_start, found->source_end - found->source_start);
}

}  // namespace

std::string describe_callee(Agent& agent, Value callee) {
  const std::string_view source = source_of_running_instruction(agent);
  if (const std::optional<std::string> text = short_expression(source)) return *text;
  if (const std::optional<std::string> text = last_member(source)) return *text;
  return describe_value(agent, callee);
}

std::string describe_iterated(Agent& agent, Value value) {
  const std::string_view source = source_of_running_instruction(agent);
  const std::optional<PatternText> pattern = read_pattern(source);
  const std::optional<std::string> text = pattern ? pattern->source : short_expression(source);
  return text ? *text : describe_value(agent, value);
}

namespace {

/// " of C", of the innermost class whose constructor runs and that inherits from `superclass`: an arrow
/// function in it may be called from anywhere. Empty if there is none.
std::string of_class_that_extends(Agent& agent, Value superclass) {
  for (vm::FrameIterator frame(agent); !frame.is_at_end(); frame.next()) {
    const vm::Executable* executable = frame.executable();
    if (executable == nullptr || executable->header().kind != bytecode::FunctionKind::DerivedConstructor)
      continue;
    vm::Object* parent = frame.callee()->prototype();
    if (!superclass.is_identical(parent == nullptr ? Value::null() : Value(parent))) continue;
    const std::string name = vm::function_name_text(agent, frame.callee());
    return " of " + (name.empty() ? "anonymous class" : name);
  }
  return "";
}

/// What a class inherits from, and cannot: as it is `null` if the class does, a nameless function is it.
std::string describe_superclass(Agent& agent, Value superclass) {
  if (!superclass.is_object() || !superclass.as_object()->is_callable())
    return describe_value(agent, superclass);
  const std::string name = vm::function_name_text(agent, superclass.as_object());
  return name.empty() ? "null" : name;
}

}  // namespace

vm::Thrown throw_not_a_constructor(Agent& agent, Value callee, Value new_target) {
  // What `new` is asked of is its own target.
  if (!callee.is_identical(new_target)) {
    return agent.throw_type_error("Super constructor " + describe_superclass(agent, callee) +
                                  of_class_that_extends(agent, callee) + " is not a constructor");
  }
  const std::optional<std::string> text = short_constructor(source_of_running_instruction(agent));
  return agent.throw_type_error((text ? *text : describe_value(agent, callee)) + " is not a constructor");
}

vm::Thrown throw_cannot_destructure(Agent& agent, Value value) {
  const std::string type = value.is_null() ? "null" : "undefined";
  const std::optional<PatternText> pattern = read_pattern(source_of_running_instruction(agent));
  std::string text = "Cannot destructure ";
  if (pattern && !pattern->first_key.empty()) text += "property '" + pattern->first_key + "' of ";
  text += "'" + (pattern && pattern->source ? *pattern->source : type) + "' as it is " + type + ".";
  return agent.throw_type_error(text);
}

namespace {

/// Whether what describe_value() shows says enough: the object's `toString` is not one of its own kind.
bool has_plain_text(Agent& agent, vm::Object* object) {
  if (object->is_callable()) return true;
  const vm::PropertyKey key = agent.names().toString;
  const std::optional<Value> found = vm::look_up_data_property(agent, object, key);
  const std::optional<Value> common =
      vm::look_up_data_property(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype), key);
  return found && common && found->is_identical(*common);
}

}  // namespace

std::string describe_key(Agent& agent, Value key) {
  if (key.is_object())
    return has_plain_text(agent, key.as_object()) ? "'" + describe_value(agent, key) + "'" : "";
  vm::Completion<vm::PropertyKey> primitive = vm::primitive_to_property_key(agent, key);
  if (!primitive.is_thrown()) return vm::describe(primitive.value());
  if (!agent.is_terminating()) (void)agent.take_exception();
  return "";
}

namespace {

/// What a native function of the realm does; its data is the error's type.
vm::Completion<Value> throw_own_error(Agent& agent, vm::NativeFrame& frame) {
  const auto type = static_cast<vm::ErrorType>(vm::captured(frame).as_int32());
  return agent.throw_error(type, frame.argument(0).as_string()->to_utf8());
}

}  // namespace

vm::Thrown throw_error_of(Agent& agent, vm::Realm* realm, vm::ErrorType type, std::string_view message) {
  if (realm == &agent.realm()) return agent.throw_error(type, message);
  const vm::Completion<vm::String*> text = vm::make_string_from_utf8(agent, message);
  if (text.is_thrown()) return {};
  vm::NativeFunction* thrower = vm::create_builtin_function(agent, realm, throw_own_error, 1,
                                                            Value(vm::empty_string(agent)), 0, nullptr);
  thrower->set_data(Value::int32(static_cast<std::int32_t>(type)));
  (void)vm::call(agent, thrower, Value::undefined(), {{text.value()}});
  return {};
}

vm::Thrown throw_error_of_caller(Agent& agent, vm::ErrorType type, std::string_view message) {
  vm::FrameIterator caller(agent);
  caller.next();
  vm::Realm* realm = agent.host_realm().realm;
  if (!caller.is_at_end()) {
    realm = caller.executable() != nullptr ? caller.executable()->realm()
                                           : static_cast<vm::NativeFunction*>(caller.callee())->realm();
  }
  return throw_error_of(agent, realm, type, message);
}

vm::Thrown throw_class_called(Agent& agent, vm::Function* function) {
  const Value name = vm::make_function_property(agent, function, agent.names().name);
  const std::string text = name.is_string() ? name.as_string()->to_utf8() : std::string();
  return throw_error_of(agent, function->executable()->realm(), vm::ErrorType::TypeError,
                        (text.empty() ? "Class constructors" : "Class constructor " + text) +
                            " cannot be invoked without 'new'");
}

}  // namespace orrery::interpreter
