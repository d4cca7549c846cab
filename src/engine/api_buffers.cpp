// Bytes, and memory that agents share.

#include <cstring>

#include "engine/api_calls.h"
#include "vm/binary_data/array_buffer.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"

namespace orrery {

using detail::Access;
using detail::AgentState;

namespace {

const vm::ArrayBufferView* as_view(vm::Value value) {
  return value.is_cell_of(vm::CellKind::TypedArray) || value.is_cell_of(vm::CellKind::DataView)
             ? static_cast<const vm::ArrayBufferView*>(value.as_object())
             : nullptr;
}

}  // namespace

std::span<std::byte> Value::bytes() const {
  const vm::Value value = Access::unwrap(*this);
  if (const vm::BufferObject* buffer = vm::as_buffer(value)) return {buffer->data(), buffer->byte_length()};
  if (const vm::ArrayBufferView* view = as_view(value)) return {view->data(), view->byte_length()};
  return {};
}

std::optional<SharedBuffer> Value::shared_buffer() const {
  const vm::Value value = Access::unwrap(*this);
  if (!value.is_cell_of(vm::CellKind::SharedArrayBuffer)) return std::nullopt;
  const auto* buffer = static_cast<vm::SharedArrayBuffer*>(value.as_object());
  return Access::make_buffer(
      std::make_shared<detail::SharedBlock>(buffer->block(), buffer->max_byte_length()));
}

std::optional<SharedBuffer> SharedBuffer::make(std::size_t size) {
  vm::DataBlock bytes = vm::DataBlock::try_make(size);
  if (!bytes) return std::nullopt;
  return Access::make_buffer(std::make_shared<detail::SharedBlock>(
      std::make_shared<vm::SharedDataBlock>(std::move(bytes), size), std::nullopt));
}

std::span<std::byte> SharedBuffer::bytes() const {
  const vm::SharedDataBlock& block = *block_->block;
  return {block.block.bytes(), block.byte_length.load()};
}

Result<Value> Realm::array_buffer(std::span<const std::byte> bytes) const {
  return detail::in_realm(*this, [&](AgentState&, vm::Agent& agent, vm::Realm*) -> vm::Completion<vm::Value> {
    vm::ArrayBuffer* buffer = TRY(vm::ArrayBuffer::allocate(agent, {.byte_length = bytes.size()}));
    if (!bytes.empty()) std::memcpy(buffer->data(), bytes.data(), bytes.size());
    return buffer;
  });
}

Result<Value> Realm::shared_array_buffer(const SharedBuffer& buffer) const {
  const detail::SharedBlock& block = Access::block(buffer);
  return detail::in_realm(*this, [&](AgentState&, vm::Agent& agent, vm::Realm*) -> vm::Completion<vm::Value> {
    return TRY(vm::SharedArrayBuffer::adopt(agent, block.block, block.max_byte_length));
  });
}

}  // namespace orrery
