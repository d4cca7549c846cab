#include "vm/modules/module.h"

#include <algorithm>
#include <utility>

#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/modules/module_namespace.h"
#include "vm/modules/source_text_module.h"
#include "vm/modules/synthetic_module.h"
#include "vm/promises/promise.h"
#include "vm/realm.h"

namespace orrery::vm {

Module::Module(CellKind kind, Realm* realm, Environment* environment, Value host_defined)
    : Cell(static_cast<std::uint8_t>(kind)),
      realm_(realm),
      environment_(environment),
      host_defined_(host_defined) {}

void Module::visit_module(gc::Visitor& visitor) {
  visitor.visit(realm_);
  visitor.visit(environment_);
  visitor.visit(namespace_);
  visitor.visit(deferred_namespace_);
  visitor.visit(module_source_);
  if (host_defined().is_cell()) visitor.visit(host_defined().as_cell());
}

// Exports ---------------------------------------------------------------------------------------------------

namespace {

using Kind = bytecode::ExportEntry::Kind;

/// Names in the order in which they come, each once.
class NameList {
 public:
  explicit NameList(std::vector<PropertyKey>& names) : names_(names) {}
  void add(PropertyKey name) {
    if (seen_.insert(name.bits()).second) names_.push_back(name);
  }

 private:
  std::vector<PropertyKey>& names_;
  std::unordered_set<std::uint64_t> seen_;  // looked up only: its order depends on addresses
};

/// https://tc39.es/ecma262/#sec-getexportednames
Completion<void> add_exported_names(Agent& agent, SourceTextModule* module,
                                    std::vector<PropertyKey>& exported_names, VisitedModules& visited) {
  const NativeEntry entry(agent);
  TRY(entry.check());
  // 1. - 3. A circle of `export *`.
  if (!visited.insert(module).second) return {};
  NameList names(exported_names);
  // 5., 6.
  for (std::size_t i = 0; i < module->exports().size(); i++) {
    if (module->exports()[i].kind != Kind::Star) names.add(module->export_name(i));
  }
  // 7.
  for (const std::uint32_t request : module->star_requests()) {
    std::vector<PropertyKey> starred;
    TRY(get_exported_names(agent, module->loaded_module(request), starred, visited));
    for (const PropertyKey name : starred) {
      if (name != agent.names().default_) names.add(name);
    }
  }
  return {};
}

/// https://tc39.es/ecma262/#sec-resolveexport
class ExportResolver {
 public:
  explicit ExportResolver(Agent& agent) : agent_(agent) {}

  Completion<ResolvedBinding> resolve(Module* module, PropertyKey name) {
    const NativeEntry entry(agent_);
    TRY(entry.check());
    if (module->kind() == CellKind::SyntheticModule) {
      const std::optional<std::uint32_t> slot = static_cast<SyntheticModule*>(module)->slot_of(name);
      if (!slot) return ResolvedBinding();
      return ResolvedBinding{ResolvedBinding::Sort::Slot, module, *slot};
    }
    // 2., 3. A circle of re-exports leads nowhere.
    const Visit visit{module, name};
    if (std::ranges::find(visited_, visit) != visited_.end()) return ResolvedBinding();
    visited_.push_back(visit);
    return resolve_in(static_cast<SourceTextModule*>(module), name);
  }

 private:
  struct Visit {
    Module* module;
    PropertyKey name;
    bool operator==(const Visit&) const = default;
  };

  static ResolvedBinding::Sort sort_of(bytecode::ImportPhase phase) {
    switch (phase) {
      case bytecode::ImportPhase::Evaluation:
        return ResolvedBinding::Sort::Namespace;
      case bytecode::ImportPhase::Defer:
        return ResolvedBinding::Sort::DeferredNamespace;
      case bytecode::ImportPhase::Source:
        return ResolvedBinding::Sort::Source;
    }
    std::unreachable();
  }

  Completion<ResolvedBinding> resolve_in(SourceTextModule* module, PropertyKey name) {
    // 4., 5.
    if (const std::optional<std::size_t> index = module->find_export(name)) {
      const bytecode::ExportEntry& entry = module->exports()[*index];
      if (entry.kind == Kind::Local) return ResolvedBinding{ResolvedBinding::Sort::Slot, module, entry.slot};
      Module* imported = module->loaded_module(entry.request);
      if (entry.kind == Kind::Namespace) {
        return ResolvedBinding{sort_of(module->requests()[entry.request].phase), imported, 0};
      }
      return resolve(imported, module->export_import_name(*index));
    }
    // 6. `export *` does not pass on the default export.
    if (name == agent_.names().default_) return ResolvedBinding();
    // 7. - 9.
    ResolvedBinding found;
    for (const std::uint32_t request : module->star_requests()) {
      const ResolvedBinding other = TRY(resolve(module->loaded_module(request), name));
      if (other.sort == ResolvedBinding::Sort::Ambiguous) return other;
      if (!other.is_found()) continue;
      if (!found.is_found()) {
        found = other;
      } else if (found != other) {
        return ResolvedBinding{ResolvedBinding::Sort::Ambiguous, nullptr, 0};
      }
    }
    return found;
  }

  Agent& agent_;
  std::vector<Visit> visited_;  // [[ResolveSet]]
};

}  // namespace

Completion<void> get_exported_names(Agent& agent, Module* module, std::vector<PropertyKey>& names,
                                    VisitedModules& visited) {
  if (module->kind() == CellKind::SourceTextModule)
    return add_exported_names(agent, static_cast<SourceTextModule*>(module), names, visited);
  const auto* synthetic = static_cast<SyntheticModule*>(module);
  names.insert(names.end(), synthetic->export_names().begin(), synthetic->export_names().end());
  return {};
}

Completion<ResolvedBinding> resolve_export(Agent& agent, Module* module, PropertyKey name) {
  return ExportResolver(agent).resolve(module, name);
}

Completion<Object*> resolved_object(Agent& agent, const ResolvedBinding& binding) {
  using bytecode::ImportPhase;
  if (binding.sort == ResolvedBinding::Sort::Source) {
    if (Object* source = binding.module->module_source()) return source;
    return agent.throw_syntax_error("Source phase import object is not defined");
  }
  const bool is_deferred = binding.sort == ResolvedBinding::Sort::DeferredNamespace;
  return TRY(get_module_namespace(agent, binding.module,
                                  is_deferred ? ImportPhase::Defer : ImportPhase::Evaluation));
}

// https://tc39.es/ecma262/#sec-getmodulenamespace
Completion<ModuleNamespace*> get_module_namespace(Agent& agent, Module* module, bytecode::ImportPhase phase) {
  // 2.
  const bool is_deferred = phase == bytecode::ImportPhase::Defer;
  ModuleNamespace* made = is_deferred ? module->deferred_namespace() : module->module_namespace();
  if (made != nullptr) return made;
  // 3.
  std::vector<PropertyKey> names;
  VisitedModules visited;
  TRY(get_exported_names(agent, module, names, visited));
  std::vector<NamespaceExport> exports;
  for (const PropertyKey name : names) {
    // Promises that are resolved with a deferred namespace must not find it to be a thenable.
    if (is_deferred && name == agent.names().then) continue;
    const ResolvedBinding binding = TRY(resolve_export(agent, module, name));
    if (binding.is_found()) exports.push_back({name, binding});
  }
  return module_namespace_create(agent, module, exports, phase);
}

}  // namespace orrery::vm
