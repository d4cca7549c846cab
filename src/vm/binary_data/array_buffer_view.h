#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "vm/binary_data/array_buffer.h"

namespace orrery::vm {

/// What typed arrays and data views have in common: a part of a buffer, seen as elements of some size (data
/// views: bytes). See array_buffer.h.
class ArrayBufferView : public Object {
 public:
  static constexpr bool k_kind_has_finalizer = true;

  BufferObject* buffer() const { return buffer_.get(); }  // [[ViewedArrayBuffer]]
  /// [[ByteOffset]], wherever the buffer ends now.
  std::size_t byte_offset() const { return byte_offset_; }
  /// [[ByteLength]] or [[ArrayLength]] is auto: the view reaches to the buffer's end.
  bool is_length_tracking() const { return is_length_tracking_; }

  /// IsTypedArrayOutOfBounds, IsViewOutOfBounds: the buffer is detached, or too short for the view.
  bool is_out_of_bounds() const { return data_ == nullptr; }
  /// TypedArrayLength, or the bytes of a data view; 0 if it is out of bounds.
  std::size_t length() const {
    if (!asks_buffer_) [[likely]]
      return length_;
    return (buffer_->byte_length() - byte_offset_) >> size_shift_;
  }
  std::size_t byte_length() const { return length() << size_shift_; }
  /// Where the first element lies; null: out of bounds.
  std::byte* data() const { return data_; }

  // For fast paths: element i is at data() + i * size if i is below these.
  std::size_t cached_length() const { return length_; }
  std::size_t cached_writable_length() const { return writable_length_; }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(buffer_);
  }

 protected:
  /// \param byte_length  nothing: to the end of the buffer, wherever that is
  ArrayBufferView(CellKind kind, Shape* shape, BufferObject* buffer, std::size_t byte_offset,
                  std::optional<std::size_t> byte_length, std::uint8_t size_shift);
  ~ArrayBufferView() { leave_list(); }

 private:
  friend class BufferObject;

  void refresh();
  void leave_list();

  std::byte* data_ = nullptr;
  std::size_t length_ = 0;
  std::size_t writable_length_ = 0;
  gc::Field<BufferObject> buffer_;
  std::size_t byte_offset_;
  std::size_t fixed_byte_length_;
  ArrayBufferView* next_view_ = nullptr;
  ArrayBufferView** previous_link_ = nullptr;  // what points to this one; null: on no list
  // Last, so that a subclass has room behind them.
  std::uint8_t size_shift_;
  bool is_length_tracking_;
  bool asks_buffer_ = false;  // its length can change without anybody telling
};

/// https://tc39.es/ecma262/#sec-dataview-objects
class DataView final : public ArrayBufferView {
 public:
  static constexpr CellKind k_kind = CellKind::DataView;

  DataView(Shape* shape, BufferObject* buffer, std::size_t byte_offset,
           std::optional<std::size_t> byte_length)
      : ArrayBufferView(k_kind, shape, buffer, byte_offset, byte_length, 0) {}
};

}  // namespace orrery::vm
