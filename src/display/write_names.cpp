// Names of classes, functions and errors.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "display/value_writer.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/regexps/regexp_object.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

namespace {

std::string look_up_text(vm::Agent& agent, Object* object, PropertyKey key) {
  const std::optional<Value> value = vm::look_up_data_property(agent, object, key);
  return value && value->is_string() ? value->as_string()->to_wtf8() : std::string();
}

bool is_instance_of(vm::Agent& agent, Object* object, Object* constructor) {
  const std::optional<vm::PropertyDescriptor> property =
      own_property(agent, constructor, agent.names().prototype);
  if (!property || !property->value || !property->value->is_object()) return false;
  Object* wanted = property->value->as_object();
  while (object != nullptr && object->kind() != CellKind::Proxy) {
    object = object->prototype();
    if (object == wanted) return true;
  }
  return false;
}

/// What the language itself made the object as.
std::string_view kind_name(Object* object) {
  switch (object->kind()) {
    case CellKind::Array:
      return "Array";
    case CellKind::Error:
      return "Error";
    case CellKind::Promise:
      return "Promise";
    case CellKind::StringObject:
      return "String";
    case CellKind::RegExp:
      return "RegExp";
    case CellKind::Map:
      return "Map";
    case CellKind::Set:
      return "Set";
    default:
      return object->is_callable() ? "Function" : "Object";
  }
}

}  // namespace

std::optional<std::string> ValueWriter::constructor_name(Object* object, std::uint32_t level) {
  for (Object* each = object; each != nullptr && each->kind() != CellKind::Proxy; each = each->prototype()) {
    const std::optional<vm::PropertyDescriptor> property =
        own_property(agent_, each, agent_.names().constructor);
    if (!property || !property->value || !property->value->is_object()) continue;
    Object* constructor = property->value->as_object();
    if (!constructor->is_callable() || !is_instance_of(agent_, object, constructor)) continue;
    std::string name = look_up_text(agent_, constructor, agent_.names().name);
    if (!name.empty()) return name;
  }
  Object* prototype = object->prototype();
  if (prototype == nullptr) return std::nullopt;
  if (level > options_.depth) return fmt::format("{} <Complex prototype>", kind_name(object));
  const std::optional<std::string> inherited = constructor_name(prototype, level + 1);
  if (inherited) return fmt::format("{} <{}>", kind_name(object), *inherited);
  return fmt::format("{} <[{}: null prototype] {{}}>", kind_name(object), kind_name(prototype));
}

/// Symbol.toStringTag, unless it will be shown as a property.
std::string ValueWriter::to_string_tag(Object* object) {
  const PropertyKey key = agent_.names().symbol_to_string_tag;
  const std::optional<vm::PropertyDescriptor> own = own_property(agent_, object, key);
  if (own && (options_.shows_hidden || own->enumerable.value_or(false))) return "";
  // What the standard's getter would give.
  if (!own && object->kind() == CellKind::TypedArray)
    return std::string(static_cast<vm::TypedArray*>(object)->array_name());
  return look_up_text(agent_, object, key);
}

/// `Name(size) [Tag] `, with a space at its end.
std::string ValueWriter::prefix(Object* object, std::string_view fallback, std::string_view size) {
  const std::optional<std::string> constructor = constructor_name(object, 0);
  const std::string tag = to_string_tag(object);
  const std::string_view name = constructor ? std::string_view(*constructor) : fallback;
  std::string text =
      constructor ? fmt::format("{}{} ", name, size) : fmt::format("[{}{}: null prototype] ", name, size);
  if (!tag.empty() && tag != name) text += fmt::format("[{}] ", tag);
  return text;
}

// Functions -------------------------------------------------------------------------------------------------

namespace {

std::string_view function_sort(Object* function) {
  if (function->kind() != CellKind::Function) return "Function";
  const bytecode::FunctionHeader& header = static_cast<vm::Function*>(function)->executable()->header();
  if (header.is_async) return header.is_generator ? "AsyncGeneratorFunction" : "AsyncFunction";
  return header.is_generator ? "GeneratorFunction" : "Function";
}

}  // namespace

