#include "jit/tiers.h"

#include <string_view>
#include <utility>

#include "jit/baseline.h"
#include "jit/code_memory.h"
#include "vm/agent.h"
#include "vm/functions/executable.h"

namespace orrery::jit {

namespace {

using vm::Agent;
using vm::Executable;

void compile(Agent& agent, Executable* executable) {
  if (!executable->is_prepared() || executable->machine_code() != nullptr) return;
  vm::MachineCodeObserver* const observer = agent.execution.machine_code_observer;
  if (observer != nullptr) observer->on_compilation_begins();
  auto code = compile_baseline(*executable);
  std::string_view refusal;
  if (code) {
    executable->set_machine_code(*std::move(code));
  } else {
    // Other functions may give room back, so nothing is final about there being none.
    if (code.error() != Refusal::NoRoom) executable->refuse_machine_code();
    refusal = to_string(code.error());
  }
  if (observer != nullptr) observer->on_compilation_ends(*executable, refusal);
}

}  // namespace

void install(Agent& agent, vm::MachineCodeUse use) {
  agent.hooks().compile_to_machine_code = use == vm::MachineCodeUse::Off ? nullptr : &compile;
  agent.execution.heat_to_compile = use == vm::MachineCodeUse::Eager ? 0 : 1;
}

vm::MachineCodeRoom room() {
  return {.bytes = CodeMemory::k_size, .used = CodeMemory::instance().used_bytes()};
}

}  // namespace orrery::jit
