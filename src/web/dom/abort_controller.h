#pragma once

#include "web/dom/abort_signal.h"
#include "webidl/descriptions.h"

namespace orrery::web {

/// https://dom.spec.whatwg.org/#interface-abortcontroller
class AbortController final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<AbortController*> construct(vm::Agent& agent, const vm::NativeFrame& frame);
  AbortController(vm::Shape* shape, AbortSignal* signal)
      : PlatformObject(shape, k_interface), signal_(signal) {}

  vm::Object* signal() const { return signal_.get(); }
  vm::Completion<void> abort(vm::Agent& agent, vm::Value reason) {
    return signal_->signal_abort(agent, reason);
  }

  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent) const {
    return webidl::describe_properties(agent, {{"signal", signal()}});
  }
  void visit_state(gc::Visitor& visitor) { visitor.visit(signal_); }

 private:
  gc::Field<AbortSignal> signal_;
};

}  // namespace orrery::web
