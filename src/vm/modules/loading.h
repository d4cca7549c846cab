#pragma once

#include <vector>

#include "bytecode/instruction.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/modules/module.h"
#include "vm/value_list.h"

namespace orrery::vm {

class Realm;
class String;

/// A module that a module or import() asks the host for: what
/// https://tc39.es/ecma262/#sec-HostLoadImportedModule is told. The host may keep it until it has the module.
class ModuleLoad final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::ModuleLoad;
  static constexpr bool k_kind_has_finalizer = false;

  ModuleLoad(Realm* realm, Value referrer, std::uint32_t request, String* specifier, ValueList* attributes,
             bytecode::ImportPhase phase, gc::Cell* payload);

  /// Who asks: a SourceTextModule, or what the host knows the script by (ScriptSource::host_defined()).
  Value referrer() const { return referrer_.get(); }
  /// The realm that the module is to belong to: that of who asks.
  Realm* realm() const { return realm_.get(); }
  /// What the host knows the module or script by.
  Value referrer_host_defined() const;
  String* specifier() const { return specifier_.get(); }  // [[Specifier]]
  /// [[Attributes]]: keys and values, Strings in turn, in the order of the keys.
  const ValueList& attributes() const { return *attributes_; }

  void visit(gc::Visitor& visitor);

 private:
  friend struct ModuleLoading;
  static constexpr std::uint32_t k_dynamic = ~0u;

  bytecode::ImportPhase phase_;
  std::uint32_t request_;  // of the module's requests; k_dynamic: an import()
  gc::Field<Realm> realm_;
  ValueField referrer_;
  gc::Field<String> specifier_;
  gc::Field<ValueList> attributes_;
  gc::Field<gc::Cell> payload_;  // a GraphLoading, or the promise of an import()
};

/// https://tc39.es/ecma262/#graphloadingstate-record
class GraphLoading final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::GraphLoading;
  static constexpr bool k_kind_has_finalizer = true;
  explicit GraphLoading(Promise* promise);
  void visit(gc::Visitor& visitor);

 private:
  friend struct ModuleLoading;
  bool is_loading_ = true;         // [[IsLoading]]
  std::size_t pending_count_ = 1;  // [[PendingModulesCount]]
  std::vector<Module*> visited_;   // [[Visited]], in order
  gc::Field<Promise> promise_;     // that of [[PromiseCapability]]
};

/// https://tc39.es/ecma262/#sec-LoadRequestedModules
Promise* load_requested_modules(Agent& agent, Module* module);
/// https://tc39.es/ecma262/#sec-FinishLoadingImportedModule: the host's answer to
/// Hooks::load_imported_module, within that call or later. \param result  the module, or a pending exception
void finish_loading_imported_module(Agent& agent, ModuleLoad* load, Completion<Module*> result);
/// https://tc39.es/ecma262/#sec-getactivescriptormodule: what the host knows the script or module by that
/// runs (ScriptSource::host_defined()).
Value active_host_defined(const Agent& agent);
/// https://tc39.es/ecma262/#sec-evaluate-import-call, of evaluated operands
/// \param referrer  the running code's ScriptSource::host_defined()
/// \return a promise of a namespace; throws terminations only
Completion<Value> evaluate_import_call(Agent& agent, Value referrer, Value specifier, Value options,
                                       bytecode::ImportPhase phase);

}  // namespace orrery::vm
