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

  vm::String* encoding(vm::Agent& agent) const;
  /// \return a Uint8Array
  vm::Completion<vm::Object*> encode(vm::Agent& agent, vm::String* input) const;
  /// \return a TextEncoderEncodeIntoResult
  vm::Completion<vm::Object*> encode_into(vm::Agent& agent, vm::String* source,
                                          const webidl::BufferSource& destination) const;

  void visit_state(gc::Visitor&) {}
};

}  // namespace orrery::web
