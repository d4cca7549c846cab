#pragma once

#include "compiler/with_control.h"

namespace orrery::compiler {

/// Emits `body`, in which add_resource() is for these resources, and their disposal when it is left.
/// https://tc39.es/ecma262/#sec-disposeresources
template <typename Body>
void FunctionCompiler::with_resources(Disposal disposal, const Node* node, Body&& body) {
  Temporaries temporaries(*this);
  const Register resources = allocate();
  emit<Op::LoadUndefined>();
  store(resources);
  const std::optional<Register> outer = std::exchange(resources_, resources);
  Control control{.kind = Control::Kind::Finally};
  with_finally(control, body);
  resources_ = outer;
  dispose(disposal, control, resources, node);
  continue_after_finally(control);
}

}  // namespace orrery::compiler
