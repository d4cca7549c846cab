#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string_view>

#include "compiler/compiler.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/modules/source_text_module.h"
#include "vm/realm.h"

namespace orrery::engine {

/// Makes an agent able to run: installs the interpreter, the compiler and the builtins (vm::Hooks). To be
/// called once, before the first realm is made. The hooks of the host are the caller's.
void install(vm::Agent& agent, vm::MachineCodeUse machine_code = vm::MachineCodeUse::Off);

/// Of the memory for machine code, which all agents of the process share.
vm::MachineCodeRoom room_for_machine_code();

/// A realm with all that ECMA-262 puts on its global object.
vm::Realm* make_realm(vm::Agent& agent);

/// https://tc39.es/ecma262/#sec-parse-script and
/// https://tc39.es/ecma262/#sec-runtime-semantics-scriptevaluation. Throws a SyntaxError if it is none.
/// \param host_defined  what the host knows the script by (vm::ScriptSource)
/// \return its completion value
vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, syntax::SourceText source,
                                     vm::Value host_defined = vm::Value::undefined());

/// The same of a text that a script has made. \param name  for stacks
vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, std::string_view name,
                                     vm::String* text, vm::Value host_defined = vm::Value::undefined());

/// A script that is parsed once, to be run in several realms and agents, one after the other.
struct ParsedScript {
  std::shared_ptr<compiler::Unit> unit;
  std::shared_ptr<const bytecode::CodeBlock> code;
};
/// \param allows_await  at the top level: then its value is a promise, if it does
std::expected<ParsedScript, compiler::ParseFailure> parse_script(syntax::SourceText source,
                                                                 bool allows_await = false);
/// The same of a text that is the body of a function with these parameters: its completion value is the
/// function.
std::expected<ParsedScript, compiler::ParseFailure> parse_function_body(
    syntax::SourceText source, std::span<const std::string_view> parameters);
/// Runs it. \return its completion value
vm::Completion<vm::Value> run_script(vm::Agent& agent, vm::Realm* realm, const ParsedScript& script,
                                     vm::Value host_defined = vm::Value::undefined());

/// https://tc39.es/ecma262/#sec-parsemodule. Throws a SyntaxError if it is none.
/// \param host_defined  what the host knows the module by (vm::Module::host_defined())
vm::Completion<vm::SourceTextModule*> parse_module(vm::Agent& agent, vm::Realm* realm,
                                                   syntax::SourceText source, vm::Value host_defined);

/// https://tc39.es/ecma262/#sec-ParseJSONModule, up to the value. A SyntaxError names the source and the
/// place.
vm::Completion<vm::Value> parse_json_module(vm::Agent& agent, vm::Realm* realm,
                                            const syntax::SourceText& source);

}  // namespace orrery::engine
