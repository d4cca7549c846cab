#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bytecode/code_block.h"
#include "vm/execution/activation.h"
#include "vm/functions/executable.h"
#include "vm/modules/module.h"

namespace orrery::vm {

class Object;
class String;
class ValueList;

/// https://tc39.es/ecma262/#sec-cyclic-module-records and
/// https://tc39.es/ecma262/#sec-source-text-module-records: a text's module. Only texts are parts of circles.
class SourceTextModule final : public Module {
 public:
  static constexpr CellKind k_kind = CellKind::SourceTextModule;
  static constexpr bool k_kind_has_finalizer = true;
  enum class Status : std::uint8_t {
    New,
    Unlinked,  // all that it names is loaded
    Linking,
    Linked,
    Evaluating,
    EvaluatingAsync,
    Evaluated
  };

  /// A module of the executable's realm. \param executable  of a module's top level, prepared
  static SourceTextModule* make(Agent& agent, Executable* executable, Value host_defined);

  Executable* executable() const { return executable_.get(); }
  const bytecode::ModuleRecord& record() const { return *executable_->code().module; }
  bool has_top_level_await() const { return executable_->header().is_async; }  // [[HasTLA]]

  // Requests, imports and exports ---------------------------------------------------------------------------
  const std::vector<bytecode::ModuleRequest>& requests() const { return record().requests; }
  const std::vector<bytecode::ImportEntry>& imports() const { return record().imports; }
  const std::vector<bytecode::ExportEntry>& exports() const { return record().exports; }
  /// [[ExportName]] of the nth export, which is no `export *`.
  PropertyKey export_name(std::size_t index) const { return export_names_[index]; }
  /// The export, none of `export *`, that has this name; nothing: there is none.
  std::optional<std::size_t> find_export(PropertyKey name) const {
    const auto found = exports_by_name_.find(name.bits());
    return found == exports_by_name_.end() ? std::nullopt : std::optional<std::size_t>(found->second);
  }
  /// Which modules `export *` is of, in the text's order.
  const std::vector<std::uint32_t>& star_requests() const { return star_requests_; }
  /// [[ImportName]] of the nth export, which is indirect.
  PropertyKey export_import_name(std::size_t index) const { return export_import_names_[index]; }
  /// [[ImportName]] of the nth import, which is of a name.
  PropertyKey import_name(std::size_t index) const { return import_names_[index]; }
  /// https://tc39.es/ecma262/#sec-GetImportedModule; null: not yet loaded. [[LoadedModules]] is this, by
  /// request; that import() gives the same module again is up to the host.
  Module* loaded_module(std::uint32_t request) const { return loaded_[request]; }
  /// The same, if it is to be linked and evaluated with this one; else null.
  SourceTextModule* required_text(std::uint32_t request) const {
    const bool is_source = requests()[request].phase == bytecode::ImportPhase::Source;
    return is_source || loaded_[request]->kind() != k_kind ? nullptr
                                                           : static_cast<SourceTextModule*>(loaded_[request]);
  }
  void set_loaded_module(std::uint32_t request, Module* module) {
    loaded_[request] = module;
    gc::write_barrier(this);
  }

  // The state of linking and evaluation ---------------------------------------------------------------------
  Status status() const { return status_; }  // [[Status]]
  void set_status(Status status) { status_ = status; }
  /// [[EvaluationError]]: what evaluation threw; Empty: nothing.
  Value evaluation_error() const { return evaluation_error_.get(); }
  void set_evaluation_error(Value error) { evaluation_error_.set(this, error); }
  std::uint32_t dfs_index = 0;           // [[DFSIndex]], while linking or evaluating
  std::uint32_t dfs_ancestor_index = 0;  // [[DFSAncestorIndex]]
  SourceTextModule* cycle_root() const { return cycle_root_.get(); }  // [[CycleRoot]]
  void set_cycle_root(SourceTextModule* root) { cycle_root_.set(this, root); }
  /// [[AsyncEvaluationOrder]]: unset, or a number, or done.
  static constexpr std::uint64_t k_unset = 0;
  static constexpr std::uint64_t k_done = ~std::uint64_t{0};
  std::uint64_t async_evaluation_order = k_unset;
  bool is_async_evaluation_ordered() const {
    return async_evaluation_order != k_unset && async_evaluation_order != k_done;
  }
  Promise* top_level_promise() const { return top_level_promise_.get(); }  // [[TopLevelCapability]], or null
  void set_top_level_promise(Promise* promise) { top_level_promise_.set(this, promise); }
  const std::vector<SourceTextModule*>& async_parents() const {
    return async_parents_;
  }  // [[AsyncParentModules]]
  void add_async_parent(SourceTextModule* parent) {
    async_parents_.push_back(parent);
    gc::write_barrier(this);
  }
  std::uint32_t pending_async_dependencies = 0;  // [[PendingAsyncDependencies]]

  /// Of a module with top-level await that is being evaluated: where it goes on; else null.
  Activation* activation() const { return activation_.get(); }
  void set_activation(Activation* activation) { activation_.set(this, activation); }

  Object* import_meta() const { return import_meta_.get(); }  // [[ImportMeta]], or null
  void set_import_meta(Object* object) { import_meta_.set(this, object); }

  void visit(gc::Visitor& visitor);

 private:
  friend class gc::Heap;
  SourceTextModule(Executable* executable, Environment* environment, Value host_defined);

  Status status_ = Status::New;
  gc::Field<Executable> executable_;
  std::vector<PropertyKey> export_names_;
  std::unordered_map<std::uint64_t, std::size_t> exports_by_name_;  // by PropertyKey::bits(); looked up only
  std::vector<std::uint32_t> star_requests_;
  std::vector<PropertyKey> export_import_names_;
  std::vector<PropertyKey> import_names_;
  std::vector<Module*> loaded_;
  ValueField evaluation_error_{Value::empty()};
  gc::Field<SourceTextModule> cycle_root_;
  gc::Field<Promise> top_level_promise_;
  std::vector<SourceTextModule*> async_parents_;
  gc::Field<Object> import_meta_;
  gc::Field<Activation> activation_;
};

/// https://tc39.es/ecma262/#sec-source-text-module-record-initialize-environment
Completion<void> initialize_environment(Agent& agent, SourceTextModule* module);
/// What `import source` of a module fails with: no module that a text makes has a source that scripts could
/// see (https://tc39.es/proposal-source-phase-imports/#sec-source-text-module-record-getmodulesource).
std::string no_source_message(std::string_view specifier);
/// Of a module whose evaluation waits: the one of those that it waits for, or itself, that stands at an await
/// of its own; null: none does.
SourceTextModule* find_awaiting_module(SourceTextModule* module);
/// What `import.meta` gives: https://tc39.es/ecma262/#sec-meta-properties-runtime-semantics-evaluation
Completion<Object*> get_import_meta(Agent& agent, SourceTextModule* module);
/// The module whose code, or whose evals' code, the executable is; or null.
SourceTextModule* module_of(const Executable* executable);

}  // namespace orrery::vm
