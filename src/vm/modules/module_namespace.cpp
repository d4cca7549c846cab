#include "vm/modules/module_namespace.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::vm {

ModuleNamespace::ModuleNamespace(Shape* shape, Module* module, ValueList* names, ValueList* bindings,
                                 Object* indices, bool is_deferred)
    : Object(k_kind, shape),
      is_deferred_(is_deferred),
      module_(module),
      names_(names),
      bindings_(bindings),
      indices_(indices) {
  set_flag(k_may_have_indexed_accessors);
}

void ModuleNamespace::visit(gc::Visitor& visitor) {
  Object::visit(visitor);
  visitor.visit(module_);
  visitor.visit(names_);
  visitor.visit(bindings_);
  visitor.visit(indices_);
}

std::optional<std::uint32_t> ModuleNamespace::index_of(Agent& agent, PropertyKey name) const {
  OwnProperty found;
  if (!ordinary_find_own_property(agent, indices_.get(), name, &found)) return std::nullopt;
  return static_cast<std::uint32_t>(found.value.as_int32());
}

// https://tc39.es/ecma262/#sec-modulenamespacecreate
Completion<ModuleNamespace*> module_namespace_create(Agent& agent, Module* module,
                                                     std::span<const NamespaceExport> exports,
                                                     bytecode::ImportPhase phase) {
  ValueList* unsorted = ValueList::make(agent.heap());
  for (const NamespaceExport& each : exports) unsorted->append(agent.heap(), to_value(agent, each.name));
  const auto name_of = [&](std::size_t i) { return unsorted->at(static_cast<std::uint32_t>(i)).as_string(); };
  // 6.
  std::vector<std::size_t> sorted(exports.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::ranges::sort(sorted,
                    [&](std::size_t a, std::size_t b) { return name_of(a)->compare(name_of(b)) < 0; });
  ValueList* names = ValueList::make(agent.heap());
  ValueList* bindings = ValueList::make(agent.heap());
  Object* indices = ordinary_object_create(agent, nullptr);
  for (const std::size_t i : sorted) {
    const auto index = static_cast<std::int32_t>(names->size());
    TRY(add_property(agent, indices, exports[i].name, Value::int32(index), k_data_attributes));
    names->append(agent.heap(), name_of(i));
    const ResolvedBinding& binding = exports[i].binding;
    Value target = Value::empty();
    if (binding.sort == ResolvedBinding::Sort::Slot)
      target = Value::cell(agent.heap().make<BindingLink>(0, binding.module->environment(), binding.slot));
    bindings->append(agent.heap(), target);
  }
  // 5., 7. - 9.
  Shape* shape = agent.shapes().root(nullptr, CellKind::ModuleNamespace);
  const bool is_deferred = phase == bytecode::ImportPhase::Defer;
  auto* object = agent.heap().make<ModuleNamespace>(0, shape, module, names, bindings, indices, is_deferred);
  String* tag = make_ascii_string(agent, is_deferred ? "Deferred Module" : "Module");
  agent.shapes().add(object, agent.names().symbol_to_string_tag, tag, Attributes());
  agent.shapes().prevent_extensions(object);
  if (is_deferred) {
    module->set_deferred_namespace(object);
  } else {
    module->set_module_namespace(object);
  }
  return object;
}

// Internal methods ------------------------------------------------------------------------------------------

namespace {

ModuleNamespace* namespace_of(Object* object) {
  return static_cast<ModuleNamespace*>(object);
}

/// https://tc39.es/proposal-defer-import-eval/#sec-IsSymbolLikeNamespaceKey
bool is_symbol_like_namespace_key(Agent& agent, PropertyKey key, Object* object) {
  return key.is_symbol() || (namespace_of(object)->is_deferred() && key == agent.names().then);
}

/// The rest of https://tc39.es/proposal-defer-import-eval/#sec-GetModuleExportsList: a deferred module is
/// evaluated before its exports are looked at.
Completion<void> ensure_exports(Agent& agent, Object* object) {
  if (!namespace_of(object)->is_deferred()) return {};
  return evaluate_module_sync(agent, namespace_of(object)->module());
}

/// An exported namespace, or source, made the first time that it is asked for: namespaces may refer to each
/// other.
Completion<Value> exported_object(Agent& agent, ModuleNamespace* object, std::uint32_t index) {
  const PropertyKey name = to_key(agent, object->names().at(index).as_string());
  const ResolvedBinding binding = TRY(resolve_export(agent, object->module(), name));
  Object* exported = TRY(resolved_object(agent, binding));
  object->set_binding(index, exported);
  return exported;
}

/// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-get-p-receiver, from step 5 on
Completion<Value> value_of(Agent& agent, ModuleNamespace* object, std::uint32_t index) {
  const Value binding = object->binding(index);
  if (binding.is_empty()) return exported_object(agent, object, index);
  if (!binding.is_cell_of(CellKind::BindingLink)) return binding;
  const Value value = static_cast<BindingLink*>(binding.as_cell())->get();
  if (!value.is_empty()) return value;
  return agent.throw_reference_error(fmt::format("Cannot access '{}' before initialization",
                                                 object->names().at(index).as_string()->to_utf8()));
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-getprototypeof
Completion<Value> get_prototype_of(Agent&, Object*) {
  return Value::null();
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-setprototypeof-v
Completion<bool> set_prototype_of(Agent&, Object*, Object* prototype) {
  return prototype == nullptr;
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-isextensible
Completion<bool> is_extensible(Agent&, Object*) {
  return false;
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-preventextensions
Completion<bool> prevent_extensions(Agent&, Object*) {
  return true;
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-getownproperty-p
Completion<std::optional<PropertyDescriptor>> get_own_property(Agent& agent, Object* object,
                                                               PropertyKey key) {
  OwnProperty found;
  // 1.
  if (is_symbol_like_namespace_key(agent, key, object)) {
    if (!ordinary_find_own_property(agent, object, key, &found)) return std::optional<PropertyDescriptor>();
    return std::optional(to_descriptor(found));
  }
  // 2., 3.
  TRY(ensure_exports(agent, object));
  const std::optional<std::uint32_t> index = namespace_of(object)->index_of(agent, key);
  if (!index) return std::optional<PropertyDescriptor>();
  // 4., 5.
  const Value value = TRY(value_of(agent, namespace_of(object), *index));
  return std::optional(
      PropertyDescriptor::data(value, Attributes(Attributes::k_writable | Attributes::k_enumerable)));
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-defineownproperty-p-desc
Completion<bool> define_own_property(Agent& agent, Object* object, PropertyKey key,
                                     const PropertyDescriptor& descriptor) {
  // 1. Nothing can be added or changed.
  if (is_symbol_like_namespace_key(agent, key, object)) {
    OwnProperty found;
    const bool is_found = ordinary_find_own_property(agent, object, key, &found);
    return validate_and_apply_property_descriptor(agent, nullptr, key, false, descriptor,
                                                  is_found ? &found : nullptr);
  }
  // 2., 3.
  const std::optional<PropertyDescriptor> current = TRY(get_own_property(agent, object, key));
  if (!current) return false;
  // 4. - 7.
  if (descriptor.configurable.value_or(false) || !descriptor.enumerable.value_or(true)) return false;
  if (descriptor.is_accessor_descriptor() || !descriptor.writable.value_or(true)) return false;
  // 8., 9.
  return !descriptor.value || same_value(*descriptor.value, *current->value);
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-hasproperty-p
Completion<bool> has_property(Agent& agent, Object* object, PropertyKey key) {
  OwnProperty found;
  if (is_symbol_like_namespace_key(agent, key, object))
    return ordinary_find_own_property(agent, object, key, &found);
  TRY(ensure_exports(agent, object));
  return namespace_of(object)->index_of(agent, key).has_value();
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-get-p-receiver
Completion<Value> get(Agent& agent, Object* object, PropertyKey key, Value) {
  OwnProperty found;
  // 1.
  if (is_symbol_like_namespace_key(agent, key, object))
    return ordinary_find_own_property(agent, object, key, &found) ? found.value : Value::undefined();
  // 2., 3.
  TRY(ensure_exports(agent, object));
  const std::optional<std::uint32_t> index = namespace_of(object)->index_of(agent, key);
  if (!index) return Value::undefined();
  return value_of(agent, namespace_of(object), *index);
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-set-p-v-receiver
Completion<bool> set(Agent&, Object*, PropertyKey, Value, Value) {
  return false;
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-delete-p
Completion<bool> delete_property(Agent& agent, Object* object, PropertyKey key) {
  // 1. What symbols name is not configurable.
  OwnProperty found;
  if (is_symbol_like_namespace_key(agent, key, object))
    return !ordinary_find_own_property(agent, object, key, &found);
  // 2. - 4.
  TRY(ensure_exports(agent, object));
  return !namespace_of(object)->index_of(agent, key).has_value();
}

// https://tc39.es/ecma262/#sec-module-namespace-exotic-objects-ownpropertykeys
Completion<void> own_property_keys(Agent& agent, Object* object, std::vector<PropertyKey>& keys) {
  TRY(ensure_exports(agent, object));
  for (const Value name : namespace_of(object)->names().values())
    keys.push_back(to_key(agent, name.as_string()));
  append_named_keys(object, keys);
  return {};
}

}  // namespace

const InternalMethods k_module_namespace_methods{
    .get_prototype_of = get_prototype_of,
    .set_prototype_of = set_prototype_of,
    .is_extensible = is_extensible,
    .prevent_extensions = prevent_extensions,
    .get_own_property = get_own_property,
    .define_own_property = define_own_property,
    .has_property = has_property,
    .get = get,
    .set = set,
    .delete_property = delete_property,
    .own_property_keys = own_property_keys,
    .find_own_property = nullptr,
    .has_only_shape_names = false,
};

}  // namespace orrery::vm