std::string ValueWriter::function_base(Object* function) {
  const std::optional<std::string> constructor = constructor_name(function, 0);
  const std::string tag = to_string_tag(function);
  if (function->has_flag(Object::k_is_class_constructor)) return class_base(function, constructor, tag);
  const std::string_view sort = function_sort(function);
  const std::string name = look_up_text(agent_, function, agent_.names().name);
  std::string text = fmt::format("[{}{}{}{}]", sort, constructor ? "" : " (null prototype)",
                                 name.empty() ? " (anonymous)" : ": ", name);
  if (constructor && *constructor != sort) text += " " + *constructor;
  if (!tag.empty() && (!constructor || tag != *constructor)) text += fmt::format(" [{}]", tag);
  return text;
}

std::string ValueWriter::class_base(Object* function, const std::optional<std::string>& constructor,
                                    const std::string& tag) {
  const std::optional<vm::PropertyDescriptor> own = own_property(agent_, function, agent_.names().name);
  std::string name = "(anonymous)";
  if (own && own->value && own->value->is_string() && !own->value->as_string()->is_empty())
    name = own->value->as_string()->to_wtf8();
  std::string text = "[class " + name;
  if (constructor && *constructor != "Function") text += fmt::format(" [{}]", *constructor);
  if (!tag.empty() && (!constructor || tag != *constructor)) text += fmt::format(" [{}]", tag);
  if (!constructor) return text + " extends null]";
  const std::string parent = function->prototype() == nullptr
                                 ? ""
                                 : look_up_text(agent_, function->prototype(), agent_.names().name);
  if (!parent.empty()) text += " extends " + parent;
  return text + "]";
}

// Errors ----------------------------------------------------------------------------------------------------

namespace {

/// What is shown of an error without frames: `[RangeError: message]`.
std::string message_text(vm::Agent& agent, Object* error) {
  std::string name = look_up_text(agent, error, agent.names().name);
  if (name.empty()) name = "Error";
  const std::string message = look_up_text(agent, error, agent.names().message);
  return message.empty() ? name : fmt::format("{}: {}", name, message);
}

}  // namespace

std::string ValueWriter::error_base(Object* error) {
  vm::String* stack = vm::seen_stack(agent_, error);
  std::string text = stack == nullptr ? "" : stack->to_wtf8();
  if (text.empty()) text = message_text(agent_, error);
  // A class that did not set its own `name`: its instances are shown by the class.
  const std::string name = look_up_text(agent_, error, agent_.names().name);
  const std::string shown = prefix(error, "Error");
  const std::string_view class_name = std::string_view(shown).substr(0, shown.size() - 1);
  const bool starts_with_name =
      name.ends_with("Error") && text.starts_with(name) &&
      (text.size() == name.size() || text[name.size()] == ':' || text[name.size()] == '\n');
  if (starts_with_name && name != class_name) {
    const std::string rest = text.substr(name.size());
    text = class_name.contains(name) ? std::string(class_name) + rest
                                     : fmt::format("{} [{}]{}", class_name, name, rest);
  }
  if (!text.contains("\n    at")) text = "[" + text + "]";
  if (indentation_ == 0) return text;
  std::string indented;
  for (const char c : text) {
    indented += c;
    if (c == '\n') indented.append(indentation_, ' ');
  }
  return indented;
}

// Regular expressions ---------------------------------------------------------------------------------------

/// `/pattern/flags` as it was made, whatever its prototype says now.
std::string ValueWriter::regexp_base(Object* object) {
  const vm::RegExpPattern* pattern = static_cast<vm::RegExpObject*>(object)->pattern();
  std::string text;
  const vm::Completion<vm::String*> source = vm::escape_regexp_pattern(agent_, pattern->source());
  if (!source.is_thrown()) {
    text = fmt::format("/{}/{}", source.value()->to_wtf8(), vm::regexp_flags_text(pattern->flags()));
  } else {
    // Too long for a string.
    if (!agent_.is_terminating()) agent_.take_exception();
    text = "[RegExp]";
  }
  const std::string name = prefix(object, "RegExp");
  return name == "RegExp " ? text : name + text;
}

}  // namespace orrery::display
