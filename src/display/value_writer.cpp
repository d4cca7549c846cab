// What stands in front of an object's braces, and which braces.

#include "display/value_writer.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/keyed_collections.h"
#include "vm/dates/date_object.h"
#include "vm/dates/date_text.h"
#include "vm/execution/generator.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/proxy.h"
#include "vm/objects/string_object.h"
#include "vm/promises/promise.h"

namespace orrery::display {

using vm::CellKind;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

std::string value_text(vm::Agent& agent, Value value, const ValueTextOptions& options) {
  return ValueWriter(agent, options).value(value, 0);
}

std::optional<vm::PropertyDescriptor> own_property(vm::Agent& agent, Object* object, PropertyKey key) {
  if (object->kind() == CellKind::Proxy) return std::nullopt;
  auto descriptor = vm::internal_get_own_property(agent, object, key);
  if (!descriptor.is_thrown()) return descriptor.release();
  // A binding of a module namespace that is not initialised.
  if (!agent.is_terminating()) agent.take_exception();
  return std::nullopt;
}

std::string ValueWriter::styled(Style style, std::string_view text) const {
  if (!options_.colour || style == Style::Plain) return std::string(text);
  const auto codes = [&]() -> std::pair<int, int> {
    switch (style) {
      case Style::Plain:
      case Style::Special:
        return {36, 39};
      case Style::Number:
      case Style::Boolean:
        return {33, 39};
      case Style::Undefined:
        return {90, 39};
      case Style::Null:
        return {1, 22};
      case Style::String:
      case Style::Symbol:
        return {32, 39};
      case Style::Date:
        return {35, 39};
      case Style::RegExp:
        return {31, 39};
    }
    return {0, 0};
  }();
  return fmt::format("\x1b[{}m{}\x1b[{}m", codes.first, text, codes.second);
}

std::string ValueWriter::primitive(Value value) {
  const Style style = value.is_string()                        ? Style::String
                      : value.is_symbol()                      ? Style::Symbol
                      : value.is_number() || value.is_bigint() ? Style::Number
                      : value.is_boolean()                     ? Style::Boolean
                      : value.is_null()                        ? Style::Null
                                                               : Style::Undefined;
  return styled(style, primitive_text(agent_, value));
}

std::string ValueWriter::value(Value value, std::uint32_t level) {
  return value.is_object() ? object(value.as_object(), level) : primitive(value);
}

std::string ValueWriter::object(Object* object, std::uint32_t level) {
  while (object->kind() == CellKind::Proxy) {
    Object* target = static_cast<vm::Proxy*>(object)->target();
    if (target == nullptr) return styled(Style::Special, "<Revoked Proxy>");
    object = target;
  }
  if (std::ranges::find(around_, object) != around_.end()) {
    auto number = std::ranges::find(referred_to_, object) - referred_to_.begin() + 1;
    if (static_cast<std::size_t>(number) > referred_to_.size()) referred_to_.push_back(object);
    return styled(Style::Special, fmt::format("[Circular *{}]", number));
  }
  around_.push_back(object);
  std::string text = object_now(object, level);
  around_.pop_back();
  return text;
}

std::string ValueWriter::object_now(Object* object, std::uint32_t level) {
  if (agent_.check_native_stack().is_thrown()) {
    if (!agent_.is_terminating()) agent_.take_exception();
    return "[...]";
  }
  Parts parts;
  const Keys keys = keys_of(object);
  begin(object, keys, parts);
  if (parts.is_done) return parts.base;
  if (level > options_.depth && object->kind() == CellKind::RegExp) return styled(Style::RegExp, parts.base);
  if (level > options_.depth) {
    std::string name = prefix(object, object->kind() == CellKind::Array ? "Array" : "Object");
    name.pop_back();
    return styled(Style::Special, fmt::format("[{}]", name));
  }
  deepest_ = level;
  add_contents(object, level + 1, parts);
  for (const PropertyKey key : keys) parts.entries.push_back(property(object, key, level + 1));
  add_hidden_error_properties(object, level + 1, keys, parts);

  const auto referred = std::ranges::find(referred_to_, object);
  if (referred != referred_to_.end()) {
    const std::string mark =
        styled(Style::Special, fmt::format("<ref *{}>", referred - referred_to_.begin() + 1));
    parts.base = parts.base.empty() ? mark : mark + " " + parts.base;
  }
  return laid_out(parts, object, level);
}

void ValueWriter::begin(Object* object, const Keys& keys, Parts& parts) {
  if (object->kind() == CellKind::Array) return begin_array(object, keys, parts);
  if (object->kind() == CellKind::TypedArray) return begin_typed_array(object, keys, parts);
  if (object->is_callable()) {
    parts.base = keys.empty() ? styled(Style::Special, function_base(object)) : function_base(object);
    parts.is_done = keys.empty();
    return;
  }
  if (begin_boxed(object, keys, parts) || begin_collection(object, keys, parts)) return;
  begin_other(object, keys, parts);
}

void ValueWriter::begin_array(Object* array, const Keys& keys, Parts& parts) {
  const std::uint32_t length = static_cast<vm::Array*>(array)->length();
  const std::string name = prefix(array, "Array", fmt::format("({})", length));
  // Plain arrays go without their name.
  const bool is_plain = name == fmt::format("Array({}) ", length);
  parts.opening = is_plain ? "[" : name + "[";
  parts.closing = "]";
  parts.is_list = true;
  if (length == 0 && keys.empty()) {
    parts.base = parts.opening + "]";
    parts.is_done = true;
  }
}

/// `Uint8Array(3) [`
void ValueWriter::begin_typed_array(Object* object, const Keys& keys, Parts& parts) {
  const auto* array = static_cast<vm::TypedArray*>(object);
  parts.opening = prefix(object, array->array_name(), fmt::format("({})", array->length())) + "[";
  parts.closing = "]";
  parts.is_list = true;
  parts.is_done = array->length() == 0 && keys.empty();
  if (parts.is_done) parts.base = parts.opening + "]";
}

namespace {

Value boxed_primitive(Object* object) {
  if (object->kind() == CellKind::StringObject) return static_cast<vm::StringObject*>(object)->string();
  if (object->kind() == CellKind::PrimitiveObject)
    return static_cast<vm::PrimitiveObject*>(object)->primitive();
  return Value::empty();
}

std::string_view box_name(Value primitive) {
  if (primitive.is_string()) return "String";
  if (primitive.is_number()) return "Number";
  if (primitive.is_boolean()) return "Boolean";
  if (primitive.is_bigint()) return "BigInt";
  return "Symbol";
}

}  // namespace

/// `[Number: 3]`
bool ValueWriter::begin_boxed(Object* object, const Keys& keys, Parts& parts) {
  const Value value = boxed_primitive(object);
  if (value.is_empty()) return false;
  const std::string_view box = box_name(value);
  const std::optional<std::string> constructor = constructor_name(object, 0);
  const std::string tag = to_string_tag(object);
  std::string name(box);
  if (!constructor) {
    name += " (null prototype)";
  } else if (*constructor != box) {
    name += fmt::format(" ({})", *constructor);
  }
  std::string text = fmt::format("[{}: {}]", name, primitive_text(agent_, value));
  if (!tag.empty() && (!constructor || tag != *constructor) && tag != box) text += fmt::format(" [{}]", tag);
  parts.base = keys.empty() ? styled(value.is_string() ? Style::String : Style::Number, text) : text;
  parts.is_done = keys.empty();
  return true;
}

/// `Map(2) {`
bool ValueWriter::begin_collection(Object* object, const Keys& keys, Parts& parts) {
  switch (object->kind()) {
    case CellKind::Map:
    case CellKind::Set: {
      const std::uint32_t size = static_cast<vm::KeyedCollection*>(object)->size();
      const std::string_view name = object->kind() == CellKind::Map ? "Map" : "Set";
      parts.opening = prefix(object, name, fmt::format("({})", size)) + "{";
      parts.is_done = size == 0 && keys.empty();
      if (parts.is_done) parts.base = parts.opening + "}";
      return true;
    }
    case CellKind::MapIterator:
    case CellKind::SetIterator: {
      const auto* iterator = static_cast<vm::KeyedCollectionIterator*>(object);
      const bool has_entries = iterator->iteration_kind() == vm::IterationKind::Entries;
      parts.opening = fmt::format("[{} {}] {{", object->kind() == CellKind::MapIterator ? "Map" : "Set",
                                  has_entries ? "Entries" : "Iterator");
      return true;
    }
    case CellKind::WeakMap:
    case CellKind::WeakSet:
    case CellKind::WeakRef:
      parts.opening = prefix(object, object->kind() == CellKind::WeakMap   ? "WeakMap"
                                     : object->kind() == CellKind::WeakSet ? "WeakSet"
                                                                           : "WeakRef") +
                      "{";
      return true;
    default:
      return false;
  }
}

/// `2026-11-21T09:00:00.000Z`
void ValueWriter::begin_date(Object* date, const Keys& keys, Parts& parts) {
  const double time = static_cast<vm::Date*>(date)->date_value();
  const std::string name = prefix(date, "Date");
  parts.base = (name == "Date " ? "" : name) + (std::isnan(time) ? "Invalid Date" : vm::iso_date_text(time));
  parts.is_done = keys.empty();
  if (parts.is_done) parts.base = styled(Style::Date, parts.base);
}

void ValueWriter::begin_other(Object* object, const Keys& keys, Parts& parts) {
  switch (object->kind()) {
    case CellKind::Arguments:
    case CellKind::MappedArguments:
      parts.opening = "[Arguments] {";
      parts.is_done = keys.empty();
      parts.base = "[Arguments] {}";
      break;
    case CellKind::Error:
      parts.base = error_base(object);
      parts.is_done = keys.empty() && !own_property(agent_, object, agent_.names().cause) &&
                      !own_property(agent_, object, agent_.names().errors);
      return;
    case CellKind::Date:
      return begin_date(object, keys, parts);
    case CellKind::RegExp:
      parts.base = regexp_base(object);
      parts.is_done = keys.empty();
      if (parts.is_done) parts.base = styled(Style::RegExp, parts.base);
      return;
    case CellKind::Promise:
      parts.opening = prefix(object, "Promise") + "{";
      return;
    case CellKind::ArrayBuffer:
      parts.opening = prefix(object, "ArrayBuffer") + "{";
      return;
    case CellKind::SharedArrayBuffer:
      parts.opening = prefix(object, "SharedArrayBuffer") + "{";
      return;
    case CellKind::DataView:
      parts.opening = prefix(object, "DataView") + "{";
      return;
    case CellKind::Generator:
    case CellKind::AsyncGenerator:
      parts.opening = prefix(object, "Object") + "{";
      parts.is_done = keys.empty();
      parts.base = parts.opening + "}";
      break;
    default: {
      const std::string name = prefix(object, "Object");
      // Plain objects go without their name, unless there is nothing else to show.
      parts.opening = name == "Object " ? "{" : name + "{";
      parts.base = parts.opening + "}";
      parts.is_done = keys.empty();
    }
  }
  if (!parts.is_done) parts.base.clear();
}

}  // namespace orrery::display
