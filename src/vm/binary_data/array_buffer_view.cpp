#include "vm/binary_data/array_buffer_view.h"

namespace orrery::vm {

ArrayBufferView::ArrayBufferView(CellKind kind, Shape* shape, BufferObject* buffer, std::size_t byte_offset,
                                 std::optional<std::size_t> byte_length, std::uint8_t size_shift)
    : Object(kind, shape),
      buffer_(buffer),
      byte_offset_(byte_offset),
      fixed_byte_length_(byte_length.value_or(0)),
      size_shift_(size_shift),
      is_length_tracking_(!byte_length) {
  asks_buffer_ = is_length_tracking_ && buffer->is_shared();
  next_view_ = buffer->first_view_;
  if (next_view_ != nullptr) next_view_->previous_link_ = &next_view_;
  previous_link_ = &buffer->first_view_;
  buffer->first_view_ = this;
  refresh();
}

void ArrayBufferView::leave_list() {
  if (previous_link_ == nullptr) return;
  *previous_link_ = next_view_;
  if (next_view_ != nullptr) next_view_->previous_link_ = previous_link_;
  previous_link_ = nullptr;
}

/// Reads again what the buffer is like.
void ArrayBufferView::refresh() {
  const std::size_t available = buffer_->byte_length();
  const bool is_visible = !buffer_->is_detached() && byte_offset_ <= available &&
                          (is_length_tracking_ || fixed_byte_length_ <= available - byte_offset_);
  data_ = is_visible ? buffer_->data() + byte_offset_ : nullptr;
  const std::size_t bytes = is_length_tracking_ ? available - byte_offset_ : fixed_byte_length_;
  length_ = is_visible && !asks_buffer_ ? bytes >> size_shift_ : 0;
  writable_length_ = buffer_->is_immutable() ? 0 : length_;
}

}  // namespace orrery::vm
