#include "cli/run/console_format.h"

#include <fmt/format.h>

#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"

namespace orrery::cli {

namespace {

using vm::Completion;
using vm::Value;

/// Nested objects are shown by their names only.
display::ValueTextOptions shallow() {
  return {.depth = 0};
}

/// `%o` shows more than `%O`.
display::ValueTextOptions detailed(display::ValueTextOptions options) {
  options.depth = 4;
  options.shows_hidden = true;
  return options;
}

/// Does the object have another toString() than that of %Object.prototype% or %Error.prototype%?
bool has_own_text(vm::Agent& agent, vm::Object* object) {
  const std::optional<Value> method = vm::look_up_data_property(agent, object, agent.names().toString);
  if (!method || !method->is_object() || method->as_object()->kind() == vm::CellKind::NativeFunction)
    return object->kind() == vm::CellKind::Error;
  return true;
}

Completion<std::string> format_string(vm::Agent& agent, Value value) {
  if (value.is_string()) return value.as_string()->to_wtf8();
  if (!value.is_object()) return display::primitive_text(agent, value);
  if (!value.as_object()->is_callable() && !has_own_text(agent, value.as_object()))
    return display::value_text(agent, value, shallow());
  return TRY(vm::to_string(agent, value))->to_wtf8();
}

std::string number_text(double number) {
  return number == 0 && std::signbit(number) ? "-0" : std::string(vm::NumberText(number).view());
}

Completion<std::string> format_number(vm::Agent& agent, Value value, bool is_integer) {
  if (value.is_bigint()) return display::primitive_text(agent, value);
  if (value.is_symbol()) return std::string("NaN");
  const double number = TRY(vm::to_number(agent, value)).as_number();
  return number_text(is_integer && number == number ? std::trunc(number) : number);
}

/// %f: what parseFloat() makes of it.
Completion<std::string> format_float(vm::Agent& agent, Value value) {
  if (value.is_symbol()) return std::string("NaN");
  vm::String* text = TRY(vm::to_string(agent, value));
  const vm::DecimalPrefix prefix = text->is_latin1() ? vm::parse_decimal_prefix(vm::trim(text->latin1()))
                                                     : vm::parse_decimal_prefix(vm::trim(text->utf16()));
  return prefix.length == 0 ? std::string("NaN") : number_text(prefix.value);
}

Completion<std::string> format_json(vm::Agent& agent, Value value) {
  vm::Object* json = agent.intrinsic(vm::Intrinsic::JSON);
  const Value arguments[] = {value};
  const Value text =
      TRY(vm::invoke(agent, json, vm::PropertyKey::atom(vm::intern(agent, "stringify")), arguments));
  return text.is_string() ? text.as_string()->to_wtf8() : std::string("undefined");
}

Completion<std::string> format_one(vm::Agent& agent, char specifier, Value value,
                                   const display::ValueTextOptions& options) {
  switch (specifier) {
    case 's':
      return format_string(agent, value);
    case 'd':
      return format_number(agent, value, false);
    case 'i':
      return format_number(agent, value, true);
    case 'f':
      return format_float(agent, value);
    case 'j':
      return format_json(agent, value);
    case 'o':
      return display::value_text(agent, value, detailed(options));
    case 'O':
      return display::value_text(agent, value, options);
    default:  // c: there is no style here
      return std::string();
  }
}

bool is_specifier(char c) {
  return std::string_view("sdifjoOc").contains(c);
}

}  // namespace

Completion<std::string> format_arguments(vm::Agent& agent, std::span<const Value> arguments,
                                         const display::ValueTextOptions& options) {
  std::string result;
  std::size_t used = 0;
  if (!arguments.empty() && arguments[0].is_string()) {
    const std::string format = arguments[0].as_string()->to_wtf8();
    used = 1;
    if (arguments.size() == 1) return format;
    for (std::size_t i = 0; i < format.size(); i++) {
      const char next = i + 1 < format.size() ? format[i + 1] : '\0';
      if (format[i] != '%' || (next != '%' && !(is_specifier(next) && used < arguments.size()))) {
        result += format[i];
        continue;
      }
      result += next == '%' ? "%" : TRY(format_one(agent, next, arguments[used++], options));
      i++;
    }
  }
  for (; used < arguments.size(); used++) {
    if (used > 0) result += ' ';
    const Value value = arguments[used];
    result += value.is_string() ? value.as_string()->to_wtf8() : display::value_text(agent, value, options);
  }
  return result;
}

}  // namespace orrery::cli
