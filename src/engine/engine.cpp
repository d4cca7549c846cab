#include "engine/engine.h"

#include <utility>

#include "engine/compilation.h"
#include "engine/intrinsics.h"
#include "interpreter/interpreter.h"
#include "vm/calls.h"
#include "vm/function.h"

namespace orrery::engine {

void install(vm::Agent& agent) {
  interpreter::install(agent);
  vm::Hooks& hooks = agent.hooks();
  hooks.compile = compile;
  hooks.compile_eval = compile_eval;
  hooks.compile_dynamic_function = compile_dynamic_function;
  install_builtins(agent);
}

vm::Realm* make_realm(vm::Agent& agent) {
  vm::Realm* realm = vm::Realm::make(agent);
  add_global_properties(agent, *realm);
  return realm;
}

vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, syntax::SourceText source,
                                     vm::Value host_defined) {
  // So that errors are of that realm, and what C++ calls.
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  vm::Executable* executable = TRY(compile_script(agent, realm, std::move(source), host_defined));
  vm::Function* script = vm::make_function(agent, executable, nullptr);
  return vm::call(agent, script, realm->global_object());
}

}  // namespace orrery::engine
