// Builds without machine code: instead of all other files of this folder.

#include "jit/tiers.h"

namespace orrery::jit {

void install(vm::Agent&, vm::MachineCodeUse) {}

}  // namespace orrery::jit
