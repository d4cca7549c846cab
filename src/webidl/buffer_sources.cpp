#include "webidl/buffer_sources.h"

#include <string>

#include "vm/binary_data/typed_array.h"
#include "webidl/conversions.h"

namespace orrery::webidl {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

vm::ArrayBufferView* as_view(Value value) {
  return value.is_cell_of(vm::CellKind::TypedArray) || value.is_cell_of(vm::CellKind::DataView)
             ? static_cast<vm::ArrayBufferView*>(value.as_object())
             : nullptr;
}

Completion<BufferSource> check(Agent& agent, BufferSource source, std::string_view where,
                               AllowedBuffers allowed) {
  if (source.buffer()->is_shared() && !allowed.shared)
    return throw_not_convertible(agent, where, "is, or is a view of, a SharedArrayBuffer.");
  if (!source.buffer()->is_fixed_length() && !allowed.resizable)
    return throw_not_convertible(agent, where, "is, or is a view of, a resizable ArrayBuffer.");
  return source;
}

}  // namespace

std::span<std::byte> BufferSource::bytes() const {
  if (!is_view()) return {buffer_->data(), buffer_->byte_length()};
  const auto* view = static_cast<vm::ArrayBufferView*>(object_);
  if (view->is_out_of_bounds()) return {};
  return {view->data(), view->byte_length()};
}

bool is_buffer_source(Value value) {
  return vm::as_buffer(value) != nullptr || as_view(value) != nullptr;
}

Completion<BufferSource> convert_buffer_source(Agent& agent, Value value, std::string_view where,
                                               AllowedBuffers allowed) {
  if (vm::BufferObject* buffer = vm::as_buffer(value))
    return check(agent, BufferSource(buffer, buffer), where, allowed);
  if (vm::ArrayBufferView* view = as_view(value))
    return check(agent, BufferSource(view, view->buffer()), where, allowed);
  return throw_not_convertible(agent, where, "is not an instance of ArrayBuffer or ArrayBufferView.");
}

Completion<BufferSource> convert_array_buffer_view(Agent& agent, Value value, std::string_view where,
                                                   AllowedBuffers allowed) {
  if (vm::ArrayBufferView* view = as_view(value))
    return check(agent, BufferSource(view, view->buffer()), where, allowed);
  return throw_not_convertible(agent, where, "is not an instance of ArrayBufferView.");
}

bool is_array_buffer(Value value) {
  const vm::BufferObject* buffer = vm::as_buffer(value);
  return buffer != nullptr && !buffer->is_shared();
}

bool is_array_buffer_view(Value value) {
  return as_view(value) != nullptr;
}

bool is_typed_array(Value value, vm::ElementType type) {
  const vm::TypedArray* array = vm::as_typed_array(value);
  return array != nullptr && array->element_type() == type;
}

Completion<BufferSource> convert_array_buffer(Agent& agent, Value value, std::string_view where,
                                              AllowedBuffers allowed) {
  if (vm::BufferObject* buffer = vm::as_buffer(value); buffer != nullptr && !buffer->is_shared())
    return check(agent, BufferSource(buffer, buffer), where, allowed);
  return throw_not_convertible(agent, where, "is not an instance of ArrayBuffer.");
}

Completion<BufferSource> convert_typed_array(Agent& agent, Value value, vm::ElementType type,
                                             std::string_view where, AllowedBuffers allowed) {
  if (is_typed_array(value, type)) {
    vm::ArrayBufferView* view = as_view(value);
    return check(agent, BufferSource(view, view->buffer()), where, allowed);
  }
  return throw_not_convertible(agent, where,
                               "is not an instance of " + std::string(vm::info(type).array_name) + ".");
}

}  // namespace orrery::webidl
