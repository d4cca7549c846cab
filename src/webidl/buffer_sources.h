#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/element_types.h"
#include "vm/completion.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::webidl {

/// Which buffers https://webidl.spec.whatwg.org/#js-buffer-source-types lets pass beyond the plain ones.
struct AllowedBuffers {
  bool shared = false;     // [AllowShared]
  bool resizable = false;  // [AllowResizable]
};

/// BufferSource, or a part of it: a buffer, or a view of one.
class BufferSource {
 public:
  BufferSource(vm::Object* object, vm::BufferObject* buffer) : object_(object), buffer_(buffer) {}
  vm::Object* object() const { return object_; }
  vm::BufferObject* buffer() const { return buffer_; }
  bool is_view() const { return object_ != buffer_; }
  /// The bytes as they are now: none if the buffer is detached or the view out of bounds. Valid until
  /// anything else runs.
  std::span<std::byte> bytes() const;
  bool is_detached() const { return buffer_->is_detached(); }

 private:
  vm::Object* object_;
  vm::BufferObject* buffer_;
};

/// https://webidl.spec.whatwg.org/#js-buffer-source-types, of `BufferSource`
vm::Completion<BufferSource> convert_buffer_source(vm::Agent& agent, vm::Value value, std::string_view where,
                                                   AllowedBuffers allowed = {});
/// Of `ArrayBufferView`.
vm::Completion<BufferSource> convert_array_buffer_view(vm::Agent& agent, vm::Value value,
                                                       std::string_view where, AllowedBuffers allowed = {});
/// Of `ArrayBuffer`.
vm::Completion<BufferSource> convert_array_buffer(vm::Agent& agent, vm::Value value, std::string_view where,
                                                  AllowedBuffers allowed = {});
/// Of `Uint8Array` and its kin.
vm::Completion<BufferSource> convert_typed_array(vm::Agent& agent, vm::Value value, vm::ElementType type,
                                                 std::string_view where, AllowedBuffers allowed = {});
/// Whether `value` is a buffer or a view of one.
bool is_buffer_source(vm::Value value);
bool is_array_buffer(vm::Value value);
bool is_array_buffer_view(vm::Value value);
bool is_typed_array(vm::Value value, vm::ElementType type);

}  // namespace orrery::webidl
