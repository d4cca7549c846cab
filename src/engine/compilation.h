#pragma once

#include <memory>
#include <string_view>

#include "syntax/source_text.h"
#include "syntax/syntax_error.h"
#include "vm/completion.h"
#include "vm/functions/executable.h"

namespace orrery::vm {
class Agent;
class Environment;
class Function;
class Realm;
class String;
}  // namespace orrery::vm

namespace orrery::compiler {
class Unit;
struct ParseFailure;
}  // namespace orrery::compiler

namespace orrery::engine {

// How the compiler serves the virtual machine: texts become executables, and errors in them exceptions.

/// Throws a SyntaxError of the current realm, which remembers the place (ErrorObject::syntax_error()).
vm::Thrown throw_syntax_error(vm::Agent& agent, const compiler::ParseFailure& failure);

/// The same for other texts than programs. \param message  the exception's, maybe with more than the error's
vm::Thrown throw_syntax_error(vm::Agent& agent, std::string_view message, const syntax::SyntaxError& error,
                              const syntax::SourceText& source);

/// The same of a file, or of what has the name of one: the error's `stack` begins with the place, its line
/// and carets, as Node has it.
vm::Thrown throw_syntax_error_of_file(vm::Agent& agent, const compiler::ParseFailure& failure);

/// The cell of a parsed text; counts its memory to the heap.
vm::ScriptSource* make_script_source(vm::Agent& agent, std::shared_ptr<compiler::Unit> unit,
                                     vm::Value host_defined);

/// The unit of a text that engine code has made a ScriptSource of.
compiler::Unit& unit_of(const vm::ScriptSource& source);

/// The top level of a unit, compiled, in a realm and ready to be called.
vm::Completion<vm::Executable*> make_executable(vm::Agent& agent, vm::Realm* realm,
                                                const std::shared_ptr<compiler::Unit>& unit,
                                                std::shared_ptr<const bytecode::CodeBlock> code,
                                                vm::Value host_defined);

// Hooks of vm (vm/hooks.h)
vm::Completion<void> compile(vm::Agent& agent, vm::Executable* executable);
vm::Completion<vm::Executable*> compile_eval(vm::Agent& agent, vm::Realm& realm, vm::String* source,
                                             bool is_strict, vm::Environment* environment);
vm::Completion<vm::Executable*> compile_dynamic_function(vm::Agent& agent, std::string_view prefix,
                                                         vm::String* parameters, vm::String* body);

}  // namespace orrery::engine
