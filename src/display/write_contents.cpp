// The entries between an object's braces.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "display/value_writer.h"
#include "vm/agent.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/keyed_collections.h"
#include "vm/collections/weak_ref.h"
#include "vm/errors/error_object.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/promises/promise.h"
#include "vm/rooted_keys.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

namespace {

std::string more_items(std::uint64_t count) {
  return fmt::format("... {} more item{}", count, count == 1 ? "" : "s");
}

}  // namespace

std::string ValueWriter::nested_value(Value inner, std::uint32_t level) {
  indentation_ += 2;
  std::string text = value(inner, level);
  indentation_ -= 2;
  return text;
}

namespace {

/// Of errors: an own property that the text of the stack shows already.
bool is_in_stack(vm::Agent& agent, Object* object, PropertyKey key, const vm::PropertyDescriptor& property) {
  const vm::WellKnown& names = agent.names();
  if (object->kind() != CellKind::Error || (key != names.name && key != names.message && key != names.stack))
    return false;
  if (!property.value || !property.value->is_string()) return true;
  return error_stack_text(agent, object).contains(property.value->as_string()->to_wtf8());
}

}  // namespace

/// The keys that are shown as properties: enumerable ones (or all), without the elements of arrays.
ValueWriter::Keys ValueWriter::keys_of(Object* object) {
  vm::RootedKeys all(agent_);
  if (object->kind() == CellKind::TypedArray) {
    vm::append_named_keys(object, all.items());
  } else if (vm::internal_own_property_keys(agent_, object, all.items()).is_thrown()) {
    if (!agent_.is_terminating()) agent_.take_exception();
    return {};
  }
  const bool has_elements = object->kind() == CellKind::Array || object->kind() == CellKind::StringObject;
  Keys keys;
  for (const PropertyKey key : all) {
    if (has_elements && key.is_array_index()) continue;
    const std::optional<vm::PropertyDescriptor> property = own_property(agent_, object, key);
    if (!property || (!options_.shows_hidden && !property->enumerable.value_or(false))) continue;
    if (!options_.shows_hidden && is_in_stack(agent_, object, key, *property)) continue;
    keys.push_back(key);
  }
  return keys;
}

void ValueWriter::add_contents(Object* object, std::uint32_t level, Parts& parts) {
  switch (object->kind()) {
    case CellKind::Array:
      return add_elements(object, level, parts);
    case CellKind::TypedArray:
      return add_typed_elements(object, parts);
    case CellKind::ArrayBuffer:
    case CellKind::SharedArrayBuffer:
      return add_buffer(object, parts);
    case CellKind::DataView:
      return add_data_view(object, level, parts);
    case CellKind::Promise:
      return add_promise(object, level, parts);
    case CellKind::Map:
    case CellKind::Set:
      return add_collection(object, level, parts);
    case CellKind::MapIterator:
    case CellKind::SetIterator:
      return add_collection_iterator(object, level, parts);
    case CellKind::WeakMap:
    case CellKind::WeakSet:
      parts.entries.push_back(styled(Style::Special, "<items unknown>"));
      return;
    case CellKind::WeakRef:
      // Looking does not keep the target alive, as deref() would.
      parts.entries.push_back(nested_value(static_cast<vm::WeakRef*>(object)->target(), level));
      return;
    default:
      return;
  }
}

void ValueWriter::add_elements(Object* array, std::uint32_t level, Parts& parts) {
  const std::uint32_t length = static_cast<vm::Array*>(array)->length();
  vm::RootedKeys keys(agent_);
  if (vm::internal_own_property_keys(agent_, array, keys.items()).is_thrown()) return;
  std::uint32_t next = 0;  // the first index that is not shown yet
  for (const PropertyKey key : keys) {
    if (!key.is_array_index() || parts.entries.size() >= options_.max_elements) break;
    const std::uint32_t holes = key.as_index() - next;
    if (holes > 0) {
      parts.entries.push_back(
          styled(Style::Undefined, fmt::format("<{} empty item{}>", holes, holes == 1 ? "" : "s")));
      next = key.as_index();
      if (parts.entries.size() >= options_.max_elements) break;
    }
    parts.entries.push_back(property_value(array, key, level));
    next++;
  }
  if (next == length) return;
  const std::uint32_t rest = length - next;
  if (parts.entries.size() >= options_.max_elements) {
    parts.entries.push_back(more_items(rest));
  } else {
    parts.entries.push_back(
        styled(Style::Undefined, fmt::format("<{} empty item{}>", rest, rest == 1 ? "" : "s")));
  }
}

// Binary data -----------------------------------------------------------------------------------------------

void ValueWriter::add_typed_elements(Object* object, Parts& parts) {
  const auto* array = static_cast<vm::TypedArray*>(object);
  const std::size_t shown = std::min(array->length(), options_.max_elements);
  for (std::size_t i = 0; i < shown; i++)
    parts.entries.push_back(primitive(vm::typed_array_element(agent_, array, i)));
  if (shown < array->length()) parts.entries.push_back(more_items(array->length() - shown));
}

/// The bytes, and how many there are.
void ValueWriter::add_buffer(Object* object, Parts& parts) {
  const auto* buffer = static_cast<vm::BufferObject*>(object);
  const std::size_t length = buffer->byte_length();
  if (buffer->is_detached()) {
    parts.entries.push_back(styled(Style::Special, "(detached)"));
  } else {
    const std::size_t shown = std::min(length, options_.max_elements);
    std::string bytes;
    for (std::size_t i = 0; i < shown; i++)
      bytes += fmt::format("{}{:02x}", i == 0 ? "" : " ", static_cast<unsigned>(buffer->data()[i]));
    if (shown < length)
      bytes += fmt::format(" ... {} more byte{}", length - shown, length - shown == 1 ? "" : "s");
    parts.entries.push_back(fmt::format("[{}]: <{}>", styled(Style::Special, "Uint8Contents"), bytes));
  }
  parts.entries.push_back("[byteLength]: " + primitive(Value::number(length)));
}

