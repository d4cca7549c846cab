// What V8's format, which tools parse, says of a frame (https://v8.dev/docs/stack-trace-api).

#include "vm/errors/frame_text.h"

#include <algorithm>
#include <vector>

#include "base/file_url.h"
#include "base/line_map.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/errors/places.h"
#include "vm/execution/origin.h"
#include "vm/functions/executable.h"
#include "vm/modules/source_text_module.h"
#include "vm/objects/object.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shape.h"
#include "vm/strings/string.h"

namespace orrery::vm {

std::optional<std::uint32_t> frame_source_offset(const StackTrace::Entry& entry) {
  if (entry.is_request) return entry.offset;
  const SourcePlace place = source_place({entry.executable, entry.offset});
  return place.executable == nullptr ? std::nullopt : std::optional(place.offset);
}

namespace {

/// Of `this` of an initializer: a static one's, but for classes whose instances are classes.
bool is_class(Value value) {
  return value.is_object() && value.as_object()->has_flag(Object::k_is_class_constructor);
}

}  // namespace

std::string frame_function_name(Agent& agent, const StackTrace::Entry& entry) {
  using Kind = bytecode::FunctionKind;
  if (entry.executable != nullptr) {
    switch (entry.executable->header().kind) {
      case Kind::Script:
      case Kind::Module:
        return "";
      case Kind::Eval:
        return "eval";
      case Kind::ClassFieldInitializer:
        return is_class(entry.this_value) ? "<static_initializer>" : "<instance_members_initializer>";
      case Kind::ClassStaticBlock:
        return "<static_initializer>";
      default:
        break;
    }
  }
  return function_name_text(agent, entry.callee);
}

bool is_top_level_frame(const StackTrace::Entry& entry) {
  const Value value = entry.this_value;
  if (value.is_nullish() || value.is_empty()) return true;
  if (entry.executable == nullptr) return false;
  return entry.executable->header().kind == bytecode::FunctionKind::Arrow ||
         value.is_identical(Value(entry.executable->realm()->global_object()));
}

std::string frame_type_name(Agent& agent, const StackTrace::Entry& entry) {
  const Value this_value = entry.this_value;
  if (!this_value.is_object()) {
    Object* prototype = prototype_of_primitive(agent, this_value);
    const std::optional<Value> constructor =
        look_up_data_property(agent, prototype, agent.names().constructor);
    return constructor && constructor->is_object() ? function_name_text(agent, constructor->as_object()) : "";
  }
  Object* object = this_value.as_object();
  if (object->is_callable()) {
    const std::string name = function_name_text(agent, object);
    return name.empty() ? "Function" : name;
  }
  return constructor_name(agent, object);
}

namespace {

bool is_value_or_half(Value slot, Attributes attributes, const Object* function) {
  if (attributes.is_lazy()) return false;
  const Value wanted(function);
  if (!attributes.is_accessor()) return slot.is_identical(wanted);
  const auto* accessor = static_cast<Accessor*>(slot.as_cell());
  return accessor->getter().is_identical(wanted) || accessor->setter().is_identical(wanted);
}

/// The one name under which the object has the function as a method; empty if there are none, or several.
std::string method_name(Object* object, const Object* function) {
  std::optional<PropertyKey> name;
  for (; object != nullptr; object = object->prototype()) {
    const Shape* shape = object->shape();
    for (std::uint32_t slot = 0; slot < shape->slot_count(); slot++) {
      const std::optional<PropertyKey> key = shape->key_of(slot);
      if (!key || !key->is_string() || key == name || !object->has_slot(slot)) continue;
      if (!is_value_or_half(object->slot(slot), shape->attributes_of(slot), function)) continue;
      if (name) return "";
      name = key;
    }
  }
  return name ? name->as_atom()->to_utf8() : "";
}

}  // namespace

// Native functions are found under their own names.
std::string frame_method_name(Agent& agent, const StackTrace::Entry& entry) {
  if (entry.executable == nullptr) return frame_function_name(agent, entry);
  return entry.this_value.is_object() ? method_name(entry.this_value.as_object(), entry.callee)
                                      : frame_function_name(agent, entry);
}

namespace {

/// As far as it matters here: letters beyond ASCII are all taken for such.
bool is_identifier(std::string_view name) {
  const auto is_part = [](char unit) {
    return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9') ||
           unit == '_' || unit == '$' || (unit & 0x80) != 0;
  };
  return !name.empty() && (name.front() < '0' || name.front() > '9') && std::ranges::all_of(name, is_part);
}

/// "Type.method", and " [as other]" where it is called by another name than its own.
std::string method_call(Agent& agent, const StackTrace::Entry& entry, const std::string& function) {
  const std::string type = frame_type_name(agent, entry);
  const std::string method = frame_method_name(agent, entry);
  const std::string prefix = type.empty() ? "" : type + ".";
  if (function.empty()) return prefix + (method.empty() ? "<anonymous>" : method);
  // Not of "get size", "<static_initializer>" and the like.
  std::string text = is_identifier(function) ? prefix + function : function;
  const bool is_named_so =
      function == method || function.ends_with("." + method) || function.ends_with(" " + method);
  if (!method.empty() && !is_named_so) text += " [as " + method + "]";
  return text;
}

}  // namespace

namespace {

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// Of a file that is shown by a name which may be shorter.
/// \param known_by  by the host: the path, and behind a NUL the query and fragment
std::string full_name(std::string_view shown, std::string_view known_by, bool is_module) {
  const std::size_t end = std::min(known_by.find('\0'), known_by.size());
  const std::string_view path = known_by.substr(0, end);
  if (!path.starts_with('/') || last_part(path) != last_part(shown)) return std::string(shown);
  const std::string_view suffix = known_by.substr(std::min(end + 1, known_by.size()));
  return (is_module ? base::file_url(path) : std::string(path)) + std::string(suffix);
}

/// The file in the name of an eval, which may be in one itself (eval_file_name()): "eval at f (FILE:1:2), …".
std::string_view file_of_eval(std::string_view name) {
  while (name.starts_with(k_eval_prefix)) {
    const std::size_t open = name.find(" (");
    if (open == std::string_view::npos) return "";
    name.remove_prefix(open + 2);
  }
  name = name.substr(0, name.find("), <anonymous>"));
  for (int i = 0; i < 2; i++) name = name.substr(0, std::min(name.rfind(':'), name.size()));
  return name;
}

}  // namespace

std::string full_file_name(const ScriptSource& source) {
  std::string shown(source.program().file_name());
  Value known = source.host_defined();
  const bool is_module = known.is_cell_of(CellKind::SourceTextModule);
  if (is_module) known = static_cast<SourceTextModule*>(known.as_cell())->host_defined();
  if (!known.is_string() || shown.starts_with('[')) return shown;
  const std::string known_by = known.as_string()->to_utf8();
  if (!shown.starts_with(k_eval_prefix)) return full_name(shown, known_by, is_module);
  const std::string_view file = file_of_eval(shown);
  const std::string name = full_name(file, known_by, is_module);
  return shown.replace(static_cast<std::size_t>(file.data() - shown.data()), file.size(), name);
}

std::string frame_location(const StackTrace::Entry& entry, FileNames names) {
  if (entry.executable == nullptr) return "<anonymous>";
  ScriptSource* source = entry.executable->source();
  std::string location =
      names == FileNames::Full ? full_file_name(*source) : std::string(source->program().file_name());
  if (location.empty()) location = "<anonymous>";
  const std::optional<std::uint32_t> offset = frame_source_offset(entry);
  if (!offset) return location;
  const base::LineColumn place = source->told_place(*offset);
  const auto line = static_cast<std::int32_t>(place.line);
  const auto column = static_cast<std::int32_t>(place.column_utf16 + 1);
  return location + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::string frame_text(Agent& agent, const StackTrace::Entry& entry, FileNames names) {
  if (entry.combinator != nullptr)
    return "async " + std::string(entry.combinator) + " (index " + std::to_string(entry.offset) + ")";
  const std::string function = frame_function_name(agent, entry);
  const std::string location = frame_location(entry, names);
  std::string text = entry.is_async ? "async " : "";
  if (entry.is_construct) {
    text += "new " + (function.empty() ? "<anonymous>" : function);
  } else if (!is_top_level_frame(entry)) {
    text += method_call(agent, entry, function);
  } else if (function.empty()) {
    return text + location;
  } else {
    text += function;
  }
  return text + " (" + location + ")";
}

}  // namespace orrery::vm
