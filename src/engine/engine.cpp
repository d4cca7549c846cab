#include "engine/engine.h"

#include <utility>

#include "engine/compilation.h"
#include "engine/intrinsics.h"
#include "interpreter/interpreter.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"

namespace orrery::engine {

void install(vm::Agent& agent) {
  interpreter::install(agent);
  vm::Hooks& hooks = agent.hooks();
  hooks.compile = compile;
  hooks.compile_eval = compile_eval;
  hooks.compile_dynamic_function = compile_dynamic_function;
  hooks.make_realm = make_realm;
  install_builtins(agent);
}

vm::Realm* make_realm(vm::Agent& agent) {
  vm::Realm* realm = vm::Realm::make(agent);
  add_global_properties(agent, *realm);
  return realm;
}

std::expected<ParsedScript, compiler::ParseFailure> parse_script(syntax::SourceText source,
                                                                 bool allows_await) {
  auto unit = compiler::Unit::parse(std::move(source), syntax::Goal::Script, allows_await);
  if (!unit) return std::unexpected(std::move(unit.error()));
  auto code = compiler::compile_program(*unit);
  return ParsedScript{std::move(*unit), std::move(code)};
}

vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, const ParsedScript& script,
                                     vm::Value host_defined) {
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  vm::Executable* executable = TRY(make_executable(agent, realm, script.unit, script.code, host_defined));
  vm::Function* function = vm::make_function(agent, executable, nullptr);
  return vm::call(agent, function, realm->global_object());
}

vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, syntax::SourceText source,
                                     vm::Value host_defined) {
  // So that errors are of that realm, and what C++ calls.
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  const auto script = parse_script(std::move(source));
  if (!script) return throw_syntax_error(agent, script.error());
  return run_script(agent, realm, *script, host_defined);
}

vm::Completion<vm::SourceTextModule*> parse_module(vm::Agent& agent, vm::Realm* realm,
                                                   syntax::SourceText source, vm::Value host_defined) {
  if (agent.execution.fp == nullptr) agent.set_realm(realm);
  const auto unit = compiler::Unit::parse(std::move(source), syntax::Goal::Module);
  if (!unit) return throw_syntax_error(agent, unit.error());
  vm::Executable* executable =
      TRY(make_executable(agent, realm, *unit, compiler::compile_program(*unit), vm::Value::undefined()));
  return vm::SourceTextModule::make(agent, executable, host_defined);
}

}  // namespace orrery::engine
