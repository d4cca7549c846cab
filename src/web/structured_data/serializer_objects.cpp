// The kinds of objects that StructuredSerializeInternal knows.
#include <limits>

#include "vm/bigint/bigint.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/keyed_collections.h"
#include "vm/dates/date_object.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/proxy.h"
#include "vm/objects/string_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/regexps/regexp_object.h"
#include "web/structured_data/error_parts.h"
#include "web/structured_data/serializer.h"
#include "webidl/dom_exception.h"
#include "webidl/quota_exceeded_error.h"

namespace orrery::web {

using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::Value;

// Steps 2, 3 and 26
Completion<void> Serializer::write_object(Object* object) {
  const ObjectNumbers::Found found = numbers_.find_or_add(object);
  if (found.is_new) return write_new_object(object);
  bytes_.write(Tag::Reference);
  bytes_.write_number(found.number);
  return {};
}

Completion<void> Serializer::write_new_object(Object* object) {
  switch (object->kind()) {
    case CellKind::Object:
      // 24. The global object is a platform object, although of an ordinary kind.
      if (object == agent_.realm().global_object()) return refuse(object);
      return write_ordinary_object(object);
    case CellKind::Array:
      return write_array(static_cast<vm::Array*>(object));
    case CellKind::PrimitiveObject:
      return write_wrapper(static_cast<vm::PrimitiveObject*>(object));
    case CellKind::StringObject:  // 10.
      bytes_.write(Tag::Wrapper);
      write_string(static_cast<vm::StringObject*>(object)->string());
      return {};
    case CellKind::Date:  // 12.
      bytes_.write(Tag::Date);
      bytes_.write_double(static_cast<vm::Date*>(object)->date_value());
      return {};
    case CellKind::RegExp:
      return write_regexp(static_cast<vm::RegExpObject*>(object));
    case CellKind::ArrayBuffer:
    case CellKind::SharedArrayBuffer:
      return write_buffer(static_cast<vm::BufferObject*>(object));
    case CellKind::TypedArray:
    case CellKind::DataView:
      return write_view(static_cast<vm::ArrayBufferView*>(object));
    case CellKind::Map:
      write_map(static_cast<vm::Map*>(object));
      return {};
    case CellKind::Set:
      write_set(static_cast<vm::Set*>(object));
      return {};
    case CellKind::Error:
      if (webidl::as_dom_exception(object) == nullptr)
        return write_error(static_cast<vm::ErrorObject*>(object));
      write_dom_exception(static_cast<vm::ErrorObject*>(object));
      return {};
    case CellKind::PlatformObject:
      return write_platform_object(static_cast<vm::PlatformObject*>(object));
    case CellKind::Proxy:
      if (!static_cast<vm::Proxy*>(object)->stands_for_target()) return refuse(object);
      return write_ordinary_object(static_cast<vm::Proxy*>(object)->target());
    default:  // 22. to 24. Functions, objects with other internal slots, exotic ones.
      return refuse(object);
  }
}

// Steps 7, 8, 9 and 11
Completion<void> Serializer::write_wrapper(vm::PrimitiveObject* object) {
  if (object->primitive().is_symbol()) return refuse(object);
  bytes_.write(Tag::Wrapper);
  return write(object->primitive());
}

// Step 13
Completion<void> Serializer::write_regexp(vm::RegExpObject* object) {
  const vm::RegExpPattern* pattern = object->pattern();
  if (pattern == nullptr) return refuse(object);
  bytes_.write(Tag::RegExp);
  write_string(pattern->source());
  const std::string flags = vm::regexp_flags_text(pattern->flags());
  bytes_.write_number(flags.size());
  bytes_.write_bytes(std::as_bytes(std::span(flags)));
  return {};
}

// Binary data -----------------------------------------------------------------------------------------------

// Step 14
Completion<void> Serializer::write_buffer(vm::BufferObject* buffer) {
  if (buffer->is_shared()) {
    // 14.1. All agents that there can be are in one cluster.
    auto* shared = static_cast<vm::SharedArrayBuffer*>(buffer);
    bytes_.write(Tag::SharedArrayBuffer);
    bytes_.write_number(data_.shared_blocks.size());
    const std::optional<std::size_t> longest = shared->max_byte_length();
    bytes_.write_number(longest ? *longest + 1 : 0);
    data_.shared_blocks.push_back(shared->block());
    return {};
  }
  // 14.2.1.
  if (buffer->is_detached()) return refuse("An ArrayBuffer is detached and could not be cloned.");
  // 14.2.2. to 14.2.6.
  std::optional<vm::BufferContents> copy = static_cast<vm::ArrayBuffer*>(buffer)->try_copy(agent_);
  if (!copy) return refuse("Data cannot be cloned, out of memory.");
  bytes_.write(Tag::ArrayBuffer);
  bytes_.write_number(data_.buffers.size());
  data_.buffers.push_back(std::move(*copy));
  return {};
}

// Step 15
Completion<void> Serializer::write_view(vm::ArrayBufferView* view) {
  // 15.1.
  if (view->is_out_of_bounds()) return refuse(view);
  // 15.2. to 15.7.
  bytes_.write(Tag::View);
  TRY(write_object(view->buffer()));
  const vm::TypedArray* array = vm::as_typed_array(view);
  bytes_.write_byte(array == nullptr ? k_data_view : static_cast<std::uint8_t>(array->element_type()));
  bytes_.write_number(view->byte_offset());
  bytes_.write_number(view->is_length_tracking() ? 0 : view->length() + 1);
  return {};
}

// Collections -----------------------------------------------------------------------------------------------

// Steps 16 and 27.1: the entries that are there now.
void Serializer::write_map(const vm::Map* map) {
  bytes_.write(Tag::Map);
  bytes_.write_number(map->size());
  const std::size_t start = values_.size();
  const vm::OrderedTable* table = map->table();
  for (std::uint32_t place = 0; place < table->end(); place++) {
    if (table->key(place).is_empty()) continue;
    values_.push_back(table->key(place));
    values_.push_back(table->value(place));
  }
  enter_values(nullptr, start);
}

// Steps 17 and 27.2
void Serializer::write_set(const vm::Set* set) {
  bytes_.write(Tag::Set);
  bytes_.write_number(set->size());
  const std::size_t start = values_.size();
  const vm::OrderedTable* table = set->table();
  for (std::uint32_t place = 0; place < table->end(); place++) {
    if (!table->key(place).is_empty()) values_.push_back(table->key(place));
  }
  enter_values(nullptr, start);
}

// Errors ----------------------------------------------------------------------------------------------------

namespace {

/// The value of an own data property; Empty: there is none.
Completion<Value> own_data_property(vm::Agent& agent, Object* object, vm::PropertyKey key) {
  const auto descriptor = TRY(vm::internal_get_own_property(agent, object, key));
  return descriptor && descriptor->value ? *descriptor->value : Value::empty();
}

}  // namespace

// Step 18. Of the accompanying data that user agents may attach there are `stack` and `cause`, as in V8.
Completion<void> Serializer::write_error(vm::ErrorObject* error) {
  // 18.1.
  const Value name = TRY(vm::get(agent_, error, agent_.names().name));
  // 18.2.
  vm::String* name_text = TRY(vm::to_string(agent_, name));
  // 18.3.
  const Value message = TRY(own_data_property(agent_, error, agent_.names().message));
  // 18.4.
  vm::String* message_text = message.is_empty() ? nullptr : TRY(vm::to_string(agent_, message));
  const Value cause = TRY(own_data_property(agent_, error, agent_.names().cause));
  vm::String* stack = vm::seen_stack(agent_, error);
  // 18.5.
  bytes_.write(Tag::Error);
  bytes_.write_byte(static_cast<std::uint8_t>(error_name_of(name_text)));
  bytes_.write_byte(static_cast<std::uint8_t>((message_text != nullptr ? ErrorParts::k_message : 0) |
                                              (stack != nullptr ? ErrorParts::k_stack : 0) |
                                              (cause.is_empty() ? 0 : ErrorParts::k_cause)));
  if (message_text != nullptr) write_string(message_text);
  if (stack != nullptr) write_string(stack);
  if (cause.is_empty()) return {};
  values_.push_back(cause);
  enter_values(error, values_.size() - 1);
  return {};
}

// https://webidl.spec.whatwg.org/#idl-DOMException and https://webidl.spec.whatwg.org/#quotaexceedederror:
// their serialization steps
void Serializer::write_dom_exception(vm::ErrorObject* error) {
  vm::String* stack = vm::seen_stack(agent_, error);
  if (const webidl::QuotaExceededErrorOptions* quota = webidl::quota_options(error)) {
    constexpr double k_null = std::numeric_limits<double>::quiet_NaN();  // which neither can be
    bytes_.write(Tag::QuotaExceeded);
    bytes_.write_double(quota->quota.value_or(k_null));
    bytes_.write_double(quota->requested.value_or(k_null));
  } else {
    bytes_.write(Tag::DomException);
  }
  write_string(error->description()->name());
  write_string(error->description()->message());
  bytes_.write_byte(stack != nullptr ? ErrorParts::k_stack : 0);
  if (stack != nullptr) write_string(stack);
}

// Platform objects ------------------------------------------------------------------------------------------

// Steps 20 and 21
Completion<void> Serializer::write_platform_object(vm::PlatformObject* object) {
  const StructuredDataSteps* steps = object->interface().structured_data_steps;
  if (steps == nullptr) return refuse(object);
  if (steps->serialize == nullptr)
    return refuse("Object that needs transfer was found in message but not listed in transferList");
  std::shared_ptr<const PlatformData> data = TRY(steps->serialize(agent_, object));
  bytes_.write(Tag::Platform);
  bytes_.write_number(data_.platform_objects.size());
  data_.platform_objects.push_back({&object->interface(), std::move(data)});
  return {};
}

}  // namespace orrery::web
