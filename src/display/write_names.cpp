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

std::string error_stack_text(vm::Agent& agent, Object* error) {
  vm::String* stack = vm::seen_stack(agent, error);
  if (stack == nullptr || stack->is_empty()) stack = vm::error_text(agent, error);
  return stack->to_wtf8();
}

namespace {

constexpr std::string_view k_first_frame = "\n    at";

bool starts_with_name(std::string_view stack, std::string_view name) {
  if (!stack.starts_with(name)) return false;
  stack.remove_prefix(name.size());
  return stack.empty() || stack.front() == ':' || stack.front() == '\n';
}

/// What seems to be the name at the start of a stack; empty if nothing does.
std::string_view name_in(std::string_view stack) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_part = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || std::string_view("_ []()-").contains(c);
  };
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(stack, is_part) - stack.begin());
  const std::string_view name = stack.substr(0, end);
  const std::string_view rest = stack.substr(end);
  if (rest.empty()) return name.ends_with("Error") ? name : "";
  const bool is_followed = rest.starts_with(':') || rest.starts_with(k_first_frame);
  return is_followed && end > 1 && name.front() >= 'A' && name.front() <= 'Z' ? name : "";
}

/// Whether there are frames behind the message.
bool has_frames(std::string_view stack, std::string_view message) {
  const std::size_t first = stack.find(k_first_frame);
  if (first == std::string_view::npos) return false;
  const std::size_t start = stack.find(message);
  return start > first || stack.find(k_first_frame, start + message.size()) != std::string_view::npos;
}

}  // namespace

/// The text of the stack, with the class of the error where it says no more than `Error` or the like.
std::string ValueWriter::named_stack(Object* error, std::string stack) {
  const std::optional<Value> property = vm::look_up_data_property(agent_, error, agent_.names().name);
  const bool has_name = property && !property->is_nullish();
  const bool is_text = !has_name || property->is_string();
  const std::string name = !has_name ? "Error"
                           : is_text ? property->as_string()->to_wtf8()
                                     : vm::describe_value(agent_, *property);
  const auto class_name = [&](std::string_view fallback) {
    std::string text = prefix(error, fallback);
    text.pop_back();
    return text;
  };
  if (const std::size_t place = is_text ? std::string::npos : stack.find(name); place != std::string::npos)
    stack.insert(place + name.size(), fmt::format(" [{}]", class_name("Error")));
  const bool has_class = constructor_name(error, 0).has_value();
  if (has_class && !(name.ends_with("Error") && starts_with_name(stack, name))) return stack;
  const std::string_view found = has_class ? std::string_view(name) : name_in(stack);
  const std::string shown = class_name(has_class || found.empty() ? "Error" : found);
  if (name == shown) return stack;
  if (!shown.contains(name)) return fmt::format("{} [{}]{}", shown, name, stack.substr(found.size()));
  return found.empty() ? fmt::format("{}: {}", shown, stack) : shown + stack.substr(found.size());
}

std::string ValueWriter::error_base(Object* error) {
  std::string text = named_stack(error, error_stack_text(agent_, error));
  if (!has_frames(text, look_up_text(agent_, error, agent_.names().message))) text = "[" + text + "]";
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
