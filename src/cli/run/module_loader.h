#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/run/module_paths.h"
#include "gc/roots.h"
#include "host/door.h"
#include "node/builtin_modules.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "vm/modules/loading.h"
#include "vm/modules/source_text_module.h"

namespace orrery::cli {

/// Modules from files: https://tc39.es/ecma262/#sec-HostLoadImportedModule. A file is one module in each
/// realm, by whatever names it is imported, unless it is imported as something else (`with { type: "json" }`,
/// or "text", or "bytes").
///
/// A module's [[HostDefined]], and that of a script which may import, is the path that its own imports are
/// relative to: a String.
class ModuleLoader final : public gc::RootBase {
 public:
  /// Installs the agent's hooks for modules, which come through `door`.
  /// \param realm  the first one
  /// \param builtins  the modules of Node that may be imported; null: none
  ModuleLoader(vm::Agent& agent, vm::Realm* realm, host::Door& door, node::BuiltinModules* builtins);
  ~ModuleLoader();

  /// The module with this text, under the text's name. https://tc39.es/ecma262/#sec-parsemodule
  vm::Completion<vm::SourceTextModule*> add_module(syntax::SourceText source);
  /// Tells the agent that a module with all that it imports is wanted. Files are read at once: so the promise
  /// is settled, unless the script was ended.
  vm::Promise* load_graph(vm::SourceTextModule* module);

  /// What the host itself provides under a specifier that is no path, in the first realm.
  void provide(const std::string& specifier, vm::Module* module) { provided_[specifier] = module; }

  void visit(gc::Visitor& visitor) override;
  void clear() override;

 private:
  enum class ModuleType : std::uint8_t { JavaScript, Json, Text, Bytes };

  static ModuleLoader& of(vm::Agent& agent) { return *static_cast<ModuleLoader*>(agent.hooks().host); }
  static vm::Completion<void> add_import_meta(vm::Agent& agent, vm::SourceTextModule* module,
                                              vm::Object* import_meta);
  vm::Completion<vm::Module*> load(vm::ModuleLoad* load);
  /// Nothing: it is none that is supported.
  static std::optional<ModuleType> type_of(const vm::ValueList& attributes);
  vm::Completion<vm::Module*> load_builtin(vm::Realm* realm, const node::BuiltinModule& builtin);
  vm::Completion<vm::Module*> make(vm::Realm* realm, const ModulePlace& place, ModuleType type,
                                   const std::string& contents);
  using Key = std::pair<vm::Realm*, std::string>;
  Key key_of(vm::Realm* realm, const ModulePlace& place, ModuleType type);

  vm::Agent& agent_;
  vm::Realm* realm_;
  host::Door& door_;
  node::BuiltinModules* builtins_;
  std::map<Key, vm::Module*> modules_;           // by key_of(); they keep their realms alive
  std::map<std::string, vm::Module*> provided_;  // by specifier
};

}  // namespace orrery::cli
