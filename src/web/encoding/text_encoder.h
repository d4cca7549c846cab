#pragma once

#include "vm/objects/platform_object.h"
#include "webidl/buffer_sources.h"

namespace orrery::web {

/// https://encoding.spec.whatwg.org/#interface-textencoder
class TextEncoder final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<TextEncoder*> construct(vm::Agent& agent, const vm::NativeFrame& frame);
  explicit TextEncoder(vm::Shape* shape) : PlatformObject(shape, k_interface) {}

  static vm::String* encoding(vm::Agent& agent);
  /// \return a Uint8Array
  static vm::Completion<vm::Object*> encode(vm::Agent& agent, vm::String* input);
  /// \return a TextEncoderEncodeIntoResult
  static vm::Completion<vm::Object*> encode_into(vm::Agent& agent, vm::String* source,
                                                 const webidl::BufferSource& destination);

  void visit_state(gc::Visitor&) {}
};

}  // namespace orrery::web
