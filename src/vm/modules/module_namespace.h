#pragma once

#include <span>

#include "vm/modules/module.h"
#include "vm/objects/object.h"
#include "vm/value_list.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects. Its shape has Symbol.toStringTag only.
class ModuleNamespace final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::ModuleNamespace;

  ModuleNamespace(Shape* shape, Module* module, ValueList* names, ValueList* bindings, Object* indices,
                  bool is_deferred);

  Module* module() const { return module_.get(); }  // [[Module]]
  /// [[Exports]]: Strings in the order of their code units.
  const ValueList& names() const { return *names_; }
  /// What the nth is bound to: a BindingLink; or an Object, Empty until it is asked for.
  Value binding(std::uint32_t index) const { return bindings_->at(index); }
  void set_binding(std::uint32_t index, Value value) { bindings_->set(index, value); }
  /// [[Deferred]]: https://tc39.es/proposal-defer-import-eval/#sec-module-namespace-exotic-objects
  bool is_deferred() const { return is_deferred_; }
  /// The number of an export.
  std::optional<std::uint32_t> index_of(Agent& agent, PropertyKey name) const;

  void visit(gc::Visitor& visitor);

 private:
  bool is_deferred_;
  gc::Field<Module> module_;
  gc::Field<ValueList> names_;
  gc::Field<ValueList> bindings_;
  gc::Field<Object> indices_;  // an ordinary object that no script sees: name to number
};

struct NamespaceExport {
  PropertyKey name;
  ResolvedBinding binding;
};

/// https://tc39.es/ecma262/#sec-modulenamespacecreate: it becomes the module's namespace of that phase.
Completion<ModuleNamespace*> module_namespace_create(Agent& agent, Module* module,
                                                     std::span<const NamespaceExport> exports,
                                                     bytecode::ImportPhase phase);

}  // namespace orrery::vm
