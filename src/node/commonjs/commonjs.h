#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/realm.h"

namespace orrery::node {

class ModuleLoader;

/// [DOC] CommonJS
///
/// What a program can see of it (`require`, `module`, the class Module) is modules/internal/commonjs.js,
/// which is loaded by the first text that mentions one of its names; this file is the rest. A module's text
/// is compiled as the body of a function with the parameters below, so that its lines and columns are its
/// own.
///
/// Whether a file is CommonJS is a question of its name and its package (Resolver::format_of()). Where both
/// leave it open, it is an ES module if it is none that could be CommonJS:
/// https://nodejs.org/api/packages.html#syntax-detection

/// https://nodejs.org/api/modules.html#the-module-wrapper
inline constexpr std::array<std::string_view, 5> k_commonjs_parameters = {"exports", "require", "module",
                                                                          "__filename", "__dirname"};

/// Can the text, which is no CommonJS module, be an ES module?
bool only_module_can_be(const std::string& name, const std::string& contents);
/// The same of a text that was parsed: `failure` says why it is no CommonJS.
bool is_module_after_all(const compiler::ParseFailure& failure);

/// What an ES module can import by name of the CommonJS module at `path`: its own exports and those of what
/// it exports all of.
std::vector<std::string> exported_names(ModuleLoader& loader, const std::string& path,
                                        const std::string& contents);

/// What the module exports, which runs if it has not run. \param path  of its file, without links
vm::Completion<vm::Value> import_commonjs(vm::Agent& agent, vm::Realm* realm, vm::String* path);

/// Runs the program's own module. \param path  of its file, without links
/// \param script  from engine::parse_function_body(), with k_commonjs_parameters
vm::Completion<void> run_main_commonjs(vm::Agent& agent, vm::Realm* realm, const std::string& path,
                                       const engine::ParsedScript& script);

/// The same of a file that is no JavaScript: loaded by its extension, as `require` does.
vm::Completion<void> run_main_file(vm::Agent& agent, vm::Realm* realm, const std::string& path);

/// Gives the global object `require`, `module`, `exports`, `__filename` and `__dirname`, as far as `text` may
/// use them, which is a script in no file. \param path  of a file of that name in the working directory
vm::Completion<void> add_commonjs_globals(vm::Agent& agent, vm::Realm* realm, const std::string& name,
                                          const std::string& path, std::string_view text);
/// Loads what the command line names before the program. \param items  "env FILE", "require MODULE" or
/// "import MODULE", each; a module may not await at its top
vm::Completion<void> preload(vm::Agent& agent, vm::Realm* realm, const std::string& folder,
                             std::span<const std::string> items);
/// Gives the global object of a read-eval-print loop `require`, `module`, and the builtin modules by their
/// names, unless it has something of that name; all but `module` are loaded when somebody looks.
vm::Completion<void> add_repl_globals(vm::Agent& agent, vm::Realm* realm, const std::string& folder);

}  // namespace orrery::node
