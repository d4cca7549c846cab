#include "vm/errors/inspection.h"

#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/object.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"

namespace orrery::vm {

std::optional<Value> look_up_data_property(Agent& agent, Object* object, PropertyKey key) {
  for (; object != nullptr; object = object->prototype()) {
    const auto find = object->methods().find_own_property;
    if (find == nullptr) return std::nullopt;
    OwnProperty found;
    if (!find(agent, object, key, &found)) continue;
    if (found.attributes.is_accessor()) return std::nullopt;
    return found.value;
  }
  return std::nullopt;
}

namespace {

std::string text_of(std::optional<Value> value) {
  return value && value->is_string() ? value->as_string()->to_utf8() : std::string();
}

/// What cannot be made, for want of memory, is `fallback`; nothing is thrown.
String* text_or(Agent& agent, const Completion<String*>& text, std::string_view fallback) {
  if (!text.is_thrown()) return text.value();
  if (!agent.is_terminating()) (void)agent.take_exception();
  return make_ascii_string(agent, fallback);
}

/// Longer texts say no more.
std::string shortened(std::string text) {
  constexpr std::size_t k_longest = 120;
  if (text.size() <= k_longest) return text;
  std::size_t end = k_longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) end--;  // within a character
  return text.substr(0, end) + "...";
}

}  // namespace

std::string function_name_text(Agent& agent, Object* function) {
  return text_of(look_up_data_property(agent, function, agent.names().name));
}

std::string constructor_name(Agent& agent, Object* object) {
  std::string name;
  // A prototype's own `constructor` says what its instances are.
  Object* start = object->prototype() != nullptr ? object->prototype() : object;
  const std::optional<Value> constructor = look_up_data_property(agent, start, agent.names().constructor);
  if (constructor && constructor->is_object() && constructor->as_object()->is_callable())
    name = function_name_text(agent, constructor->as_object());
  if (name.empty() || name == "Object") {
    const std::string tag = text_of(look_up_data_property(agent, object, agent.names().symbol_to_string_tag));
    if (!tag.empty()) return tag;
  }
  return name.empty() ? "Object" : name;
}

std::string describe_value(Agent& agent, Value value) {
  if (value.is_string()) return '"' + shortened(value.as_string()->to_utf8()) + '"';
  if (value.is_symbol()) return describe(PropertyKey::symbol(value.as_symbol()));
  if (!value.is_object())
    return shortened(text_or(agent, primitive_to_string(agent, value), "a large value")->to_utf8());
  Object* object = value.as_object();
  // What V8 says of those whose toString is not that of Object.prototype.
  if (object->kind() == CellKind::Array) return "[object Array]";
  if (object->kind() == CellKind::RegExp) return "[object RegExp]";
  if (object->kind() == CellKind::ModuleNamespace) return "[object Module]";
  if (object->kind() == CellKind::Function || object->kind() == CellKind::NativeFunction)
    return shortened(text_or(agent, function_source_text(agent, object), "a function")->to_utf8());
  return "#<" + constructor_name(agent, object) + ">";
}

String* error_text(Agent& agent, Object* error) {
  const ErrorDescription* description =
      error->kind() == CellKind::Error ? static_cast<ErrorObject*>(error)->description() : nullptr;
  const auto part = [&](PropertyKey key, std::string_view fallback) -> String* {
    const std::optional<Value> value = look_up_data_property(agent, error, key);
    if (!value && description != nullptr)
      return key == agent.names().name ? description->name() : description->message();
    if (!value || value->is_undefined()) return make_ascii_string(agent, fallback);
    if (value->is_string()) return value->as_string();
    return text_or(agent, make_string_from_utf8(agent, describe_value(agent, *value)), "");
  };
  String* name = part(agent.names().name, "Error");
  String* message = part(agent.names().message, "");
  if (name->is_empty()) return message;
  if (message->is_empty()) return name;
  const Completion<String*> start = concatenate(agent, name, make_ascii_string(agent, ": "));
  if (start.is_thrown()) return text_or(agent, start, "Error");
  return text_or(agent, concatenate(agent, start.value(), message), "Error");
}

}  // namespace orrery::vm
