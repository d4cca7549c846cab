#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gc/roots.h"
#include "host/door.h"
#include "node/builtin_modules.h"
#include "node/resolution/resolution.h"
#include "syntax/source_text.h"
#include "vm/agent.h"
#include "vm/modules/loading.h"
#include "vm/modules/source_text_module.h"

namespace orrery::node {

/// The files that resolution sees come through the door.
class DoorFiles final : public ModuleFiles {
 public:
  explicit DoorFiles(host::Door& door) : door_(door) {}
  Kind kind(const std::string& path) override;
  std::optional<std::string> read(const std::string& path) override;
  std::string real_path(const std::string& path) override;

 private:
  host::Door& door_;
};

/// Modules from files: https://tc39.es/ecma262/#sec-HostLoadImportedModule. A file is one module in each
/// realm, by whatever names it is imported, unless it is imported as something else (`with { type: "json" }`,
/// or "text", or "bytes").
///
/// Specifiers mean what they mean to Node, packages included, and files may be CommonJS; or else nothing but
/// paths and URLs of ES modules, as on a page.
///
/// A module's [[HostDefined]], and that of a script which may import, is what its own imports are relative
/// to: a String, the path of its file, and behind that, after a NUL, the query and fragment that it was
/// imported with.
class ModuleLoader final : public gc::RootBase {
 public:
  /// Installs the agent's hooks for modules, which come through `door`.
  /// \param realm  the first one
  /// \param builtins  modules are Node's; null: they are those of pages
  ModuleLoader(vm::Agent& agent, vm::Realm* realm, host::Door& door, BuiltinModules* builtins);
  ~ModuleLoader();
  static ModuleLoader& of(vm::Agent& agent) { return *static_cast<ModuleLoader*>(agent.hooks().host); }

  /// The program's own module, with this text. https://tc39.es/ecma262/#sec-parsemodule
  /// \param path  of its file, as its imports see it
  vm::Completion<vm::SourceTextModule*> add_module(syntax::SourceText source, const std::string& path);
  /// Tells the agent that a module with all that it imports is wanted. Files are read at once: so the promise
  /// is settled, unless the script was ended.
  vm::Promise* load_graph(vm::SourceTextModule* module);

  /// What the host itself provides under a specifier that is no path, in the first realm.
  void provide(const std::string& specifier, vm::Module* module) { provided_[specifier] = module; }

  // Of Node's modules ---------------------------------------------------------------------------------------
  Resolver& resolver() { return resolver_; }
  BuiltinModules& builtins() { return *builtins_; }
  host::Door& door() { return door_; }
  /// Names of files in messages are relative to this folder, if they are in it; empty: they are absolute.
  void show_relative_to(std::string folder) { shown_folder_ = std::move(folder); }
  std::string shown_name(const std::string& path) const;
  /// The program's main file: import.meta.main.
  void set_main_path(std::string path) { main_path_ = std::move(path); }
  const std::string& main_path() const { return main_path_; }
  /// What `require` of an ES module gives:
  /// https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require
  /// \param path  absolute, without links
  vm::Completion<vm::Value> require_module(vm::Realm* realm, const std::string& path);
  /// Throws what Node's own reading would: an error of the system, with its code.
  /// \param message  where that is not known any more
  vm::Thrown throw_unreadable(const std::string& path, const std::string& message);
  /// Throws what resolution has failed with.
  vm::Thrown throw_resolution_error(const ResolutionError& error);

  void visit(gc::Visitor& visitor) override;
  void clear() override;

 private:
  enum class ModuleType : std::uint8_t { JavaScript, Json, Text, Bytes };
  using Key = std::pair<vm::Realm*, std::string>;

  static vm::Completion<void> add_import_meta(vm::Agent& agent, vm::SourceTextModule* module,
                                              vm::Object* import_meta);
  vm::Completion<void> add_node_import_meta(vm::Object* import_meta, const std::string& path);
  vm::Completion<vm::Module*> load(vm::ModuleLoad* load);
  vm::Completion<vm::Module*> load_from_path(vm::Realm* realm, const std::string& specifier,
                                             const std::string& referrer, ModuleType type);
  vm::Completion<vm::Module*> load_for_node(vm::ModuleLoad* load, const std::string& specifier,
                                            const std::string& referrer);
  vm::Thrown throw_no_json(const std::string& url);
  vm::Completion<vm::Module*> load_builtin(vm::Realm* realm, const BuiltinModule& builtin);
  vm::Completion<vm::Module*> load_data(vm::Realm* realm, const std::string& url, ModuleType type);
  vm::Completion<vm::Module*> load_file(vm::Realm* realm, const std::string& path, const std::string& suffix,
                                        ModuleType type);
  vm::Completion<vm::Module*> make_for_node(vm::Realm* realm, const std::string& path,
                                            const std::string& suffix, ModuleFormat format,
                                            const std::string& contents);
  vm::Completion<ModuleFormat> checked_format(const std::string& path, ModuleType type);
  vm::Completion<vm::Module*> make_facade(vm::Realm* realm, vm::Module* module);
  vm::Completion<vm::Module*> make_commonjs(vm::Realm* realm, const std::string& path,
                                            const std::string& contents);
  /// Nothing: it is none that is supported.
  static std::optional<ModuleType> type_of(const vm::ValueList& attributes);
  /// \param name  the source's, for messages
  vm::Completion<vm::Module*> make(vm::Realm* realm, const std::string& name, const std::string& host_defined,
                                   ModuleType type, const std::string& contents);
  Key key_of(vm::Realm* realm, const std::string& canonical_path, const std::string& suffix, ModuleType type);

  vm::Agent& agent_;
  vm::Realm* realm_;
  host::Door& door_;
  BuiltinModules* builtins_;
  DoorFiles files_;
  Resolver resolver_;
  std::string shown_folder_;
  std::string main_path_;
  vm::Module* facade_of_ = nullptr;              // while it is made
  std::map<Key, vm::Module*> modules_;           // by key_of(); they keep their realms alive
  std::map<std::string, vm::Module*> provided_;  // by specifier
};

}  // namespace orrery::node
