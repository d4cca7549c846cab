#include "interpreter/describe.h"

#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/closure.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Value;

namespace {

constexpr std::size_t k_max_source = 60;

/// How much of `text` is the callee of the call that it is: everything up to the parenthesis or template that
/// matches its end.
std::string_view callee_part(std::string_view text) {
  if (text.starts_with("new ")) text.remove_prefix(4);
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    const char each = text[i];
    if (each == ')') ++depth;
    if (each == '(' && --depth == 0) return text.substr(0, i);
  }
  return text;
}

bool is_simple(std::string_view text) {
  if (text.empty() || text.size() > k_max_source) return false;
  return std::ranges::all_of(text, [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
           each == '_' || each == '$' || each == '.' || each == '#' || each == '?';
  });
}

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

std::string describe_value(Agent& agent, Value value) {
  if (value.is_string()) return '"' + value.as_string()->to_utf8() + '"';
  if (value.is_symbol()) return vm::describe(vm::PropertyKey::symbol(value.as_symbol()));
  if (!value.is_object()) {
    const auto text = vm::primitive_to_string(agent, value);
    return text.is_thrown() ? "value" : text.value()->to_utf8();
  }
  vm::Object* object = value.as_object();
  if (object->is_callable()) {
    const auto text = vm::function_source_text(agent, object);
    return text.is_thrown() ? "function" : text.value()->to_utf8();
  }
  // The constructor's name, as far as it is plain data.
  for (vm::Object* holder = object; holder != nullptr; holder = holder->prototype()) {
    const auto location = holder->shape()->find(agent.names().constructor);
    if (!location || location->attributes.is_accessor() || location->attributes.is_lazy()) continue;
    const Value constructor = holder->slot(location->slot);
    if (constructor.is_cell_of(vm::CellKind::Function)) {
      const Value name = vm::make_function_property(agent, constructor.as_object(), agent.names().name);
      if (name.is_string() && !name.as_string()->is_empty()) return "#<" + name.as_string()->to_utf8() + ">";
    }
    break;
  }
  return object->kind() == vm::CellKind::Array ? "[object Array]" : "#<Object>";
}

std::string describe_callee(Agent& agent, Value callee) {
  const std::string_view text = callee_part(source_of_running_instruction(agent));
  return is_simple(text) ? std::string(text) : describe_value(agent, callee);
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
                        "Class constructor " + text + " cannot be invoked without 'new'");
}

}  // namespace orrery::interpreter
