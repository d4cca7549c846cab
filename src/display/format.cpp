// Format strings: https://console.spec.whatwg.org/#formatter, with the conversions of util.format
// (https://nodejs.org/api/util.html#utilformatformat-args).

#include <cmath>

#include "display/inspect.h"
#include "display/inspector.h"
#include "display/value_text.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/proxy.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::Agent;
using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

bool is_builtin_class_name(std::string_view name);

/// Whether the method that turns the object into a string, toString() or Symbol.toPrimitive, is inherited
/// from a class of the language, or there is none.
Completion<bool> Inspector::has_builtin_to_string(Object* object) {
  while (object->kind() == CellKind::Proxy) {
    TRY(loop_.next_round());
    object = static_cast<vm::Proxy*>(object)->target();
    if (object == nullptr) return true;
  }
  const PropertyKey text_key = agent_.names().toString;
  const PropertyKey primitive_key = agent_.names().symbol_to_primitive;
  const bool has_text = vm::is_callable(TRY(read(object, text_key)));
  if (has_text && TRY(has_own(object, text_key))) return false;
  const bool has_primitive = vm::is_callable(TRY(read(object, primitive_key)));
  if (!has_text && !has_primitive) return true;
  if (has_primitive && TRY(has_own(object, primitive_key))) return false;
  for (Object* each = object; each != nullptr;) {
    TRY(loop_.next_round());
    TRY(go_to_prototype(each));
    if (each == nullptr) break;
    const bool is_holder =
        (has_text && TRY(has_own(each, text_key))) || (has_primitive && TRY(has_own(each, primitive_key)));
    if (!is_holder) continue;
    const auto property = TRY(own(each, agent_.names().constructor));
    if (!property || !property->value || !vm::is_callable(*property->value)) return false;
    const Value name = TRY(read(property->value->as_object(), agent_.names().name));
    return name.is_string() && is_builtin_class_name(name.as_string()->to_wtf8());
  }
  return true;
}

namespace {

class Formatter {
 public:
  Formatter(Agent& agent, const InspectOptions& options, std::span<const Value> arguments)
      : agent_(agent), options_(options), arguments_(arguments) {}

  Completion<std::string> format() {
    if (arguments_.empty()) return std::string();
    std::size_t used = 0;
    std::string result;
    if (arguments_[0].is_string()) {
      result = arguments_[0].as_string()->to_wtf8();
      if (arguments_.size() == 1) return result;
      used = 1;
      if (result.contains('%')) result = TRY(replace_specifiers(result, used));
    }
    for (; used < arguments_.size(); used++) {
      if (used > 0) result += ' ';
      const Value value = arguments_[used];
      result += value.is_string() ? value.as_string()->to_wtf8() : TRY(inspect(agent_, value, options_));
    }
    return result;
  }

 private:
  /// \param used  how many arguments are used up
  Completion<std::string> replace_specifiers(std::string_view format, std::size_t& used) {
    std::string result;
    for (std::size_t i = 0; i < format.size(); i++) {
      const char specifier = i + 1 < format.size() ? format[i + 1] : '\0';
      const bool is_replaced = specifier == '%' || (used < arguments_.size() && is_specifier(specifier));
      if (format[i] != '%' || !is_replaced) {
        result += format[i];
        // Of `%x%d` the second is none either way, of `%%d` neither.
        continue;
      }
      result += specifier == '%' ? "%" : TRY(converted(specifier, arguments_[used++]));
      i++;
    }
    return result;
  }

  static bool is_specifier(char c) { return std::string_view("sdifjoOc").contains(c); }

  Completion<std::string> converted(char specifier, Value value) {
    switch (specifier) {
      case 's':
        return as_string(value);
      case 'd':
        if (value.is_bigint() || value.is_symbol()) return as_number(value);
        return converted_number(vm::Intrinsic::Number, value);
      case 'i':
      case 'f':
        if (value.is_symbol() || (value.is_bigint() && specifier == 'i')) return as_number(value);
        return converted_number(specifier == 'i' ? vm::Intrinsic::ParseInt : vm::Intrinsic::ParseFloat,
                                value);
      case 'j':
        return as_json(value);
      case 'o': {
        InspectOptions options = options_;
        options.shows_hidden = true;
        options.shows_proxy = true;
        options.depth = 4;
        return inspect(agent_, value, options);
      }
      case 'O':
        return inspect(agent_, value, options_);
      default:  // c: there is no style here
        return std::string();
    }
  }

  Completion<std::string> as_number(Value value) {
    if (value.is_symbol()) return std::string("NaN");
    if (value.is_bigint()) return bigint_text(agent_, value, options_.has_numeric_separator);
    return number_text(value.as_number(), options_.has_numeric_separator);
  }

  /// What that function of the language makes of it.
  Completion<std::string> converted_number(vm::Intrinsic function, Value value) {
    const Value arguments[] = {value};
    return as_number(TRY(vm::call(agent_, agent_.intrinsic(function), Value::undefined(), arguments)));
  }

  Completion<std::string> as_string(Value value) {
    if (value.is_number() || value.is_bigint()) return as_number(value);
    if (value.is_string()) return value.as_string()->to_wtf8();
    if (!value.is_object()) return primitive_text(agent_, value);
    InspectOptions options = options_;
    options.compact = 3;
    options.colour = false;
    options.depth = 0;
    Inspector inspector(agent_, options, Reading::Running);
    if (!vm::is_callable(value) && TRY(inspector.has_builtin_to_string(value.as_object())))
      return inspector.value(value);
    return TRY(vm::to_string(agent_, value))->to_wtf8();
  }

  Completion<std::string> as_json(Value value) {
    Object* json = agent_.intrinsic(vm::Intrinsic::JSON);
    const Value arguments[] = {value};
    const Completion<Value> text =
        vm::invoke(agent_, json, PropertyKey::atom(vm::intern(agent_, "stringify")), arguments);
    if (!text.is_thrown())
      return text.value().is_string() ? text.value().as_string()->to_wtf8() : std::string("undefined");
    if (agent_.is_terminating()) return vm::Thrown{};
    const Value exception = agent_.take_exception();
    if (is_circular_error(exception)) return std::string("[Circular]");
    return agent_.throw_value(exception);
  }

  bool is_circular_error(Value exception) {
    if (!exception.is_cell_of(CellKind::Error)) return false;
    const auto message = vm::look_up_data_property(agent_, exception.as_object(), agent_.names().message);
    return message && message->is_string() &&
           message->as_string()->to_wtf8().starts_with("Converting circular structure to JSON");
  }

  Agent& agent_;
  const InspectOptions& options_;
  std::span<const Value> arguments_;
};

}  // namespace

Completion<std::string> format_with_options(Agent& agent, const InspectOptions& options,
                                            std::span<const Value> arguments) {
  Completion<std::string> text = Formatter(agent, options, arguments).format();
  if (agent.is_terminating()) return vm::Thrown{};
  return text;
}

}  // namespace orrery::display
