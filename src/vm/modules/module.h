#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "bytecode/instruction.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/strings/property_key.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Environment;
class Module;
class ModuleNamespace;
class Promise;
class Realm;

/// [DOC] Modules
///
/// https://tc39.es/ecma262/#sec-modules. A Module is a Source Text Module Record (source_text_module.h), made
/// by the engine when it has parsed a text, or a Synthetic Module Record (synthetic_module.h), whose values
/// the host provides. What happens to one, in order:
///
///   load_requested_modules()  asks the host for the modules that it names, and theirs (loading.h)
///   module_link()             connects imports with exports, makes functions that are hoisted (linking.cpp)
///   module_evaluate()         runs the modules below it, then itself (evaluation.cpp)
///
/// What `import defer` names is loaded and linked, too, but evaluated only when a property of its *deferred
/// namespace* is asked for (https://tc39.es/proposal-defer-import-eval).
///
/// *Bindings* are slots of environments. A module's environment exists from the beginning, with all slots
/// empty, so that modules may refer to each other in circles; an import's slot holds a BindingLink to where
/// the export is declared. So a chain of re-exports costs nothing once it is linked.
///
/// *Names* of exports are property keys: atoms or indices, and equal ones are identical.

/// What an export means: https://tc39.es/ecma262/#resolvedbinding-record
struct ResolvedBinding {
  enum class Sort : std::uint8_t {
    None,       // there is no such export
    Ambiguous,  // two modules export it through `export *`
    Slot,
    Namespace,          // of `module`
    DeferredNamespace,  // the same, by `import defer`
    Source,             // [[ModuleSource]] of `module`
  };
  Sort sort = Sort::None;
  Module* module = nullptr;
  std::uint32_t slot = 0;  // of the module's environment

  bool is_found() const { return sort != Sort::None && sort != Sort::Ambiguous; }
  bool operator==(const ResolvedBinding&) const = default;
};

/// https://tc39.es/ecma262/#sec-abstract-module-records
class Module : public gc::Cell {
 public:
  CellKind kind() const { return static_cast<CellKind>(raw_kind()); }
  Realm* realm() const { return realm_.get(); }  // [[Realm]]
  Environment* environment() const {
    return environment_.get();
  }  // [[Environment]]; null: it has no bindings
  ModuleNamespace* module_namespace() const { return namespace_.get(); }  // [[Namespace]]; null: not yet made
  void set_module_namespace(ModuleNamespace* object) { namespace_.set(this, object); }
  /// [[DeferredNamespace]]; null: not yet made.
  ModuleNamespace* deferred_namespace() const { return deferred_namespace_.get(); }
  void set_deferred_namespace(ModuleNamespace* object) { deferred_namespace_.set(this, object); }
  Value host_defined() const { return host_defined_.get(); }  // [[HostDefined]]
  /// What `import source` of it gives; null: there is nothing.
  /// https://tc39.es/proposal-source-phase-imports/#sec-abstract-module-records
  Object* module_source() const { return module_source_.get(); }
  void set_module_source(Object* source) { module_source_.set(this, source); }

 protected:
  Module(CellKind kind, Realm* realm, Environment* environment, Value host_defined);
  void visit_module(gc::Visitor& visitor);

 private:
  gc::Field<Realm> realm_;
  gc::Field<Environment> environment_;
  gc::Field<ModuleNamespace> namespace_;
  gc::Field<ModuleNamespace> deferred_namespace_;
  gc::Field<Object> module_source_;
  ValueField host_defined_;
};

// Abstract methods: https://tc39.es/ecma262/#table-abstract-methods-of-module-records
// ------------------------

/// Looked up only: its order depends on addresses.
using VisitedModules = std::unordered_set<const Module*>;
/// https://tc39.es/ecma262/#sec-getexportednames; throws only where modules are nested too deeply.
/// \param visited  [[ExportStarSet]]
Completion<void> get_exported_names(Agent& agent, Module* module, std::vector<PropertyKey>& names,
                                    VisitedModules& visited);
/// https://tc39.es/ecma262/#sec-resolveexport; throws only where modules are nested too deeply.
Completion<ResolvedBinding> resolve_export(Agent& agent, Module* module, PropertyKey name);
/// What a binding that is found, and no slot, stands for.
Completion<Object*> resolved_object(Agent& agent, const ResolvedBinding& binding);
/// https://tc39.es/ecma262/#sec-moduledeclarationlinking
Completion<void> module_link(Agent& agent, Module* module);
/// https://tc39.es/ecma262/#sec-moduleevaluation; throws terminations only.
Completion<Promise*> module_evaluate(Agent& agent, Module* module);

/// https://tc39.es/proposal-defer-import-eval/#sec-EvaluateModuleSync: runs what has not run yet of a module
/// and those below it; a TypeError if they cannot run now and to their end.
Completion<void> evaluate_module_sync(Agent& agent, Module* module);
/// https://tc39.es/proposal-defer-import-eval/#sec-GatherAsynchronousTransitiveDependencies: the modules with
/// top-level await that must have run before the module can be evaluated synchronously.
/// \param modules  those that are not in it yet are appended
Completion<void> gather_asynchronous_dependencies(Agent& agent, Module* module,
                                                  std::vector<Module*>& modules);

/// https://tc39.es/ecma262/#sec-getmodulenamespace
/// \param phase  Evaluation or Defer: which of its namespaces
Completion<ModuleNamespace*> get_module_namespace(
    Agent& agent, Module* module, bytecode::ImportPhase phase = bytecode::ImportPhase::Evaluation);

}  // namespace orrery::vm
