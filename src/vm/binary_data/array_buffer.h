#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "gc/external_memory.h"
#include "vm/binary_data/data_block.h"
#include "vm/completion.h"
#include "vm/objects/object.h"

namespace orrery::vm {

class ArrayBufferView;

/// [DOC] Buffers and views
///
/// An ArrayBuffer or SharedArrayBuffer owns bytes outside the heap (data_block.h); they count to the heap's
/// limit, and go with the buffer's finalizer, or by detaching. Typed arrays and data views see a part of them
/// (array_buffer_view.h).
///
/// *A view caches* the address and the number of its elements, so that reading one is a comparison and a
/// load: nothing there while the buffer is detached or too short for the view. The buffer keeps a list of its
/// views and tells them when it changes. The list is weak: views take themselves out when they are finalized.
/// SAFETY: there a finalizer touches other cells; those on the list have not been finalized yet, so their
/// memory is theirs.
///
/// Only a growable SharedArrayBuffer can change behind an agent's back, by growing. A view whose length
/// follows such a buffer's has an empty cache, and asks each time.

/// What ArrayBuffers and SharedArrayBuffers have in common: all with [[ArrayBufferData]].
class BufferObject : public Object {
 public:
  static constexpr bool k_kind_has_finalizer = true;

  bool is_shared() const { return shared_ != nullptr; }       // IsSharedArrayBuffer
  bool is_detached() const { return data_ == nullptr; }       // IsDetachedBuffer
  bool is_fixed_length() const { return !max_byte_length_; }  // IsFixedLengthArrayBuffer
  bool is_immutable() const { return is_immutable_; }         // IsImmutableBuffer
  /// [[ArrayBufferByteLength]], 0 if detached; of a growable SharedArrayBuffer what it is now.
  std::size_t byte_length() const {
    return shared_ != nullptr ? shared_->byte_length.load(std::memory_order_seq_cst) : byte_length_;
  }
  /// [[ArrayBufferMaxByteLength]]; nothing: the length is fixed.
  std::optional<std::size_t> max_byte_length() const { return max_byte_length_; }
  /// [[ArrayBufferData]]; null: detached.
  std::byte* data() const { return data_; }

  void visit(gc::Visitor& visitor) { Object::visit(visitor); }

 protected:
  BufferObject(CellKind kind, Shape* shape) : Object(kind, shape) {}
  ~BufferObject();
  void tell_views();

  std::byte* data_ = nullptr;
  std::size_t byte_length_ = 0;
  std::optional<std::size_t> max_byte_length_;
  bool is_immutable_ = false;
  std::shared_ptr<SharedDataBlock> shared_;  // null: not shared
  gc::ExternalMemory accounted_;

 private:
  friend class ArrayBufferView;
  ArrayBufferView* first_view_ = nullptr;  // weak
};

/// What a buffer is made with.
struct BufferSize {
  std::size_t byte_length;
  std::optional<std::size_t> max_byte_length = std::nullopt;  // nothing: the length is fixed
};

/// The bytes of an ArrayBuffer without it: on their way to another one.
struct BufferContents {
  DataBlock block;
  BufferSize size;
  gc::ExternalMemory accounted;
  bool is_immutable = false;
};

/// https://tc39.es/ecma262/#sec-arraybuffer-objects
class ArrayBuffer final : public BufferObject {
 public:
  static constexpr CellKind k_kind = CellKind::ArrayBuffer;

  /// AllocateArrayBuffer (https://tc39.es/ecma262/#sec-allocatearraybuffer) from step 4 on: a RangeError if
  /// there is not so much memory. \param prototype  null: %ArrayBuffer.prototype%
  static Completion<ArrayBuffer*> allocate(Agent& agent, const BufferSize& size, Object* prototype = nullptr);

  explicit ArrayBuffer(Shape* shape) : BufferObject(k_kind, shape) {}

  /// https://tc39.es/ecma262/#sec-detacharraybuffer
  void detach();
  /// ArrayBuffer.prototype.resize, from step 7 on. `byte_length` is not above the greatest.
  Completion<void> resize(Agent& agent, std::size_t byte_length);
  /// https://tc39.es/ecma262/#sec-arraybuffercopyanddetach from step 7 on: a new ArrayBuffer with what fits
  /// of the bytes; this one is detached. No bytes are copied where the length stays.
  Completion<ArrayBuffer*> copy_and_detach(Agent& agent, const BufferSize& size);
  /// Detaches it. \return what it had
  BufferContents release();
  /// A copy of what it has, which is not detached; nothing if there is no room for that.
  std::optional<BufferContents> try_copy(Agent& agent) const;
  /// A new one of the current realm with these bytes.
  static ArrayBuffer* adopt(Agent& agent, BufferContents contents);
  /// https://tc39.es/proposal-immutable-arraybuffer/: nobody has seen it yet.
  void make_immutable() { is_immutable_ = true; }

 private:
  DataBlock block_;
};

/// https://tc39.es/ecma262/#sec-sharedarraybuffer-objects
class SharedArrayBuffer final : public BufferObject {
 public:
  static constexpr CellKind k_kind = CellKind::SharedArrayBuffer;

  /// https://tc39.es/ecma262/#sec-allocatesharedarraybuffer from step 3 on.
  static Completion<SharedArrayBuffer*> allocate(Agent& agent, const BufferSize& size, Object* prototype);
  /// One with a block that another agent's has, too: in the current realm.
  static Completion<SharedArrayBuffer*> adopt(Agent& agent, std::shared_ptr<SharedDataBlock> block,
                                              std::optional<std::size_t> max_byte_length);

  explicit SharedArrayBuffer(Shape* shape) : BufferObject(k_kind, shape) {}

  const std::shared_ptr<SharedDataBlock>& block() const { return shared_; }
  /// SharedArrayBuffer.prototype.grow, from step 6 on. \return false: it is longer already, or would be too
  /// long
  Completion<bool> grow(Agent& agent, std::size_t byte_length);

 private:
  static Completion<SharedArrayBuffer*> make(Agent& agent, Object* prototype,
                                             std::shared_ptr<SharedDataBlock> block,
                                             std::optional<std::size_t> max_byte_length);
};

/// `value` as a buffer of either sort; null if it is none.
inline BufferObject* as_buffer(Value value) {
  return value.is_cell_of(CellKind::ArrayBuffer) || value.is_cell_of(CellKind::SharedArrayBuffer)
             ? static_cast<BufferObject*>(value.as_object())
             : nullptr;
}

}  // namespace orrery::vm
