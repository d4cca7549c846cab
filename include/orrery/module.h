#pragma once

// Modules, and how a host finds them.
//
// What happens to a module, in order: Realm::compile_module(); load() of all that it imports, by the host's
// ModuleLoader; link(); evaluate(). Realm::import_module() is all of that, as import() is in a script.

#include <string>
#include <string_view>
#include <vector>

#include <orrery/value.h>

namespace orrery {

class Realm;

/// https://tc39.es/ecma262/#sec-abstract-module-records. A handle.
class ORRERY_API Module {
 public:
  /// What it was named when it was made. Empty if its agent is gone.
  std::string name() const;

  /// https://tc39.es/ecma262/#sec-LoadRequestedModules: asks the host's ModuleLoader for what it imports, and
  /// what that imports. \return a promise, which is fulfilled when all of it is there
  Result<Value> load() const;
  /// https://tc39.es/ecma262/#sec-moduledeclarationlinking: connects imports with exports; a SyntaxError if
  /// one is missing. Once it is loaded; then what it imports is linked, too.
  Result<void> link() const;
  /// https://tc39.es/ecma262/#sec-moduleevaluation: runs what it imports, then the module. Once it is linked,
  /// and not while a script runs. What is ended by a termination stays in the middle.
  /// \return a promise, always the same, which is fulfilled with undefined
  Result<Value> evaluate() const;
  /// https://tc39.es/ecma262/#sec-getmodulenamespace: the object whose properties are the exports. Once it is
  /// linked.
  Result<Value> namespace_object() const;

 private:
  friend struct detail::Access;
  explicit Module(detail::HandleReference handle) : handle_(std::move(handle)) {}
  detail::HandleReference handle_;
};

/// One of the values of Realm::make_module(). That of the name `default` is what `import x from` gives.
struct ModuleExport {
  std::string name;
  Value value;
};

/// What a script or module imports. May be copied, kept, and answered later, on the agent's thread. One that
/// is never answered waits for ever.
class ORRERY_API ModuleRequest {
 public:
  /// `import "…"`, or the argument of import().
  const std::string& specifier() const { return specifier_; }
  /// The name of the script or module that asks; empty if there is none.
  const std::string& referrer() const { return referrer_; }
  /// `with { type: "json" }`: those that ModuleLoader::supports_attribute() knows, in the order of their
  /// keys.
  struct Attribute {
    std::string key;
    std::string value;
  };
  const std::vector<Attribute>& attributes() const { return attributes_; }
  /// That in which the module is to be made.
  Realm realm() const;

  /// https://tc39.es/ecma262/#sec-FinishLoadingImportedModule: the answer. A second one is an Error, as is
  /// one after the agent's end.
  Result<void> finish(const Module& module) const;
  /// There is no such module: the import throws the error.
  Result<void> fail(const Error& error) const;

 private:
  friend struct detail::Access;
  ModuleRequest() = default;
  std::string specifier_;
  std::string referrer_;
  std::vector<Attribute> attributes_;
  detail::HandleReference realm_;
  detail::HandleReference load_;  // shared by the copies, and of nothing once one was answered
};

/// The host's side of imports. Called on the agent's thread.
class ORRERY_API ModuleLoader {
 public:
  virtual ~ModuleLoader() = default;
  /// https://tc39.es/ecma262/#sec-HostLoadImportedModule: to be answered by `request`, in here or later. Who
  /// asks for the same thing again is to be given the same module.
  virtual void load(const ModuleRequest& request) = 0;
  /// https://tc39.es/ecma262/#sec-hostgetsupportedimportattributes. An import with another one fails.
  virtual bool supports_attribute(std::string_view key) {
    static_cast<void>(key);
    return false;
  }
  /// https://tc39.es/ecma262/#sec-hostgetimportmetaproperties: fills a module's `import.meta`, when it first
  /// asks for it.
  virtual Result<void> fill_import_meta(const Module& module, const Value& import_meta) {
    static_cast<void>(module);
    static_cast<void>(import_meta);
    return {};
  }
};

}  // namespace orrery
