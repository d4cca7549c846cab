#include "vm/binary_data/array_buffer.h"

#include <algorithm>
#include <cstring>

#include "vm/agent.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"

namespace orrery::vm {

namespace {

Thrown throw_no_memory(Agent& agent) {
  return agent.throw_range_error("Array buffer allocation failed");
}

Shape* shape_of(Agent& agent, Object* prototype, CellKind kind, Intrinsic intrinsic) {
  if (prototype == nullptr) prototype = agent.hooks().intrinsic(agent, intrinsic);
  return agent.shapes().root(prototype, kind);
}

}  // namespace

BufferObject::~BufferObject() {
  // Views that are finalized after this must not reach for what was here.
  while (first_view_ != nullptr) first_view_->leave_list();
}

void BufferObject::tell_views() {
  for (ArrayBufferView* view = first_view_; view != nullptr; view = view->next_view_) view->refresh();
}

// ArrayBuffer -----------------------------------------------------------------------------------------------

Completion<ArrayBuffer*> ArrayBuffer::allocate(Agent& agent, const BufferSize& size, Object* prototype) {
  // 4.
  Shape* shape = shape_of(agent, prototype, k_kind, Intrinsic::ArrayBufferPrototype);
  auto* buffer = agent.heap().make<ArrayBuffer>(0, shape);
  // 5. - 8.
  std::optional<gc::ExternalMemory> accounted = gc::ExternalMemory::try_make(agent.heap(), size.byte_length);
  if (!accounted) return throw_no_memory(agent);
  buffer->block_ = DataBlock::try_make(size.max_byte_length.value_or(size.byte_length));
  if (!buffer->block_) return throw_no_memory(agent);
  buffer->accounted_ = std::move(*accounted);
  buffer->data_ = buffer->block_.bytes();
  buffer->byte_length_ = size.byte_length;
  buffer->max_byte_length_ = size.max_byte_length;
  return buffer;
}

void ArrayBuffer::detach() {
  data_ = nullptr;
  byte_length_ = 0;
  if (max_byte_length_) max_byte_length_ = 0;
  tell_views();
  block_ = DataBlock();
  accounted_ = gc::ExternalMemory();
}

Completion<void> ArrayBuffer::resize(Agent& agent, std::size_t byte_length) {
  if (!accounted_.try_resize(byte_length)) return throw_no_memory(agent);
  // What comes back by growing again is zero.
  if (byte_length < byte_length_) std::memset(data_ + byte_length, 0, byte_length_ - byte_length);
  byte_length_ = byte_length;
  tell_views();
  return {};
}

Completion<ArrayBuffer*> ArrayBuffer::copy_and_detach(Agent& agent, const BufferSize& size) {
  const bool can_move = size.byte_length == byte_length_ && size.max_byte_length == max_byte_length_;
  if (!can_move) {
    ArrayBuffer* copy = TRY(allocate(agent, size));
    std::memcpy(copy->data_, data_, std::min(size.byte_length, byte_length_));
    detach();
    return copy;
  }
  return adopt(agent, release());
}

BufferContents ArrayBuffer::release() {
  BufferContents contents{
      std::move(block_), {byte_length_, max_byte_length_}, std::move(accounted_), is_immutable_};
  detach();
  return contents;
}

std::optional<BufferContents> ArrayBuffer::try_copy(Agent& agent) const {
  std::optional<gc::ExternalMemory> accounted = gc::ExternalMemory::try_make(agent.heap(), byte_length_);
  if (!accounted) return std::nullopt;
  DataBlock block = DataBlock::try_make(max_byte_length_.value_or(byte_length_));
  if (!block) return std::nullopt;
  std::memcpy(block.bytes(), data_, byte_length_);
  return BufferContents{
      std::move(block), {byte_length_, max_byte_length_}, std::move(*accounted), is_immutable_};
}

ArrayBuffer* ArrayBuffer::adopt(Agent& agent, BufferContents contents) {
  Shape* shape = shape_of(agent, nullptr, k_kind, Intrinsic::ArrayBufferPrototype);
  auto* buffer = agent.heap().make<ArrayBuffer>(0, shape);
  buffer->block_ = std::move(contents.block);
  buffer->accounted_ = std::move(contents.accounted);
  buffer->data_ = buffer->block_.bytes();
  buffer->byte_length_ = contents.size.byte_length;
  buffer->max_byte_length_ = contents.size.max_byte_length;
  buffer->is_immutable_ = contents.is_immutable;
  return buffer;
}

// SharedArrayBuffer -----------------------------------------------------------------------------------------

Completion<SharedArrayBuffer*> SharedArrayBuffer::make(Agent& agent, Object* prototype,
                                                       std::shared_ptr<SharedDataBlock> block,
                                                       std::optional<std::size_t> max_byte_length) {
  // Agents that share a block all account for it: each of them keeps it alive.
  auto accounted = gc::ExternalMemory::try_make(agent.heap(), block->byte_length.load());
  if (!accounted) return throw_no_memory(agent);
  Shape* shape = shape_of(agent, prototype, k_kind, Intrinsic::SharedArrayBufferPrototype);
  auto* buffer = agent.heap().make<SharedArrayBuffer>(0, shape);
  buffer->accounted_ = std::move(*accounted);
  buffer->data_ = block->block.bytes();
  buffer->max_byte_length_ = max_byte_length;
  buffer->shared_ = std::move(block);
  return buffer;
}

Completion<SharedArrayBuffer*> SharedArrayBuffer::allocate(Agent& agent, const BufferSize& size,
                                                           Object* prototype) {
  DataBlock block;
  if (size.byte_length <= agent.heap().limit())
    block = DataBlock::try_make(size.max_byte_length.value_or(size.byte_length));
  if (!block) return throw_no_memory(agent);
  return make(agent, prototype, std::make_shared<SharedDataBlock>(std::move(block), size.byte_length),
              size.max_byte_length);
}

Completion<SharedArrayBuffer*> SharedArrayBuffer::adopt(Agent& agent, std::shared_ptr<SharedDataBlock> block,
                                                        std::optional<std::size_t> max_byte_length) {
  return make(agent, nullptr, std::move(block), max_byte_length);
}

Completion<bool> SharedArrayBuffer::grow(Agent& agent, std::size_t byte_length) {
  std::size_t current = shared_->byte_length.load();
  while (true) {
    // Of the length that is there already nothing has to be done.
    if (byte_length == current) return true;
    if (byte_length < current || byte_length > *max_byte_length_) return false;
    if (!accounted_.try_resize(byte_length)) return throw_no_memory(agent);
    // Another agent may have been faster.
    if (shared_->byte_length.compare_exchange_strong(current, byte_length)) break;
  }
  tell_views();
  return true;
}

}  // namespace orrery::vm
