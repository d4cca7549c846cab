#include "web/dom/abort_controller.h"

#include "vm/objects/realm_interface.h"

namespace orrery::web {

// https://dom.spec.whatwg.org/#dom-abortcontroller-abortcontroller
vm::Completion<AbortController*> AbortController::construct(vm::Agent& agent, const vm::NativeFrame& frame) {
  auto* signal = vm::make_platform_object<AbortSignal>(agent, agent.realm());
  return vm::construct_platform_object<AbortController>(agent, frame, signal);
}

}  // namespace orrery::web
