// Scopes and their environments: https://tc39.es/ecma262/#sec-environment-records

#include <algorithm>
#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

namespace {

bytecode::ScopeKind kind_of(syntax::ScopeKind kind) {
  switch (kind) {
    case syntax::ScopeKind::Script:
      return bytecode::ScopeKind::Script;
    case syntax::ScopeKind::Module:
      return bytecode::ScopeKind::Module;
    case syntax::ScopeKind::Eval:
      return bytecode::ScopeKind::Eval;
    case syntax::ScopeKind::Function:
      return bytecode::ScopeKind::Function;
    case syntax::ScopeKind::FunctionBody:
      return bytecode::ScopeKind::FunctionBody;
    case syntax::ScopeKind::Block:
    case syntax::ScopeKind::For:
    case syntax::ScopeKind::Switch:
      return bytecode::ScopeKind::Block;
    case syntax::ScopeKind::Catch:
      return bytecode::ScopeKind::Catch;
    case syntax::ScopeKind::With:
      return bytecode::ScopeKind::With;
    case syntax::ScopeKind::Class:
      return bytecode::ScopeKind::Class;
  }
  std::unreachable();
}

bool takes_vars(const syntax::Scope& scope) {
  return scope.kind == syntax::ScopeKind::Function || scope.kind == syntax::ScopeKind::FunctionBody ||
         scope.kind == syntax::ScopeKind::Module ||
         (scope.kind == syntax::ScopeKind::Eval && scope.is_strict);
}

}  // namespace

// Descriptions ----------------------------------------------------------------------------------------------

/// \pre its function is not an arrow function, and lends something
std::uint32_t FunctionCompiler::lent_slot(const syntax::Scope& scope, Lent what) {
  using syntax::Mention;
  const syntax::Mentions& mentions = scope.function->mentions;
  std::uint32_t slot = scope.slot_count;
  if (what == Lent::This) return slot;
  ++slot;
  if (what == Lent::Function) return slot;
  return slot + (mentions.has(Mention::SuperProperty) || mentions.has(Mention::SuperCall) ? 1 : 0);
}

/// Whether a description of its scope has it: one of this function that lives in a register or a slot. A
/// function's own name needs no register (see load_resolved_variable()).
bool FunctionCompiler::is_described(const Variable& variable) {
  if (variable.location == VariableLocation::Register) return variable.kind != VariableKind::FunctionName;
  return variable.location == VariableLocation::EnvironmentSlot;
}

void FunctionCompiler::describe_variables(const syntax::Scope& scope, bytecode::Scope& description) {
  using Place = bytecode::ScopeVariable::Place;
  auto describe_one = [&](const Variable& variable, Place place, std::uint32_t index) {
    return bytecode::ScopeVariable{.name = string_id(variable.name),
                                   .index = index,
                                   .place = place,
                                   .is_lexical = variable.is_lexical(),
                                   .is_constant = is_constant(variable),
                                   .is_function_name = variable.kind == VariableKind::FunctionName};
  };
  for (const Variable* variable = scope.first_variable; variable != nullptr; variable = variable->next) {
    if (!is_described(*variable)) continue;
    if (variable->location == VariableLocation::Register) {
      const auto index = static_cast<std::uint32_t>(variable_register(*variable));
      description.variables.push_back(describe_one(*variable, Place::Register, index));
    } else {
      const Place place = variable->kind == VariableKind::Import ? Place::Import : Place::Slot;
      description.variables.push_back(describe_one(*variable, place, variable->index));
    }
  }
  for (const Variable* name = scope.first_private_name; name != nullptr; name = name->next)
    description.private_names.push_back(describe_one(*name, Place::Slot, name->index));
}

