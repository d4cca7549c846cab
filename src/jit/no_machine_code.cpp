// Builds without machine code: instead of all other files of this folder.

#include "jit/listing.h"
#include "jit/tiers.h"

namespace orrery::jit {

void install(vm::Agent&, vm::MachineCodeUse) {}

std::optional<std::vector<CodePiece>> list_machine_code(const vm::Executable&) {
  return std::nullopt;
}

vm::MachineCodeRoom room() {
  return {};
}

}  // namespace orrery::jit
