#include "syntax/scope_builder.h"

#include <cassert>

namespace orrery::syntax {

namespace {

bool takes_vars(ScopeKind kind) {
  return kind == ScopeKind::Script || kind == ScopeKind::Module || kind == ScopeKind::Function ||
         kind == ScopeKind::FunctionBody;
}

/// Would a `var` of its name within its scope be an error?
bool clashes_with_var(const Variable& variable) {
  return variable.is_lexical() || variable.kind == VariableKind::CatchParameter;
}

/// Makes a scope that was opened and closed before its function was known to be one, and those in it, part of
/// `function`. Only classes can be in that place; functions in them are on their own.
void move_into_function(Scope* scope, FunctionInfo* function) {
  if (scope->kind == ScopeKind::Function) return;
  scope->function = function;
  for (Variable* variable = scope->first_variable; variable != nullptr; variable = variable->next) {
    if (variable->location == VariableLocation::Register) variable->index = function->register_count++;
  }
  function->has_environments |= scope->needs_environment;
  for (Scope* child = scope->first_child; child != nullptr; child = child->next_sibling)
    move_into_function(child, function);
}

}  // namespace

ScopeBuilder::Mark ScopeBuilder::mark() const {
  return {static_cast<std::uint32_t>(references_.size()), scope_ ? scope_->last_child : nullptr};
}

Scope* ScopeBuilder::open_at(const Mark& mark, ScopeKind kind, FunctionInfo* function, bool is_strict) {
  auto* scope = scope_arena_.make<Scope>();
  scope->kind = kind;
  scope->function = function;
  scope->is_strict = is_strict;
  scope->parent = scope_;
  scope->depth = scope_ ? scope_->depth + 1 : 0;

  if (mark.references != references_.size()) {
    std::size_t kept = mark.references;
    for (std::size_t i = mark.references; i < references_.size(); ++i) {
      const Reference& reference = references_[i];
      if (reference.is_capture || !reference.identifier()->has(Node::k_declares))
        references_[kept++] = reference;
    }
    references_.resize(kept);
  }

  if (scope_ != nullptr) {
    // Children since the mark move inside.
    Scope*& chain = mark.last_child ? mark.last_child->next_sibling : scope_->first_child;
    scope->first_child = chain;
    scope->last_child = chain ? scope_->last_child : nullptr;
    for (Scope* child = chain; child != nullptr; child = child->next_sibling) {
      child->parent = scope;
      move_into_function(child, function);
    }
    chain = scope;
    scope_->last_child = scope;
  }
  open_.push_back({mark.references, static_cast<std::uint32_t>(hoisted_vars_.size()),
                   static_cast<std::uint32_t>(hoistable_functions_.size())});
  scope_ = scope;
  return scope;
}

void ScopeBuilder::abandon(const Mark& mark) {
  references_.resize(mark.references);
  if (scope_ == nullptr) return;
  scope_->last_child = mark.last_child;
  (mark.last_child ? mark.last_child->next_sibling : scope_->first_child) = nullptr;
}

// Declarations ----------------------------------------------------------------------------------------------

Variable*& ScopeBuilder::current_slot(Name name) {
  const auto index = static_cast<std::size_t>(name);
  if (index >= current_.size()) current_.resize((index + 64) * 3 / 2, nullptr);
  return current_[index];
}

Variable*& ScopeBuilder::capture_slot(Name name) {
  const auto index = static_cast<std::size_t>(name);
  if (index >= latest_captures_.size()) latest_captures_.resize((index + 64) * 3 / 2, nullptr);
  return latest_captures_[index];
}

Variable* ScopeBuilder::find_here(Name name) const {
  Variable* variable = current(name);
  return variable && variable->scope == scope_ ? variable : nullptr;
}

Variable* ScopeBuilder::add_variable(Scope* scope, Name name, VariableKind kind, std::uint32_t offset) {
  auto* variable = scope_arena_.make<Variable>();
  variable->name = name;
  variable->kind = kind;
  variable->declared_at = offset;
  variable->scope = scope;
  (scope->last_variable ? scope->last_variable->next : scope->first_variable) = variable;
  scope->last_variable = variable;

  // A `var` goes below the declarations of the blocks that it stands in.
  Variable** slot = &current_slot(name);
  while (*slot != nullptr && (*slot)->scope->depth > scope->depth) slot = &(*slot)->shadowed;
  variable->shadowed = *slot;
  *slot = variable;
  return variable;
}

Scope* ScopeBuilder::variable_scope() const {
  Scope* scope = scope_;
  while (!takes_vars(scope->kind)) scope = scope->parent;
  return scope;
}

ScopeBuilder::Declaration ScopeBuilder::declare(Name name, VariableKind kind, std::uint32_t offset) {
  if (kind == VariableKind::Var || kind == VariableKind::Function) return declare_var(name, kind, offset);

  Variable* existing = current(name);
  if (existing != nullptr && existing->scope == scope_) {
    // https://tc39.es/ecma262/#sec-block-duplicates-allowed-static-semantics
    const bool both_functions =
        kind == VariableKind::BlockFunction && existing->kind == kind && !scope_->is_strict;
    if (kind == VariableKind::Parameter || both_functions) return {existing, false};
    return {existing, true};
  }
  // Names of parameters are taken in the body, and that of `catch` in its block, though they are scopes
  // apart.
  const bool shares_names = (scope_->kind == ScopeKind::FunctionBody) ||
                            (scope_->kind == ScopeKind::Block && scope_->parent->kind == ScopeKind::Catch);
  if (shares_names && existing != nullptr && existing->scope == scope_->parent) return {existing, true};
  return {add_variable(scope_, name, kind, offset), false};
}

ScopeBuilder::Declaration ScopeBuilder::declare_var(Name name, VariableKind kind, std::uint32_t offset) {
  Scope* target = variable_scope();
  Variable* existing = current(name);
  for (; existing != nullptr && existing->scope->depth > target->depth; existing = existing->shadowed) {
    if (clashes_with_var(*existing)) return {existing, true};
  }
  if (scope_ != target) hoisted_vars_.push_back({name, offset});
  if (existing != nullptr && existing->scope == target) {
    if (clashes_with_var(*existing)) return {existing, true};
    if (kind == VariableKind::Function && existing->kind == VariableKind::Var) existing->kind = kind;
    return {existing, false};
  }
  return {add_variable(target, name, kind, offset), false};
}

void ScopeBuilder::add_hoistable_function(Variable* variable) {
  hoistable_functions_.push_back(variable);
}

void ScopeBuilder::note_direct_eval() {
  scope_->has_direct_eval = true;
  if (!scope_->is_strict) variable_scope()->has_sloppy_direct_eval = true;
}

void ScopeBuilder::reference_captures(const FunctionInfo& function) {
  for (Variable* capture = function.first_capture; capture != nullptr; capture = capture->next)
    references_.push_back({capture->name, true, capture});
}

// Closing ---------------------------------------------------------------------------------------------------

/// Did a `var` inside pass through this block, which declares the name lexically (perhaps later)?
bool ScopeBuilder::check_hoisted_vars(Conflict* conflict) {
  const Open& open = open_.back();
  if (takes_vars(scope_->kind)) {
    hoisted_vars_.resize(open.first_hoisted_var);
    return true;
  }
  if (scope_->first_variable == nullptr) return true;
  for (std::size_t i = open.first_hoisted_var; i < hoisted_vars_.size(); ++i) {
    const HoistedVar& var = hoisted_vars_[i];
    const Variable* variable = current(var.name);
    if (variable == nullptr || variable->scope != scope_ || !clashes_with_var(*variable)) continue;
    *conflict = {std::min(variable->declared_at, var.offset), std::max(variable->declared_at, var.offset),
                 var.name};
    return false;
  }
  return true;
}

/// https://tc39.es/ecma262/#sec-web-compat-functiondeclarationinstantiation: a function in a block becomes a
/// `var`, too, where a `var` in its place would clash with nothing.
void ScopeBuilder::settle_hoistable_functions() {
  const std::size_t first = open_.back().first_hoistable_function;
  const bool is_target = takes_vars(scope_->kind);
  std::size_t kept = first;
  for (std::size_t i = first; i < hoistable_functions_.size(); ++i) {
    Variable* function = hoistable_functions_[i];
    Variable* here = current(function->name);
    if (here != nullptr && here->scope != scope_) here = nullptr;
    if (!is_target) {
      if (here == nullptr || here == function || !clashes_with_var(*here))
        hoistable_functions_[kept++] = function;
      continue;
    }
    const bool names_parameter =
        (here != nullptr && here->kind == VariableKind::Parameter) ||
        (scope_->kind == ScopeKind::FunctionBody && current(function->name) != nullptr &&
         current(function->name)->scope == scope_->parent);
    if (names_parameter || (here != nullptr && clashes_with_var(*here))) continue;
    if (here == nullptr) add_variable(scope_, function->name, VariableKind::Var, function->declared_at);
    function->is_hoisted = true;
  }
  hoistable_functions_.resize(kept);
}

void ScopeBuilder::settle(const Reference& reference, Variable* variable) {
  if (reference.is_capture) {
    Variable* capture = reference.capture();
    capture->outer = variable;
    variable->is_captured = true;
    variable->is_assigned |= capture->is_assigned;
    return;
  }
  Identifier* identifier = reference.identifier();
  identifier->variable = variable;
  variable->is_assigned |= identifier->has(Node::k_assigned);
  // What is looked up by name must be in an environment.
  variable->is_captured |= identifier->has(Node::k_dynamic);
}

void ScopeBuilder::settle_references() {
  if (scope_->first_variable == nullptr) return;
  std::size_t kept = open_.back().first_reference;
  for (std::size_t i = kept; i < references_.size(); ++i) {
    const Reference& reference = references_[i];
    Variable* variable = current(reference.name);
    if (variable != nullptr && variable->scope == scope_) {
      // An eval may declare a `var` that hides the function's own name.
      if (variable->kind == VariableKind::FunctionName && scope_->has_sloppy_direct_eval)
        make_dynamic(reference);
      settle(reference, variable);
    } else {
      references_[kept++] = reference;
    }
  }
  references_.resize(kept);
}

void ScopeBuilder::make_dynamic(const Reference& reference) {
  if (reference.is_capture) {
    reference.capture()->location = VariableLocation::Dynamic;
  } else {
    reference.identifier()->add(Node::k_dynamic);
  }
}

/// What is not declared here may be in the object of this `with`, or declared here by an eval.
void ScopeBuilder::make_rest_dynamic() {
  for (std::size_t i = open_.back().first_reference; i < references_.size(); ++i)
    make_dynamic(references_[i]);
}

void ScopeBuilder::assign_locations() {
  for (Variable* variable = scope_->first_variable; variable != nullptr; variable = variable->next) {
    if (scope_->kind == ScopeKind::Script) {
      variable->location = VariableLocation::Global;
    } else if (variable->is_captured || scope_->has_direct_eval || scope_->kind == ScopeKind::Module) {
      variable->location = VariableLocation::EnvironmentSlot;
      variable->index = scope_->slot_count++;
    } else {
      variable->location = VariableLocation::Register;
      variable->index = scope_->function->register_count++;
    }
  }
  scope_->needs_environment = scope_->slot_count > 0 || scope_->has_sloppy_direct_eval ||
                              scope_->kind == ScopeKind::With || scope_->kind == ScopeKind::Script;
  scope_->function->has_environments |= scope_->needs_environment;
}

/// The names that every function has without declaring them.
void ScopeBuilder::declare_implicit_names() {
  const FunctionInfo& function = *scope_->function;
  if (function.kind == FunctionKind::Arrow || function.kind == FunctionKind::TopLevel) return;
  if (function.mentions.has(Mention::Arguments)) {
    Variable* declared = find_here(Name::arguments);
    if (declared == nullptr) {
      add_variable(scope_, Name::arguments, VariableKind::Arguments, function.range.start);
    } else if (declared->kind == VariableKind::Var) {
      declared->kind = VariableKind::Arguments;
    }
  }
  const bool sees_own_name = function.kind == FunctionKind::Normal && function.is_expression;
  if (sees_own_name && function.name != Name::none && find_here(function.name) == nullptr)
    add_variable(scope_, function.name, VariableKind::FunctionName, function.range.start);
}

void ScopeBuilder::leave() {
  for (Variable* variable = scope_->first_variable; variable != nullptr; variable = variable->next) {
    Variable*& slot = current_slot(variable->name);
    assert(slot == variable);
    slot = variable->shadowed;
    variable->shadowed = nullptr;
  }
  if (scope_->parent != nullptr) scope_->parent->has_direct_eval |= scope_->has_direct_eval;
  scope_ = scope_->parent;
  open_.pop_back();
}

bool ScopeBuilder::close(Conflict* conflict) {
  const bool is_sound = check_hoisted_vars(conflict);
  if (hoistable_functions_.size() > open_.back().first_hoistable_function) settle_hoistable_functions();
  settle_references();
  if (scope_->kind == ScopeKind::With || scope_->has_sloppy_direct_eval) make_rest_dynamic();
  assign_locations();
  leave();
  return is_sound;
}

bool ScopeBuilder::close_function(Conflict* conflict) {
  const bool is_sound = check_hoisted_vars(conflict);
  if (hoistable_functions_.size() > open_.back().first_hoistable_function) settle_hoistable_functions();
  declare_implicit_names();
  settle_references();
  if (scope_->has_sloppy_direct_eval) make_rest_dynamic();
  assign_locations();
  gather_captures();
  leave();
  return is_sound;
}

/// One capture, and one reference in the enclosing function, for each name left.
void ScopeBuilder::gather_captures() {
  FunctionInfo* function = scope_->function;
  // A function that is parsed again has captures already, to which its inner functions' lead.
  Variable* last = nullptr;
  for (Variable* capture = function->first_capture; capture != nullptr; capture = capture->next) {
    capture->scope = scope_;
    capture_slot(capture->name) = capture;
    last = capture;
  }
  const std::size_t first = open_.back().first_reference;
  const std::size_t end = references_.size();
  std::size_t kept = first;
  for (std::size_t i = first; i < end; ++i) {
    const Reference reference = references_[i];
    Variable*& slot = capture_slot(reference.name);
    if (slot == nullptr || slot->scope != scope_) {
      slot = capture_arena_.make<Variable>();
      slot->name = reference.name;
      slot->kind = VariableKind::Capture;
      slot->scope = scope_;
      (last ? last->next : function->first_capture) = slot;
      last = slot;
      references_[kept++] = {reference.name, true, slot};
    }
    settle(reference, slot);
  }
  references_.resize(kept);
}

// Functions whose trees are not kept ------------------------------------------------------------------------

bool ScopeBuilder::try_forget(FunctionInfo& function, const Memory& memory) {
  if (function.has_environments || kept_functions_ != memory.kept_functions) {
    ++kept_functions_;
    return false;
  }
  function.scope = function.body_scope = nullptr;
  // The next scope may have the same address.
  for (Variable* capture = function.first_capture; capture != nullptr; capture = capture->next)
    capture->scope = nullptr;
  scope_->last_child = memory.last_child;
  (memory.last_child ? memory.last_child->next_sibling : scope_->first_child) = nullptr;
  scope_arena_.rewind(memory.scopes);
  return true;
}

}  // namespace orrery::syntax