bytecode::Scope FunctionCompiler::describe(const syntax::Scope& scope) {
  using syntax::Mention;
  bytecode::Scope description;
  description.kind = kind_of(scope.kind);
  description.is_variable_scope = takes_vars(scope);
  description.has_parameters_only =
      scope.kind == syntax::ScopeKind::Function && scope.function->has_parameter_expressions;
  description.is_strict = scope.is_strict;
  description.function_kind = header_.kind;
  if (scope_ != nullptr) description.parent = scope_->index;
  describe_variables(scope, description);

  description.slot_count = scope.slot_count;
  const syntax::Mentions& mentions = scope.function->mentions;
  const bool lends = scope.kind == syntax::ScopeKind::Function && has_environment(scope) &&
                     scope.function->kind != syntax::FunctionKind::Arrow &&
                     (scope.function->is_used_by_arrow || mentions.has(Mention::DirectEval));
  if (lends) {
    description.this_slot = lent_slot(scope, Lent::This);
    description.slot_count = description.this_slot + 1;
    if (mentions.has(Mention::SuperProperty) || mentions.has(Mention::SuperCall))
      description.function_slot = description.slot_count++;
    if (mentions.has(Mention::NewTarget)) description.new_target_slot = description.slot_count++;
  }
  return description;
}

// Opening and closing ---------------------------------------------------------------------------------------

/// \param scope  null: there is none, and nothing happens
void FunctionCompiler::open_scope(OpenScope& open, const syntax::Scope* scope) {
  open = {.scope = scope, .index = 0, .environment = std::nullopt, .outer = scope_};
  if (scope == nullptr) return;
  open.index = builder_.open_scope(describe(*scope));
  if (has_environment(*scope)) {
    // A module's is made when it is linked.
    open.environment = scope->kind == syntax::ScopeKind::Module ? callee_environment() : allocate();
    builder_.scope(open.index).environment = static_cast<std::uint32_t>(*open.environment);
  }
  if (open.environment && scope->kind != syntax::ScopeKind::With && scope->kind != syntax::ScopeKind::Module)
    create_environment(open);
  scope_ = &open;
}

void FunctionCompiler::create_environment(const OpenScope& open) {
  OpenScope* const inner = std::exchange(scope_, open.outer);
  const Register outer = environment_register();
  scope_ = inner;
  emit<Op::CreateEnvironment>(*open.environment, outer,
                              builder_.constant(bytecode::ScopeReference{open.index}));
  builder_.scope(open.index).environment_at = builder_.offset();
}

void FunctionCompiler::close_scope(OpenScope& open) {
  if (open.scope == nullptr) return;
  assert(scope_ == &open);
  scope_ = open.outer;
  builder_.close_scope(open.index);
  describe_initializations(open);
}

/// For contexts that are looked at while code runs (vm/execution): the registers themselves do not tell.
void FunctionCompiler::describe_initializations(const OpenScope& open) {
  // There the registers are emptied first, as a case may jump over a declaration.
  if (open.scope->kind == syntax::ScopeKind::Switch) return;
  bytecode::Scope& description = builder_.scope(open.index);
  auto described = description.variables.begin();
  for (const Variable* variable = open.scope->first_variable; variable != nullptr;
       variable = variable->next) {
    if (!is_described(*variable)) continue;
    if (described->place == bytecode::ScopeVariable::Place::Register) {
      const auto initialized = initialized_.find(variable);
      if (initialized != initialized_.end()) {
        described->initialized_at = std::max(initialized->second, description.start);
      } else if (has_dead_zone(*variable)) {
        described->initialized_at = description.end;  // never
      }
    }
    ++described;
  }
}

// Registers of environments ---------------------------------------------------------------------------------

Register FunctionCompiler::callee_environment() {
  uses_callee_environment_ = true;
  return *callee_environment_;
}

/// Of the innermost environment that is open.
Register FunctionCompiler::environment_register() {
  for (const OpenScope* open = scope_; open != nullptr; open = open->outer) {
    if (open->environment) return *open->environment;
  }
  return callee_environment();
}

SlotPlace FunctionCompiler::place_of(const syntax::Scope* scope, std::uint32_t slot) {
  for (const OpenScope* open = scope_; open != nullptr; open = open->outer) {
    if (open->scope == scope) return {*open->environment, 0, slot};
  }
  std::uint32_t hops = 0;
  for (const syntax::Scope* outer = info_->scope->parent; outer != scope; outer = outer->parent) {
    assert(outer != nullptr);
    if (has_environment(*outer)) ++hops;
  }
  return {callee_environment(), hops, slot};
}

}  // namespace orrery::compiler
