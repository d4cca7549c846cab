#include "node/errors.h"

#include <cmath>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "display/value_text.h"
#include "host/files/file_requests.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Value;

namespace {

/// "type string ('text')", "an instance of Foo": what a message says was received. Runs no script: a class is
/// known by what its prototype's `constructor` is, if that is a data property.
std::string describe_received(Agent& agent, Value value) {
  if (value.is_undefined()) return "undefined";
  if (value.is_null()) return "null";
  if (vm::is_callable(value)) return "function " + vm::function_name_text(agent, value.as_object());
  if (value.is_object()) {
    const std::optional<Value> constructor =
        vm::look_up_data_property(agent, value.as_object(), agent.names().constructor);
    const std::string name = constructor && vm::is_callable(*constructor)
                                 ? vm::function_name_text(agent, constructor->as_object())
                                 : "";
    if (!name.empty()) return "an instance of " + name;
    return display::value_text(agent, value, {.depth = 0});
  }
  constexpr std::size_t k_most = 28;
  constexpr std::size_t k_shown = 25;
  std::string text;
  if (value.is_string() && value.as_string()->length() > k_most) {
    vm::String* start = vm::substring(agent, value.as_string(), 0, k_shown);
    text = "'" + start->to_utf8() + "...'";
  } else {
    text = display::primitive_text(agent, value);
    if (text.size() > k_most && !value.is_string()) text = text.substr(0, k_shown) + "...";
  }
  const char* type = value.is_string()    ? "string"
                     : value.is_boolean() ? "boolean"
                     : value.is_number()  ? "number"
                     : value.is_symbol()  ? "symbol"
                                          : "bigint";
  return fmt::format("type {} ({})", type, text);
}

}  // namespace

namespace {

vm::ErrorObject* make_error(Agent& agent, vm::ErrorType type, std::string_view message) {
  const vm::Completion<vm::String*> text = vm::make_string_from_utf8(agent, message);
  return vm::make_error(agent, type, text.is_thrown() ? vm::empty_string(agent) : text.value());
}

/// Gives the error an own name, and makes its stack's text while it has that. \return the name's slot
std::uint32_t set_name(Agent& agent, vm::ErrorObject* error, std::string_view name) {
  const std::uint32_t slot = agent.shapes().add(error, agent.names().name, vm::make_ascii_string(agent, name),
                                                vm::k_hidden_attributes);
  vm::freeze_stack_header(agent, error);
  return slot;
}

/// "TypeError [CODE]: message"
vm::Completion<Value> text_with_code(Agent& agent, vm::NativeFrame& frame) {
  vm::Object* error = TRY(vm::to_object(agent, frame.this_value()));
  std::string parts[3];
  constexpr std::string_view k_names[] = {"name", "code", "message"};
  for (std::size_t i = 0; i < std::size(k_names); i++) {
    const Value value = TRY(vm::get(agent, error, vm::PropertyKey::atom(vm::intern(agent, k_names[i]))));
    parts[i] = TRY(vm::to_string(agent, value))->to_wtf8();
  }
  return TRY(vm::make_string_from_utf8(agent, fmt::format("{} [{}]: {}", parts[0], parts[1], parts[2])));
}

void set_code(Agent& agent, vm::ErrorObject* error, std::string_view code) {
  agent.shapes().add(error, vm::PropertyKey::atom(vm::intern(agent, "code")),
                     vm::make_ascii_string(agent, code), vm::k_data_attributes);
}

}  // namespace

Value make_node_error(Agent& agent, vm::ErrorType type, std::string_view code, std::string_view message) {
  vm::ErrorObject* error = make_error(agent, type, message);
  const std::string plain = vm::error_text(agent, error)->to_utf8();
  const std::uint32_t slot =
      set_name(agent, error, fmt::format("{} [{}]", plain.substr(0, plain.find(':')), code));
  agent.shapes().remove(error, slot);
  set_code(agent, error, code);
  const vm::PropertyKey to_string = vm::PropertyKey::atom(vm::intern(agent, "toString"));
  agent.shapes().add(error, to_string, vm::create_builtin_function(agent, text_with_code, 0, to_string),
                     vm::k_hidden_attributes);
  return error;
}

Value make_named_error(Agent& agent, std::string_view name, std::string_view code, std::string_view message) {
  vm::ErrorObject* error = make_error(agent, vm::ErrorType::Error, message);
  set_name(agent, error, name);
  set_code(agent, error, code);
  return error;
}

vm::Thrown throw_plain_error(Agent& agent, std::string_view code, std::string_view message) {
  vm::ErrorObject* error = make_error(agent, vm::ErrorType::Error, message);
  set_code(agent, error, code);
  return agent.throw_value(error);
}

Value make_system_error(Agent& agent, int error, std::string_view system_call, bool detailed) {
  const std::string code = host::error_name(error);
  const std::string message = detailed ? fmt::format("{}: {}, {}", code, host::error_text(error), system_call)
                                       : fmt::format("{} {}", system_call, code);
  vm::ErrorObject* made = make_error(agent, vm::ErrorType::Error, message);
  const auto add = [&](std::string_view name, Value value) {
    agent.shapes().add(made, vm::PropertyKey::atom(vm::intern(agent, name)), value, vm::k_data_attributes);
  };
  add("errno", Value::int32(-error));
  if (!detailed) set_code(agent, made, code);
  add("syscall", vm::make_ascii_string(agent, system_call));
  if (detailed) set_code(agent, made, code);
  return made;
}

vm::Thrown throw_node_error(Agent& agent, vm::ErrorType type, std::string_view code,
                            std::string_view message) {
  return agent.throw_value(make_node_error(agent, type, code, message));
}

vm::Thrown throw_invalid_arg_type(Agent& agent, std::string_view argument, std::string_view expected,
                                  Value actual) {
  return throw_node_error(agent, vm::ErrorType::TypeError, "ERR_INVALID_ARG_TYPE",
                          fmt::format("The \"{}\" argument must be {}. Received {}", argument, expected,
                                      describe_received(agent, actual)));
}

namespace {

/// Digits in groups of three, as Node shows integers beyond 2^32: "4_294_967_297".
std::string group_digits(std::string digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t end = digits.size() - (digits.ends_with('n') ? 1 : 0);
  for (std::size_t i = end; i > start + 3; i -= 3) digits.insert(i - 3, 1, '_');
  return digits;
}

std::string out_of_range_text(Agent& agent, Value value) {
  constexpr double k_most_ungrouped = 4294967296.0;
  std::string text = display::value_text(agent, value);
  const bool is_plain = text.find_first_not_of("-0123456789n") == std::string::npos;
  const bool is_large = std::abs(std::strtod(text.c_str(), nullptr)) > k_most_ungrouped;
  return is_plain && is_large ? group_digits(std::move(text)) : text;
}

}  // namespace

vm::Thrown throw_out_of_range(Agent& agent, std::string_view argument, std::string_view range, Value actual) {
  return throw_node_error(agent, vm::ErrorType::RangeError, "ERR_OUT_OF_RANGE",
                          fmt::format("The value of \"{}\" is out of range. It must be {}. Received {}",
                                      argument, range, out_of_range_text(agent, actual)));
}

vm::Completion<Value> require_function(Agent& agent, std::string_view argument, Value value) {
  if (vm::is_callable(value)) [[likely]]
    return value;
  return throw_invalid_arg_type(agent, argument, "of type function", value);
}

}  // namespace orrery::node
