#include "interpreter/global_environment.h"

#include "interpreter/reference_errors.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::interpreter {

using vm::Attributes;
using vm::Completion;
using vm::OwnProperty;
using vm::PropertyDescriptor;
using vm::PropertyKey;
using vm::Value;

// Bindings --------------------------------------------------------------------------------------------------

std::optional<OwnProperty> GlobalEnvironment::find_lexical(PropertyKey name) const {
  OwnProperty found;
  if (!vm::find_named_property(agent_, lexicals_, name, &found)) return std::nullopt;
  return found;
}

Completion<Value> GlobalEnvironment::get_lexical(PropertyKey name, const OwnProperty& binding) const {
  if (binding.value.is_empty()) return throw_uninitialized(agent_, name);
  return binding.value;
}

Completion<void> GlobalEnvironment::set_lexical(PropertyKey name, const OwnProperty& binding,
                                                Value value) const {
  if (binding.value.is_empty()) return throw_uninitialized(agent_, name);
  if (!binding.attributes.writable()) return throw_constant_assignment(agent_);
  vm::write_own_property(lexicals_, binding, value);
  return {};
}

Completion<Value> GlobalEnvironment::get_from_object(PropertyKey name, IfMissing if_missing) const {
  if (TRY(vm::has_property(agent_, object_, name))) return vm::get(agent_, object_, name);
  if (if_missing == IfMissing::Throw) return throw_not_defined(agent_, name);
  return Value::undefined();
}

// https://tc39.es/ecma262/#sec-object-environment-records-setmutablebinding-n-v-s, and
// https://tc39.es/ecma262/#sec-putvalue, step 2
Completion<void> GlobalEnvironment::set_on_object(PropertyKey name, Value value, bool is_strict) const {
  if (is_strict && !TRY(vm::has_property(agent_, object_, name))) return throw_not_defined(agent_, name);
  return vm::set(agent_, object_, name, value, is_strict);
}

// Declarations ----------------------------------------------------------------------------------------------

Completion<bool> GlobalEnvironment::has_restricted_global_property(PropertyKey name) const {
  const auto existing = TRY(vm::internal_get_own_property(agent_, object_, name));
  return existing.has_value() && !*existing->configurable;
}

Completion<bool> GlobalEnvironment::can_declare_global_var(PropertyKey name) const {
  if (TRY(vm::has_own_property(agent_, object_, name))) return true;
  return vm::internal_is_extensible(agent_, object_);
}

Completion<bool> GlobalEnvironment::can_declare_global_function(PropertyKey name) const {
  const auto existing = TRY(vm::internal_get_own_property(agent_, object_, name));
  if (!existing) return vm::internal_is_extensible(agent_, object_);
  if (*existing->configurable) return true;
  return existing->is_data_descriptor() && *existing->writable && *existing->enumerable;
}

Completion<void> GlobalEnvironment::require_can_declare_global_var(PropertyKey name) const {
  if (TRY(can_declare_global_var(name))) return {};
  return agent_.throw_type_error("Cannot declare global variable '" + variable_text(name) +
                                 "': the global object is not extensible");
}

Completion<void> GlobalEnvironment::require_can_declare_global_function(PropertyKey name) const {
  if (TRY(can_declare_global_function(name))) return {};
  return agent_.throw_type_error(
      "Cannot declare global function '" + variable_text(name) +
      "': there is a property of that name, or the global object is not extensible");
}

namespace {

Attributes global_attributes(bool is_deletable) {
  const Attributes attributes(Attributes::k_writable | Attributes::k_enumerable);
  return is_deletable ? attributes.with(Attributes::k_configurable) : attributes;
}

}  // namespace

Completion<void> GlobalEnvironment::create_global_var_binding(PropertyKey name, bool is_deletable) const {
  // 1. - 3.
  if (TRY(vm::has_own_property(agent_, object_, name))) return {};
  if (!TRY(vm::internal_is_extensible(agent_, object_))) return {};
  // 4.
  return vm::define_property_or_throw(
      agent_, object_, name, PropertyDescriptor::data(Value::undefined(), global_attributes(is_deletable)));
}

Completion<void> GlobalEnvironment::create_global_function_binding(PropertyKey name,
                                                                   bool is_deletable) const {
  // 1. - 3. A property that cannot be configured gets nothing but the value.
  const auto existing = TRY(vm::internal_get_own_property(agent_, object_, name));
  if (existing && !*existing->configurable) return {};
  // 4.
  return vm::define_property_or_throw(
      agent_, object_, name, PropertyDescriptor::data(Value::undefined(), global_attributes(is_deletable)));
}

Completion<void> GlobalEnvironment::set_global_function(PropertyKey name, Value function) const {
  return vm::set(agent_, object_, name, function, false);
}

void GlobalEnvironment::create_lexical_binding(PropertyKey name, bool is_constant) const {
  const Attributes attributes(
      static_cast<std::uint8_t>(Attributes::k_enumerable | (is_constant ? 0 : Attributes::k_writable)));
  agent_.shapes().add(lexicals_, name, Value::empty(), attributes);
  // Caches of the property that it hides must look again.
  if (object_->shape()->find(name)) agent_.shapes().renew(object_);
}

}  // namespace orrery::interpreter
