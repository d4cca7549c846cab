// The kinds of objects that StructuredDeserialize makes.
#include <cmath>
#include <cstring>
#include <optional>

#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/keyed_collections.h"
#include "vm/dates/date_object.h"
#include "vm/errors/error_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/regexps/regexp_object.h"
#include "vm/shapes/shapes.h"
#include "web/structured_data/deserializer.h"
#include "web/structured_data/error_parts.h"
#include "webidl/dom_exception.h"
#include "webidl/quota_exceeded_error.h"

namespace orrery::web {

using vm::Completion;
using vm::Object;
using vm::Value;

Completion<Value> Deserializer::read_object(Tag tag) {
  switch (tag) {
    case Tag::Wrapper:
      return read_wrapper();
    case Tag::Date: {  // 10.
      vm::Shape* shape =
          agent_.shapes().root(agent_.intrinsic(vm::Intrinsic::DatePrototype), vm::CellKind::Date);
      return add(agent_.heap().make<vm::Date>(0, shape, reader_.read_double()));
    }
    case Tag::RegExp:
      return read_regexp();
    case Tag::ArrayBuffer:
      return read_array_buffer();
    case Tag::SharedArrayBuffer:
      return read_shared_array_buffer();
    case Tag::View:
      return read_view();
    case Tag::Map: {  // 17.
      const std::uint32_t count = reader_.read_count();
      return enter(Frame::Kind::Map, add(vm::make_map(agent_)), count * 2);
    }
    case Tag::Set: {  // 18.
      const std::uint32_t count = reader_.read_count();
      return enter(Frame::Kind::Set, add(vm::make_set(agent_)), count);
    }
    case Tag::Error:
      return read_error();
    case Tag::DomException:
      return read_dom_exception();
    case Tag::QuotaExceeded:
      return read_quota_exceeded_error();
    case Tag::PackedArray:
    case Tag::Array:
      return read_array(tag);
    case Tag::Object:  // 20.
      return enter(Frame::Kind::Properties,
                   add(vm::ordinary_object_create(agent_, agent_.intrinsic(vm::Intrinsic::ObjectPrototype))),
                   0);
    case Tag::NewForm:
      TRY(read_form());
      return enter_form(static_cast<std::uint32_t>(forms_.size()) - 1);
    case Tag::Form:
      return enter_form(reader_.read_count());
    case Tag::Platform:
      return read_platform_object();
    default:
      assert(false && "no value begins like this");
      return Value::undefined();
  }
}

// Steps 6 to 9
Completion<Value> Deserializer::read_wrapper() {
  const Value primitive = TRY(read());
  return add(TRY(vm::to_object(agent_, primitive)));
}

// Step 11
Completion<Value> Deserializer::read_regexp() {
  vm::String* source = TRY(read_string());
  const std::size_t length = reader_.read_number();
  const std::string_view flags(reinterpret_cast<const char*>(reader_.read_bytes(length)), length);
  return add(TRY(vm::regexp_create(agent_, source, vm::make_ascii_string(agent_, flags))));
}

// Binary data -----------------------------------------------------------------------------------------------

// Steps 13 and 14
Completion<Value> Deserializer::read_array_buffer() {
  vm::BufferContents& contents = data_.buffers[reader_.read_number()];
  if (buffers_ == Buffers::Move) return add(vm::ArrayBuffer::adopt(agent_, std::move(contents)));
  vm::ArrayBuffer* buffer = TRY(vm::ArrayBuffer::allocate(agent_, contents.size));
  std::memcpy(buffer->data(), contents.block.bytes(), contents.size.byte_length);
  if (contents.is_immutable) buffer->make_immutable();
  return add(buffer);
}

// Step 12
Completion<Value> Deserializer::read_shared_array_buffer() {
  const std::shared_ptr<vm::SharedDataBlock>& block = data_.shared_blocks[reader_.read_number()];
  const std::size_t longest = reader_.read_number();
  return add(TRY(
      vm::SharedArrayBuffer::adopt(agent_, block, longest == 0 ? std::nullopt : std::optional(longest - 1))));
}

// Steps 15 and 16
Completion<Value> Deserializer::read_view() {
  const std::size_t number = objects_.size();
  objects_.push_back(nullptr);
  vm::BufferObject* buffer = vm::as_buffer(TRY(read()));
  const std::uint8_t type = reader_.read_byte();
  const std::size_t offset = reader_.read_number();
  const std::size_t length_code = reader_.read_number();
  std::optional<std::size_t> length;
  if (length_code != 0) length = length_code - 1;
  const std::size_t size = type == k_data_view ? 1 : vm::info(static_cast<vm::ElementType>(type)).size;
  // A script may have made the buffer shorter before it was transferred.
  if (offset + length.value_or(0) * size > buffer->byte_length())
    return webidl::throw_dom_exception(agent_, "DataCloneError",
                                       "A view is out of the bounds of its buffer.");
  if (type == k_data_view) {
    vm::Shape* shape =
        agent_.shapes().root(agent_.intrinsic(vm::Intrinsic::DataViewPrototype), vm::CellKind::DataView);
    objects_[number] = agent_.heap().make<vm::DataView>(0, shape, buffer, offset, length);
  } else {
    objects_[number] =
        vm::make_typed_array(agent_, static_cast<vm::ElementType>(type), buffer, offset, length);
  }
  return objects_[number];
}

// Errors ----------------------------------------------------------------------------------------------------

// Step 21
Completion<Value> Deserializer::read_error() {
  // 21.1. to 21.3.
  Object* prototype = agent_.intrinsic(prototype_of(static_cast<ErrorName>(reader_.read_byte())));
  const std::uint8_t parts = reader_.read_byte();
  auto* error = agent_.heap().make<vm::ErrorObject>(0, agent_.shapes().root(prototype, vm::CellKind::Error));
  add(error);
  // 21.4. 21.5.
  if ((parts & ErrorParts::k_message) != 0) {
    agent_.shapes().add(error, agent_.names().message, TRY(read_string()), vm::k_hidden_attributes);
  }
  // 21.6.
  if ((parts & ErrorParts::k_stack) != 0) error->set_stack(TRY(read_string()));
  return (parts & ErrorParts::k_cause) != 0 ? enter(Frame::Kind::Cause, error, 1) : Value(error);
}

// https://webidl.spec.whatwg.org/#idl-DOMException: its deserialization steps
Completion<Value> Deserializer::read_dom_exception() {
  vm::String* name = TRY(read_string());
  vm::String* message = TRY(read_string());
  return read_exception_stack(webidl::make_dom_exception(agent_, agent_.realm(), name, message));
}

// https://webidl.spec.whatwg.org/#quotaexceedederror: its deserialization steps
Completion<Value> Deserializer::read_quota_exceeded_error() {
  const auto read_nullable = [&]() -> std::optional<double> {
    const double number = reader_.read_double();
    return std::isnan(number) ? std::nullopt : std::optional(number);
  };
  webidl::QuotaExceededErrorOptions options;
  options.quota = read_nullable();
  options.requested = read_nullable();
  TRY(read_string());  // its name, which is always the same
  vm::String* message = TRY(read_string());
  return read_exception_stack(webidl::make_quota_exceeded_error(agent_, agent_.realm(), message, options));
}

Completion<Value> Deserializer::read_exception_stack(vm::ErrorObject* exception) {
  add(exception);
  if ((reader_.read_byte() & ErrorParts::k_stack) != 0) exception->set_stack(TRY(read_string()));
  return exception;
}

// Platform objects ------------------------------------------------------------------------------------------

// Step 22
Completion<Value> Deserializer::read_platform_object() {
  const SerializedPlatformObject& object = data_.platform_objects[reader_.read_number()];
  return add(TRY(object.interface->structured_data_steps->deserialize(agent_, *object.data)));
}

}  // namespace orrery::web
