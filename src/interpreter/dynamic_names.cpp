#include "interpreter/dynamic_names.h"

#include "interpreter/reference_errors.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/shapes/shapes.h"

namespace orrery::interpreter {

using bytecode::ScopeVariable;
using vm::Agent;
using vm::Completion;
using vm::Environment;
using vm::Object;
using vm::OwnProperty;
using vm::Value;

// Finding ---------------------------------------------------------------------------------------------------

namespace {

/// Compares names of possibly different programs.
class NameComparison {
 public:
  NameComparison(const bytecode::Program& here, bytecode::StringId name, const bytecode::Program& there)
      : there_(there), name_(name), is_same_program_(&here == &there) {
    if (!is_same_program_) text_ = here.string(name);
  }
  bool operator()(bytecode::StringId other) const {
    return is_same_program_ ? other == name_ : there_.string(other) == text_;
  }

 private:
  const bytecode::Program& there_;
  bytecode::StringId name_;
  bool is_same_program_;
  std::string_view text_;
};

const ScopeVariable* find_slot(const Environment* environment, const bytecode::Program& program,
                               bytecode::StringId name, bool is_function_name) {
  const NameComparison is_name(program, name, *environment->executable()->code().program);
  for (const ScopeVariable& variable : environment->scope().variables) {
    if (variable.place == ScopeVariable::Place::Register || variable.is_function_name != is_function_name)
      continue;
    if (is_name(variable.name)) return &variable;
  }
  return nullptr;
}

}  // namespace

const ScopeVariable* find_slot(const Environment* environment, const bytecode::Program& program,
                               bytecode::StringId name) {
  return find_slot(environment, program, name, false);
}

Object* eval_variables(Agent& agent, Environment* environment) {
  if (environment->object() == nullptr) environment->set_object(vm::ordinary_object_create(agent, nullptr));
  return environment->object();
}

DynamicName::DynamicName(Agent& agent, const Operands& operands, int operand)
    : agent_(agent),
      globals_(agent, operands.executable()->realm()),
      program_(*operands.code().program),
      id_(operands.code_constant<bytecode::StringId>(operand)),
      key_(operands.key(operand)),
      is_strict_(operands.executable()->header().is_strict) {}

std::optional<Binding> DynamicName::find_in_scope(Environment* environment) const {
  using Kind = Binding::Kind;
  if (const ScopeVariable* variable = interpreter::find_slot(environment, program_, id_))
    return Binding{Kind::Slot, environment, variable};
  const Object* variables = environment->object();
  if (variables != nullptr && variables->shape()->find(key_)) return Binding{Kind::EvalVariable, environment};
  if (const ScopeVariable* own_name = find_slot(environment, program_, id_, true))
    return Binding{Kind::Slot, environment, own_name};
  return std::nullopt;
}

// https://tc39.es/ecma262/#sec-object-environment-records-hasbinding-n
Completion<bool> DynamicName::is_in_with(Object* object) const {
  // 2., 3.
  if (!TRY(vm::has_property(agent_, object, key_))) return false;
  // 5., 6.
  const Value unscopables = TRY(vm::get(agent_, object, agent_.names().symbol_unscopables));
  if (!unscopables.is_object()) return true;
  return !vm::to_boolean(TRY(vm::get(agent_, unscopables.as_object(), key_)));
}

// https://tc39.es/ecma262/#sec-getidentifierreference
Completion<Binding> DynamicName::resolve(Environment* environment) const {
  using Kind = Binding::Kind;
  for (; environment != nullptr; environment = environment->outer()) {
    if (environment->is_with()) {
      if (TRY(is_in_with(environment->object()))) return Binding{Kind::With, environment};
    } else if (const std::optional<Binding> found = find_in_scope(environment)) {
      return *found;
    }
  }
  // https://tc39.es/ecma262/#sec-global-environment-records-hasbinding-n
  if (globals_.has_lexical_declaration(key_)) return Binding{Kind::GlobalLexical};
  if (TRY(vm::has_property(agent_, globals_.object(), key_))) return Binding{Kind::GlobalProperty};
  return Binding{};
}

// References in registers: an environment; of the Global Environment Record one of its objects; undefined.

Value DynamicName::to_reference(const Binding& binding) const {
  switch (binding.kind) {
    case Binding::Kind::Unresolvable:
      return Value::undefined();
    case Binding::Kind::GlobalLexical:
      return Value(globals_.lexicals());
    case Binding::Kind::GlobalProperty:
      return Value(globals_.object());
    default:
      return Value::cell(binding.environment);
  }
}

Binding DynamicName::from_reference(Value reference) const {
  using Kind = Binding::Kind;
  if (reference.is_undefined()) return {};
  if (reference.is_identical(Value(globals_.lexicals()))) return {Kind::GlobalLexical};
  if (reference.is_identical(Value(globals_.object()))) return {Kind::GlobalProperty};
  auto* environment = static_cast<Environment*>(reference.as_cell());
  if (environment->is_with()) return {Kind::With, environment};
  // What is there no more was a variable of an eval, and has been deleted.
  return find_in_scope(environment).value_or(Binding{Kind::EvalVariable, environment});
}

// Reading ---------------------------------------------------------------------------------------------------

Completion<Value> DynamicName::load_slot(const Binding& binding) const {
  Value value = binding.environment->slot(binding.variable->index);
  if (value.is_cell_of(vm::CellKind::BindingLink))
    value = static_cast<vm::BindingLink*>(value.as_cell())->get();
  if (value.is_empty()) return throw_uninitialized(agent_, key_);
  return value;
}

Completion<Value> DynamicName::load(const Binding& binding, IfMissing if_missing) const {
  switch (binding.kind) {
    case Binding::Kind::Unresolvable:
      if (if_missing == IfMissing::Throw) return throw_not_defined(agent_, key_);
      return Value::undefined();
    case Binding::Kind::Slot:
      return load_slot(binding);
    case Binding::Kind::EvalVariable: {
      OwnProperty found;
      Object* variables = eval_variables(agent_, binding.environment);
      if (!vm::find_named_property(agent_, variables, key_, &found)) return throw_not_defined(agent_, key_);
      return found.value;
    }
    case Binding::Kind::With: {
      // https://tc39.es/ecma262/#sec-object-environment-records-getbindingvalue-n-s
      Object* object = binding.environment->object();
      if (TRY(vm::has_property(agent_, object, key_))) return vm::get(agent_, object, key_);
      if (is_strict_) return throw_not_defined(agent_, key_);
      return Value::undefined();
    }
    case Binding::Kind::GlobalLexical:
      return globals_.get_lexical(key_, *globals_.find_lexical(key_));
    case Binding::Kind::GlobalProperty:
      return globals_.get_from_object(key_, is_strict_ ? IfMissing::Throw : IfMissing::Undefined);
  }
  std::unreachable();
}

// Writing ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-declarative-environment-records-setmutablebinding-n-v-s
Completion<void> DynamicName::store_in_slot(const Binding& binding, Value value) const {
  const ScopeVariable& variable = *binding.variable;
  // 3.
  if (binding.environment->slot(variable.index).is_empty()) return throw_uninitialized(agent_, key_);
  // 5. A function's own name is the constant that sloppy code may assign to in vain.
  if (variable.is_function_name && !is_strict_) return {};
  if (variable.is_constant || variable.is_function_name || variable.place == ScopeVariable::Place::Import)
    return throw_constant_assignment(agent_);
  // 4.
  binding.environment->set_slot(variable.index, value);
  return {};
}

Completion<void> DynamicName::store_eval_variable(Environment* environment, Value value) const {
  Object* variables = eval_variables(agent_, environment);
  OwnProperty found;
  if (vm::find_named_property(agent_, variables, key_, &found)) {
    vm::write_own_property(variables, found, value);
    return {};
  }
  // 1. It was deleted in the meantime.
  if (is_strict_) return throw_not_defined(agent_, key_);
  agent_.shapes().add(variables, key_, value, vm::k_data_attributes);
  return {};
}

Completion<void> DynamicName::store(const Binding& binding, Value value) const {
  switch (binding.kind) {
    case Binding::Kind::Unresolvable:
      if (is_strict_) return throw_not_defined(agent_, key_);
      return vm::set(agent_, globals_.object(), key_, value, false);
    case Binding::Kind::Slot:
      return store_in_slot(binding, value);
    case Binding::Kind::EvalVariable:
      return store_eval_variable(binding.environment, value);
    case Binding::Kind::With: {
      // https://tc39.es/ecma262/#sec-object-environment-records-setmutablebinding-n-v-s
      Object* object = binding.environment->object();
      const bool still_exists = TRY(vm::has_property(agent_, object, key_));
      if (!still_exists && is_strict_) return throw_not_defined(agent_, key_);
      return vm::set(agent_, object, key_, value, is_strict_);
    }
    case Binding::Kind::GlobalLexical:
      return globals_.set_lexical(key_, *globals_.find_lexical(key_), value);
    case Binding::Kind::GlobalProperty:
      return globals_.set_on_object(key_, value, is_strict_);
  }
  std::unreachable();
}

Completion<bool> DynamicName::remove(const Binding& binding) const {
  switch (binding.kind) {
    case Binding::Kind::Unresolvable:
      return true;
    case Binding::Kind::Slot:
    case Binding::Kind::GlobalLexical:
      return false;
    case Binding::Kind::EvalVariable:
    case Binding::Kind::With:
      return vm::internal_delete(agent_, binding.environment->object(), key_);
    case Binding::Kind::GlobalProperty:
      // https://tc39.es/ecma262/#sec-global-environment-records-deletebinding-n
      if (!TRY(vm::has_own_property(agent_, globals_.object(), key_))) return true;
      return vm::internal_delete(agent_, globals_.object(), key_);
  }
  std::unreachable();
}

}  // namespace orrery::interpreter
