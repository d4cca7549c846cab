#pragma once

#include <span>

#include "vm/objects/realm_interface.h"
#include "web/rendering/idle_callbacks_bindings.h"
#include "web/rendering/rendering.h"

namespace orrery::web {

/// https://w3c.github.io/requestidlecallback/#window_extensions, of the global object.
class IdleCallbacks {
 public:
  static const std::span<const vm::LazyRow> k_global_rows;

  // As IDL has it
  static Rendering::Handle request_idle_callback(vm::Agent& agent, vm::Object* callback,
                                                 const IdleRequestOptions& options) {
    return Rendering::of(agent).request_idle(callback, options.timeout);
  }
  static void cancel_idle_callback(vm::Agent& agent, Rendering::Handle handle) {
    Rendering::of(agent).cancel_idle(handle);
  }
};

}  // namespace orrery::web