void ValueWriter::add_data_view(Object* object, std::uint32_t level, Parts& parts) {
  const auto* view = static_cast<vm::DataView*>(object);
  parts.entries.push_back("[byteLength]: " + primitive(Value::number(view->byte_length())));
  parts.entries.push_back("[byteOffset]: " + primitive(Value::number(view->byte_offset())));
  parts.entries.push_back("[buffer]: " + nested_value(view->buffer(), level));
}

void ValueWriter::add_promise(Object* object, std::uint32_t level, Parts& parts) {
  const auto* promise = static_cast<vm::Promise*>(object);
  if (promise->state() == vm::Promise::State::Pending) {
    parts.entries.push_back(styled(Style::Special, "<pending>"));
    return;
  }
  const std::string result = nested_value(promise->result(), level);
  const bool is_rejected = promise->state() == vm::Promise::State::Rejected;
  parts.entries.push_back(is_rejected ? styled(Style::Special, "<rejected>") + " " + result : result);
}

void ValueWriter::add_collection(Object* object, std::uint32_t level, Parts& parts) {
  const vm::OrderedTable* table = static_cast<vm::KeyedCollection*>(object)->table();
  for (std::uint32_t place = 0; place < table->end(); place++) {
    if (table->key(place).is_empty()) continue;
    if (parts.entries.size() >= options_.max_elements) {
      parts.entries.push_back(more_items(table->size() - parts.entries.size()));
      return;
    }
    std::string entry = nested_value(table->key(place), level);
    if (object->kind() == CellKind::Map) entry += " => " + nested_value(table->value(place), level);
    parts.entries.push_back(std::move(entry));
  }
}

/// What the iterator has yet to give.
void ValueWriter::add_collection_iterator(Object* object, std::uint32_t level, Parts& parts) {
  const auto* iterator = static_cast<vm::KeyedCollectionIterator*>(object);
  vm::TableCursor cursor = iterator->cursor();
  while (cursor.table != nullptr) {
    const std::optional<std::uint32_t> place = cursor.next();
    if (!place) return;
    if (parts.entries.size() >= options_.max_elements) {
      parts.entries.emplace_back("... more items");
      return;
    }
    const bool is_map = object->kind() == CellKind::MapIterator;
    const Value key = cursor.table->key(*place);
    const Value other = is_map ? cursor.table->value(*place) : key;
    switch (iterator->iteration_kind()) {
      case vm::IterationKind::Keys:
        parts.entries.push_back(nested_value(key, level));
        break;
      case vm::IterationKind::Values:
        parts.entries.push_back(nested_value(other, level));
        break;
      case vm::IterationKind::Entries:
        parts.entries.push_back(
            fmt::format("[ {}, {} ]", nested_value(key, level), nested_value(other, level)));
        break;
    }
  }
}

/// An error's cause, and the errors of an AggregateError, are worth showing although they are not enumerable.
void ValueWriter::add_hidden_error_properties(Object* error, std::uint32_t level, const Keys& keys,
                                              Parts& parts) {
  if (error->kind() != CellKind::Error) return;
  for (const PropertyKey key : {agent_.names().cause, agent_.names().errors}) {
    if (std::ranges::find(keys, key) != keys.end() || !own_property(agent_, error, key)) continue;
    parts.entries.push_back(property(error, key, level));
  }
}

// Properties ------------------------------------------------------------------------------------------------

std::string ValueWriter::property_value(Object* object, PropertyKey key, std::uint32_t level) {
  const std::optional<vm::PropertyDescriptor> property = own_property(agent_, object, key);
  if (!property) return styled(Style::Special, "<uninitialized>");
  if (property->value) return nested_value(*property->value, level);
  const bool has_getter = property->get && !property->get->is_undefined();
  const bool has_setter = property->set && !property->set->is_undefined();
  if (!has_getter && !has_setter) return styled(Style::Undefined, "undefined");
  return styled(Style::Special, has_getter && has_setter ? "[Getter/Setter]"
                                : has_getter             ? "[Getter]"
                                                         : "[Setter]");
}

std::string ValueWriter::property(Object* object, PropertyKey key, std::uint32_t level) {
  const std::optional<vm::PropertyDescriptor> property = own_property(agent_, object, key);
  const bool is_enumerable = !property || property->enumerable.value_or(true);
  return key_text(key, is_enumerable) + ": " + property_value(object, key, level);
}

namespace {

/// Those that util.inspect shows without quotation marks: fewer than the language allows.
bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_part);
}

}  // namespace

std::string ValueWriter::key_text(PropertyKey key, bool is_enumerable) const {
  const Value value = vm::to_value(agent_, key);
  if (value.is_symbol()) return fmt::format("[{}]", styled(Style::Symbol, primitive_text(agent_, value)));
  std::string name = value.as_string()->to_wtf8();
  if (key == agent_.names().proto) return "['__proto__']";
  if (!is_enumerable) return fmt::format("[{}]", name);
  if (is_plain_name(name)) return name;
  return styled(Style::String, quoted_text(value.as_string()));
}

}  // namespace orrery::display
