#pragma once

#include <memory>

#include "vm/functions/machine_code.h"

namespace orrery::vm {
class Agent;
class Executable;
}  // namespace orrery::vm

namespace orrery::jit {

/// Compiles the function, which must be prepared, by copying stencils (stencil.h).
/// \return null if there is no memory for code
std::unique_ptr<vm::MachineCode> compile_baseline(vm::Executable& executable);

}  // namespace orrery::jit
