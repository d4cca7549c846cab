// Variables, and what functions have besides: `this`, new.target, super, private names.

#include <cassert>

#include "compiler/function_compiler.h"
#include "syntax/ast_walk.h"

namespace orrery::compiler {

// Dead zones ------------------------------------------------------------------------------------------------

/// Is there a time in which the variable exists and has no value?
bool FunctionCompiler::has_dead_zone(const Variable& variable) {
  switch (variable.kind) {
    case VariableKind::BlockFunction:
    case VariableKind::LexicalFunction:
      return false;  // they get their values when the block is entered
    case VariableKind::Parameter:
      return variable.scope->function->has_parameter_expressions;
    case VariableKind::CatchParameter:
    case VariableKind::ClassName:
      return true;
    default:
      return variable.is_lexical();
  }
}

bool FunctionCompiler::may_be_uninitialized(const Variable& variable) const {
  if (!has_dead_zone(variable)) return false;
  if (variable.scope->function != info_) return true;
  return variable.scope->kind == syntax::ScopeKind::Switch || !initialized_.contains(&variable);
}

/// See "Uninitialised variables" in compiler.h.
bool FunctionCompiler::always_uninitialized(const Variable& variable) const {
  return has_dead_zone(variable) && variable.scope->kind != syntax::ScopeKind::Switch &&
         variable.scope->function == info_ && !initialized_.contains(&variable);
}

bool FunctionCompiler::is_constant(const Variable& variable) {
  switch (variable.kind) {
    case VariableKind::Const:
    case VariableKind::Using:
    case VariableKind::ClassName:
    case VariableKind::Import:
    case VariableKind::FunctionName:
      return true;
    default:
      return false;
  }
}

/// https://tc39.es/ecma262/#sec-variable-statement-runtime-semantics-evaluation resolves the name of a `var`
/// like any other: it may mean a property of a `with`'s object, or the parameter of a `catch`.
syntax::Resolution FunctionCompiler::resolve(const syntax::Identifier& identifier) const {
  const Variable* variable = identifier.variable;
  const bool is_var = identifier.has(Node::k_declares) && variable != nullptr && !variable->is_lexical() &&
                      variable->kind != VariableKind::CatchParameter &&
                      variable->kind != VariableKind::SimpleCatchParameter;
  if (!is_var) return syntax::resolve(variable, identifier.has(Node::k_dynamic));
  for (const OpenScope* open = scope_; open != nullptr && open->scope != variable->scope;
       open = open->outer) {
    if (open->scope->kind == syntax::ScopeKind::With) return {VariableLocation::Dynamic, variable};
    if (open->scope->kind != syntax::ScopeKind::Catch) continue;
    for (const Variable* own = open->scope->first_variable; own != nullptr; own = own->next) {
      if (own->name == variable->name) return {own->location, own};
    }
  }
  return {variable->location, variable};
}

// Reading ---------------------------------------------------------------------------------------------------

void FunctionCompiler::load_variable(const syntax::Identifier& identifier, bool for_typeof) {
  at(&identifier);
  const auto resolution = resolve(identifier);
  switch (resolution.location) {
    case VariableLocation::Global:
      if (for_typeof) return emit<Op::LoadGlobalOrUndefined>(constant(identifier.name));
      return emit<Op::LoadGlobal>(constant(identifier.name));
    case VariableLocation::Dynamic: {
      const Register environment = environment_register();
      if (for_typeof) return emit<Op::LoadDynamicOrUndefined>(environment, constant(identifier.name));
      return emit<Op::LoadDynamic>(environment, constant(identifier.name));
    }
    default:
      return load_resolved_variable(*resolution.variable);
  }
}

/// \pre it is in a register or slot
void FunctionCompiler::load_resolved_variable(const Variable& variable) {
  const bool is_checked = may_be_uninitialized(variable);
  if (variable.location == VariableLocation::Register) {
    // A function's own name needs no register: it is the callee.
    if (variable.kind == VariableKind::FunctionName) return emit<Op::LoadCallee>();
    if (always_uninitialized(variable)) {
      emit<Op::LoadEmpty>();
    } else {
      load(variable_register(variable));
    }
    if (is_checked) emit<Op::CheckInitialized>(constant(variable.name));
    return;
  }
  assert(variable.location == VariableLocation::EnvironmentSlot);
  const SlotPlace place = place_of(variable.scope, variable.index);
  if (variable.kind == VariableKind::Import)
    return emit<Op::LoadImport>(place.environment, place.hops, place.slot, constant(variable.name));
  if (is_checked)
    return emit<Op::LoadSlotChecked>(place.environment, place.hops, place.slot, constant(variable.name));
  emit<Op::LoadSlot>(place.environment, place.hops, place.slot);
}

// Writing ---------------------------------------------------------------------------------------------------

void FunctionCompiler::initialize_variable(const Variable& variable) {
  switch (variable.location) {
    case VariableLocation::Register:
      if (variable.kind != VariableKind::FunctionName) store(variable_register(variable));
      break;
    case VariableLocation::EnvironmentSlot: {
      const SlotPlace place = place_of(variable.scope, variable.index);
      emit<Op::StoreSlot>(place.environment, place.hops, place.slot);
      break;
    }
    case VariableLocation::Global:
      emit<Op::InitializeGlobal>(constant(variable.name));
      break;
    case VariableLocation::Dynamic:
      emit<Op::StoreDynamicVar>(environment_register(), constant(variable.name));
      break;
    case VariableLocation::Outer:
      assert(false);
  }
  note_initialized(variable);
}

/// acc to the variable that a declaration's identifier declares. A `var` is assigned to instead: it exists
/// already.
void FunctionCompiler::initialize_identifier(const syntax::Identifier& identifier) {
  const syntax::Resolution resolution = resolve(identifier);
  const bool is_by_name =
      resolution.location == VariableLocation::Global || resolution.location == VariableLocation::Dynamic;
  if (is_by_name && !resolution.variable->is_lexical()) {
    assign_variable(identifier);
  } else {
    initialize_variable(*resolution.variable);
  }
}

/// acc to the variable; acc stays.
void FunctionCompiler::assign_variable(const syntax::Identifier& identifier) {
  at(&identifier);
  const auto resolution = resolve(identifier);
  switch (resolution.location) {
    case VariableLocation::Global:
      return emit<Op::StoreGlobal>(constant(identifier.name));
    case VariableLocation::Dynamic: {
      Temporaries temporaries(*this);
      const Register reference = allocate();
      const ConstantIndex name = constant(identifier.name);
      emit<Op::ResolveDynamic>(environment_register(), name, reference);
      return emit<Op::StoreResolved>(reference, name);
    }
    default:
      break;
  }
  const Variable& variable = *resolution.variable;
  if (is_constant(variable)) return assign_constant(variable);
  const bool is_checked = may_be_uninitialized(variable);
  if (variable.location == VariableLocation::EnvironmentSlot) {
    const SlotPlace place = place_of(variable.scope, variable.index);
    if (is_checked)
      return emit<Op::StoreSlotChecked>(place.environment, place.hops, place.slot, constant(variable.name));
    return emit<Op::StoreSlot>(place.environment, place.hops, place.slot);
  }
  if (is_checked) {
    Temporaries temporaries(*this);
    const Register new_value = keep();
    load_resolved_variable(variable);
    load(new_value);
  }
  store(variable_register(variable));
}

void FunctionCompiler::assign_constant(const Variable& variable) {
  if (variable.kind == VariableKind::FunctionName) {
    if (is_strict()) emit<Op::ThrowConstantAssignment>(constant(variable.name));
    return;
  }
  if (may_be_uninitialized(variable)) {
    Temporaries temporaries(*this);
    const Register new_value = keep();
    load_resolved_variable(variable);
    load(new_value);
  }
  emit<Op::ThrowConstantAssignment>(constant(variable.name));
}

// Registers as operands -------------------------------------------------------------------------------------

/// Is `node` a variable in a register, which is sure to have a value, or `this`, if that is in r0?
bool FunctionCompiler::is_plain_register(const Node* node) const {
  if (is<syntax::ThisExpression>(node)) {
    switch (header_.kind) {
      case bytecode::FunctionKind::Normal:
      case bytecode::FunctionKind::Method:
      case bytecode::FunctionKind::Accessor:
      case bytecode::FunctionKind::ClassConstructor:
      case bytecode::FunctionKind::ClassFieldInitializer:
      case bytecode::FunctionKind::ClassStaticBlock:
        return true;
      default:
        return false;
    }
  }
  const auto* identifier = try_as<syntax::Identifier>(node);
  if (identifier == nullptr || identifier->variable == nullptr || identifier->has(Node::k_dynamic))
    return false;
  const Variable& variable = *identifier->variable;
  return variable.kind != VariableKind::Capture && variable.kind != VariableKind::FunctionName &&
         variable.location == VariableLocation::Register && !may_be_uninitialized(variable);
}

Register FunctionCompiler::plain_register(const Node* node) const {
  if (is<syntax::ThisExpression>(node)) return Register{0};
  return variable_register(*as<syntax::Identifier>(node).variable);
}

bool FunctionCompiler::may_assign(const Node* node, const Variable* variable, int& budget) {
  if (--budget < 0) return true;
  if (const auto* identifier = try_as<syntax::Identifier>(node))
    return identifier->variable == variable && identifier->has(Node::k_assigned);
  bool result = false;
  syntax::for_each_child(node,
                         [&](const Node* child) { result = result || may_assign(child, variable, budget); });
  return result;
}

bool FunctionCompiler::may_assign(const Node* node, const Variable* variable) const {
  if (node == nullptr || variable == nullptr || !variable->is_assigned) return false;
  // What cannot be found out quickly is not worth it.
  int budget = 40;
  return may_assign(node, variable, budget);
}

// `this`, new.target, super ---------------------------------------------------------------------------------

/// Whose `this`, new.target or active function is meant by code of an arrow function or an eval.
FunctionCompiler::Lender FunctionCompiler::find_lender(Lent what) {
  std::uint32_t hops = 0;
  const syntax::Scope* scope = info_->scope;
  if (info_->kind == syntax::FunctionKind::Arrow) {
    for (scope = scope->parent; scope != nullptr; scope = scope->parent) {
      const bool lends =
          scope->kind == syntax::ScopeKind::Function && scope->function->kind != syntax::FunctionKind::Arrow;
      if (lends) {
        const std::uint32_t slot = lent_slot(*scope, what);
        return {SlotPlace{callee_environment(), hops, slot}, header_for(*scope->function, Name::none).kind};
      }
      if (has_environment(*scope)) ++hops;
    }
  }
  for (const bytecode::Scope& around : unit_.eval_environment_) {
    const bool lends =
        around.kind == bytecode::ScopeKind::Function && around.function_kind != bytecode::FunctionKind::Arrow;
    if (lends) {
      const std::uint32_t slot = what == Lent::This       ? around.this_slot
                                 : what == Lent::Function ? around.function_slot
                                                          : around.new_target_slot;
      return {SlotPlace{callee_environment(), hops, slot}, around.function_kind};
    }
    if (around.kind == bytecode::ScopeKind::Module) return {std::nullopt, bytecode::FunctionKind::Module};
    ++hops;
  }
  const bool is_module = unit_.is_module();
  return {std::nullopt, is_module ? bytecode::FunctionKind::Module : bytecode::FunctionKind::Script};
}

void FunctionCompiler::load_this() {
  using bytecode::FunctionKind;
  switch (header_.kind) {
    case FunctionKind::Arrow:
    case FunctionKind::Script:
    case FunctionKind::Module:
    case FunctionKind::Eval: {
      const Lender lender = find_lender(Lent::This);
      if (lender.place) {
        emit<Op::LoadSlot>(lender.place->environment, lender.place->hops, lender.place->slot);
        if (lender.kind == FunctionKind::DerivedConstructor) emit<Op::CheckThis>();
      } else if (lender.kind == FunctionKind::Module) {
        emit<Op::LoadUndefined>();
      } else {
        emit<Op::LoadGlobalThis>();
      }
      return;
    }
    case FunctionKind::DerivedConstructor:
      // An arrow function may call super(), too: then only the slot counts.
      if (builder_.scope(0).this_slot != bytecode::Scope::k_none) {
        const SlotPlace place = place_of(info_->scope, builder_.scope(0).this_slot);
        emit<Op::LoadSlot>(place.environment, place.hops, place.slot);
      } else {
        load(Register{0});
      }
      return emit<Op::CheckThis>();
    default:
      return load(Register{0});
  }
}

/// acc, what super() has made, becomes `this`. acc stays.
void FunctionCompiler::store_this() {
  if (header_.kind == bytecode::FunctionKind::DerivedConstructor) {
    if (builder_.scope(0).this_slot == bytecode::Scope::k_none) return store(Register{0});
    const SlotPlace place = place_of(info_->scope, builder_.scope(0).this_slot);
    return emit<Op::StoreSlot>(place.environment, place.hops, place.slot);
  }
  const Lender lender = find_lender(Lent::This);
  emit<Op::StoreSlot>(lender.place->environment, lender.place->hops, lender.place->slot);
}

void FunctionCompiler::load_new_target() {
  using bytecode::FunctionKind;
  const bool is_borrowed = header_.kind == FunctionKind::Arrow || header_.kind == FunctionKind::Eval;
  if (!is_borrowed) return emit<Op::LoadNewTarget>();
  const Lender lender = find_lender(Lent::NewTarget);
  if (!lender.place) return emit<Op::LoadUndefined>();
  emit<Op::LoadSlot>(lender.place->environment, lender.place->hops, lender.place->slot);
}

/// The function whose home object `super` starts from.
void FunctionCompiler::load_active_function() {
  using bytecode::FunctionKind;
  const bool is_borrowed = header_.kind == FunctionKind::Arrow || header_.kind == FunctionKind::Eval;
  if (!is_borrowed) return emit<Op::LoadCallee>();
  const Lender lender = find_lender(Lent::Function);
  emit<Op::LoadSlot>(lender.place->environment, lender.place->hops, lender.place->slot);
}

void FunctionCompiler::load_home_prototype() {
  using bytecode::FunctionKind;
  if (header_.kind != FunctionKind::Arrow && header_.kind != FunctionKind::Eval)
    return emit<Op::LoadHomePrototype>();
  load_active_function();
  emit<Op::LoadHomePrototypeOf>();
}

/// https://tc39.es/ecma262/#sec-resolve-private-identifier
void FunctionCompiler::load_private_name(Name name) {
  auto find = [&](const syntax::Scope& scope) -> const Variable* {
    for (const Variable* own = scope.first_private_name; own != nullptr; own = own->next) {
      if (own->name == name) return own;
    }
    return nullptr;
  };
  auto emit_load = [&](const SlotPlace& place) {
    emit<Op::LoadSlot>(place.environment, place.hops, place.slot);
  };
  for (const OpenScope* open = scope_; open != nullptr; open = open->outer) {
    if (const Variable* found = find(*open->scope)) return emit_load(place_of(open->scope, found->index));
  }
  std::uint32_t hops = 0;
  for (const syntax::Scope* scope = info_->scope->parent; scope != nullptr; scope = scope->parent) {
    if (const Variable* found = find(*scope)) return emit_load({callee_environment(), hops, found->index});
    if (has_environment(*scope)) ++hops;
  }
  for (const bytecode::Scope& around : unit_.eval_environment_) {
    for (const bytecode::ScopeVariable& own : around.private_names) {
      if (own.name == string_id(name)) return emit_load({callee_environment(), hops, own.index});
    }
    ++hops;
  }
  assert(false);
}

}  // namespace orrery::compiler
