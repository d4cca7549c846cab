#include "jit/tiers.h"

#include <utility>

#include "jit/baseline.h"
#include "vm/agent.h"
#include "vm/functions/executable.h"

namespace orrery::jit {

namespace {

using vm::Agent;
using vm::Executable;

void compile(Agent&, Executable* executable) {
  if (!executable->is_prepared() || executable->machine_code() != nullptr) return;
  if (auto code = compile_baseline(*executable)) executable->set_machine_code(std::move(code));
}

}  // namespace

void install(Agent& agent, vm::MachineCodeUse use) {
  agent.hooks().compile_to_machine_code = use == vm::MachineCodeUse::Off ? nullptr : &compile;
  agent.execution.heat_to_compile = use == vm::MachineCodeUse::Eager ? 0 : 1;
}

}  // namespace orrery::jit
