#pragma once

#include <span>

#include "vm/objects/realm_interface.h"
#include "web/rendering/rendering.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#animationframeprovider, of the
/// global object.
class AnimationFrames {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;

  // As IDL has it
  static Rendering::Handle request_animation_frame(vm::Agent& agent, vm::Object* callback) {
    return Rendering::of(agent).request_frame(callback);
  }
  static void cancel_animation_frame(vm::Agent& agent, Rendering::Handle handle) {
    Rendering::of(agent).cancel_frame(handle);
  }
};

}  // namespace orrery::web
