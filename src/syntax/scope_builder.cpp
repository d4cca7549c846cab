#include "syntax/scope_builder.h"

#include <algorithm>
#include <cassert>

namespace orrery::syntax {

namespace {

bool takes_vars(ScopeKind kind) {
  return kind == ScopeKind::Script || kind == ScopeKind::Module || kind == ScopeKind::Eval ||
         kind == ScopeKind::Function || kind == ScopeKind::FunctionBody;
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
  return {references_.size(), scope_ ? scope_->last_child : nullptr};
}

Scope* ScopeBuilder::open_at(const Mark& mark, ScopeKind kind, FunctionInfo* function, bool is_strict) {
  auto* scope = scope_arena_.make<Scope>();
  scope->kind = kind;
  scope->function = function;
  scope->is_strict = is_strict;
  scope->parent = scope_;
  scope->depth = scope_ ? scope_->depth + 1 : 0;

  if (mark.references != references_.size()) {
    for (const auto& [name, reference] : references_.take_from(mark.references)) {
      if (reference.is_capture() || !reference.identifier()->has(Node::k_declares))
        references_.push(name, reference);
    }
    cut_dynamic_runs(mark.references);
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
  open_.push_back({.variable_scope = takes_vars(kind) ? scope : open_.back().variable_scope,
                   .first_reference = mark.references,
                   .first_hoisted_var = hoisted_vars_.size(),
                   .first_hoistable_function = hoistable_functions_.size(),
                   .is_inside_with = kind == ScopeKind::With ||
                                     (!takes_vars(kind) && !open_.empty() && open_.back().is_inside_with)});
  scope_ = scope;
  return scope;
}

void ScopeBuilder::forget_reference(const Mark& mark) {
  references_.take_at(mark.references);
  cut_dynamic_runs(mark.references);
}

void ScopeBuilder::abandon(const Mark& mark) {
  references_.cut(mark.references);
  cut_dynamic_runs(mark.references);
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
  const Open& open = open_.back();
  Scope* target = open.variable_scope;
  // What one of its name met on its way out, this one would meet, too.
  if (const HoistedVar* before = hoisted_vars_.find(name, open.first_hoisted_var);
      before && scope_ != target) {
    before->variable->is_captured |= open.is_inside_with;
    return {before->variable, false};
  }

  Variable* existing = current(name);
  for (; existing != nullptr && existing->scope->depth > target->depth; existing = existing->shadowed) {
    if (clashes_with_var(*existing)) return {existing, true};
  }
  if (existing == nullptr || existing->scope != target) {
    existing = add_variable(target, name, kind, offset);
  } else if (clashes_with_var(*existing)) {
    return {existing, true};
  } else if (kind == VariableKind::Function && existing->kind == VariableKind::Var) {
    existing->kind = kind;
  }
  // Giving it a value inside a `with` looks it up by name.
  existing->is_captured |= open.is_inside_with;
  if (scope_ != target) hoisted_vars_.push(name, {existing, offset});
  return {existing, false};
}

void ScopeBuilder::add_private_name(Name name, std::uint32_t offset) {
  auto* variable = scope_arena_.make<Variable>();
  variable->name = name;
  variable->kind = VariableKind::PrivateName;
  variable->location = VariableLocation::EnvironmentSlot;
  variable->declared_at = offset;
  variable->scope = scope_;
  (scope_->last_private_name ? scope_->last_private_name->next : scope_->first_private_name) = variable;
  scope_->last_private_name = variable;
}

void ScopeBuilder::add_hoistable_function(Variable* variable) {
  hoistable_functions_.push(variable->name, variable);
}

void ScopeBuilder::note_direct_eval() {
  scope_->has_direct_eval = true;
  if (!scope_->is_strict) open_.back().variable_scope->has_sloppy_direct_eval = true;
}

void ScopeBuilder::reference_captures(const FunctionInfo& function) {
  for (Variable* capture = function.first_capture; capture != nullptr; capture = capture->next)
    references_.push(capture->name, Reference(capture));
}

// Closing ---------------------------------------------------------------------------------------------------

/// Did a `var` inside pass through this block, which declares the name lexically (perhaps later)?
bool ScopeBuilder::check_hoisted_vars(Conflict* conflict) {
  const std::uint32_t first = open_.back().first_hoisted_var;
  if (takes_vars(scope_->kind)) {
    hoisted_vars_.cut(first);
    return true;
  }
  if (hoisted_vars_.size() == first) return true;
  bool is_sound = true;
  for (const Variable* variable = scope_->first_variable; variable != nullptr; variable = variable->next) {
    if (!clashes_with_var(*variable)) continue;
    hoisted_vars_.take(variable->name, first, [&](const HoistedVar& var) {
      const auto [earlier, later] = std::minmax(variable->declared_at, var.offset);
      if (is_sound || later < conflict->second) *conflict = {earlier, later, variable->name};
      is_sound = false;
    });
  }
  return is_sound;
}

namespace {

/// https://tc39.es/ecma262/#sec-functiondeclarationinstantiation, step 22: then `arguments` counts as the
/// name of a parameter, whether anything asks for the object or not. \param here  what the scope declares by
/// that name
bool would_have_arguments_object(const Scope& scope, const Variable* here) {
  const FunctionKind kind = scope.function->kind;
  if (kind == FunctionKind::TopLevel || kind == FunctionKind::Arrow) return false;
  // Beside parameters with expressions nothing stands in its way.
  return scope.kind == ScopeKind::FunctionBody || here == nullptr || here->kind != VariableKind::Function;
}

}  // namespace

/// https://tc39.es/ecma262/#sec-web-compat-functiondeclarationinstantiation: a function in a block becomes a
/// `var`, too, where a `var` in its place would clash with nothing.
void ScopeBuilder::settle_hoistable_functions() {
  const std::uint32_t first = open_.back().first_hoistable_function;
  if (hoistable_functions_.size() == first) return;
  if (!takes_vars(scope_->kind)) {
    for (Variable* variable = scope_->first_variable; variable != nullptr; variable = variable->next) {
      if (!clashes_with_var(*variable)) continue;
      // It stops those from inside, not itself on its way out.
      bool is_itself = false;
      hoistable_functions_.take(variable->name, first,
                                [&](const Variable* function) { is_itself |= function == variable; });
      if (is_itself) hoistable_functions_.push(variable->name, variable);
    }
    return;
  }
  hoistable_functions_.for_each(first, hoistable_functions_.size(), [&](Name name, Variable* function) {
    Variable* around = current(name);
    Variable* here = around != nullptr && around->scope == scope_ ? around : nullptr;
    const bool names_parameter =
        (here != nullptr && here->kind == VariableKind::Parameter) ||
        (name == Name::arguments && would_have_arguments_object(*scope_, here)) ||
        (scope_->kind == ScopeKind::FunctionBody && around != nullptr && around->scope == scope_->parent);
    if (names_parameter || (here != nullptr && clashes_with_var(*here))) return;
    if (here == nullptr) add_variable(scope_, name, VariableKind::Var, function->declared_at);
    function->is_hoisted = true;
  });
  hoistable_functions_.cut(first);
}

void ScopeBuilder::settle(Reference reference, Variable* variable) {
  if (reference.is_capture()) {
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
  const std::uint32_t first = open_.back().first_reference;
  for (Variable* variable = scope_->first_variable; variable != nullptr; variable = variable->next) {
    // An eval may declare a `var` that hides the function's own name.
    const bool may_be_hidden = variable->kind == VariableKind::FunctionName && scope_->has_sloppy_direct_eval;
    references_.take(variable->name, first, [&](Reference reference) {
      if (may_be_hidden) make_dynamic(reference);
      settle(reference, variable);
    });
  }
  references_.trim(first);
  cut_dynamic_runs(references_.size());
}

void ScopeBuilder::make_dynamic(Reference reference) {
  if (reference.is_capture()) {
    reference.capture()->location = VariableLocation::Dynamic;
  } else {
    reference.identifier()->add(Node::k_dynamic);
  }
}

/// What is not declared here may be in the object of this `with`, or declared here by an eval.
void ScopeBuilder::make_rest_dynamic() {
  const std::uint32_t first = open_.back().first_reference;
  std::uint32_t end = references_.size();
  // Only what no scope inside has made dynamic already, from the top down.
  while (!dynamic_runs_.empty() && dynamic_runs_.back().end > first) {
    const DynamicRun run = dynamic_runs_.back();
    dynamic_runs_.pop_back();
    references_.for_each(run.end, end, [](Name, Reference reference) { make_dynamic(reference); });
    end = run.first;
  }
  references_.for_each(first, end, [](Name, Reference reference) { make_dynamic(reference); });
  dynamic_runs_.push_back({first, references_.size()});
}

/// What is at `from` and above is not what it was.
void ScopeBuilder::cut_dynamic_runs(std::uint32_t from) {
  while (!dynamic_runs_.empty() && dynamic_runs_.back().end > from) {
    DynamicRun& run = dynamic_runs_.back();
    run.end = from;
    if (run.first < from) return;
    dynamic_runs_.pop_back();
  }
}

/// Does the arguments object share the parameters' values?
/// https://tc39.es/ecma262/#sec-createmappedargumentsobject
bool ScopeBuilder::has_mapped_arguments() const {
  if (scope_->kind != ScopeKind::Function || scope_->is_strict || !scope_->function->has_simple_parameters)
    return false;
  const Variable* arguments = find_here(Name::arguments);
  return arguments != nullptr && arguments->kind == VariableKind::Arguments;
}

bool ScopeBuilder::is_in_environment(const Variable& variable, bool has_mapped) const {
  return variable.is_captured || scope_->has_direct_eval || scope_->kind == ScopeKind::Module ||
         (has_mapped && variable.kind == VariableKind::Parameter);
}

void ScopeBuilder::assign_locations() {
  const FunctionInfo& function = *scope_->function;
  const bool has_mapped = has_mapped_arguments();
  const bool is_sloppy_eval = scope_->kind == ScopeKind::Eval && !scope_->is_strict;
  for (Variable* variable = scope_->first_variable; variable != nullptr; variable = variable->next) {
    if (scope_->kind == ScopeKind::Script) {
      variable->location = VariableLocation::Global;
    } else if (is_sloppy_eval && !variable->is_lexical()) {
      // A `var` of the code that called eval, or one that it is found instead of.
      variable->location = VariableLocation::Dynamic;
    } else if (is_in_environment(*variable, has_mapped)) {
      variable->location = VariableLocation::EnvironmentSlot;
      variable->index = scope_->slot_count++;
    } else {
      variable->location = VariableLocation::Register;
      variable->index = scope_->function->register_count++;
    }
  }
  for (Variable* name = scope_->first_private_name; name != nullptr; name = name->next)
    name->index = scope_->slot_count++;
  // `this` and its like, for arrow functions and evals inside.
  const bool lends_this = scope_->kind == ScopeKind::Function && function.kind != FunctionKind::Arrow &&
                          (function.is_used_by_arrow || function.mentions.has(Mention::DirectEval));
  scope_->needs_environment = lends_this || scope_->slot_count > 0 || scope_->has_sloppy_direct_eval ||
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
  settle_hoistable_functions();
  settle_references();
  if (scope_->kind == ScopeKind::With || scope_->kind == ScopeKind::Eval || scope_->has_sloppy_direct_eval)
    make_rest_dynamic();
  assign_locations();
  leave();
  return is_sound;
}

bool ScopeBuilder::close_function(Conflict* conflict) {
  const bool is_sound = check_hoisted_vars(conflict);
  settle_hoistable_functions();
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
  const std::uint32_t first = open_.back().first_reference;
  const auto left = references_.take_from(first);
  cut_dynamic_runs(first);
  // A function that is parsed again has captures already, to which its inner functions' lead.
  Variable* last = nullptr;
  for (Variable* capture = function->first_capture; capture != nullptr; capture = capture->next) {
    references_.push(capture->name, Reference(capture));
    capture->scope = scope_;
    last = capture;
  }
  if (has_too_many_captures()) return;
  for (const auto& [name, reference] : left) {
    Reference* known = references_.find(name, first);
    if (known == nullptr) {
      auto* capture = capture_arena_.make<Variable>();
      capture->name = name;
      capture->kind = VariableKind::Capture;
      capture->scope = scope_;
      (last ? last->next : function->first_capture) = capture;
      last = capture;
      known = references_.push(name, Reference(capture));
      ++capture_count_;
    }
    settle(reference, known->capture());
  }
}

// Functions whose trees are not kept ------------------------------------------------------------------------

bool ScopeBuilder::try_forget(FunctionInfo& function, const Memory& memory) {
  if (function.has_environments || kept_functions_ != memory.kept_functions) {
    ++kept_functions_;
    return false;
  }
  function.scope = function.body_scope = nullptr;
  for (Variable* capture = function.first_capture; capture != nullptr; capture = capture->next)
    capture->scope = nullptr;
  scope_->last_child = memory.last_child;
  (memory.last_child ? memory.last_child->next_sibling : scope_->first_child) = nullptr;
  scope_arena_.rewind(memory.scopes);
  return true;
}

}  // namespace orrery::syntax
