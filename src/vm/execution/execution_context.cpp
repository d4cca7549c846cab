#include "vm/execution/execution_context.h"

#include <optional>

#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/objects/object.h"
#include "vm/realm.h"

namespace orrery::vm {

namespace {

using bytecode::CodeBlock;
using bytecode::FunctionKind;
using bytecode::Scope;
using bytecode::ScopeKind;
using bytecode::ScopeVariable;

bool has_this_of_its_own(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::Arrow:
    case FunctionKind::Script:
    case FunctionKind::Eval:
      return false;
    default:
      return true;
  }
}

bool is_function(FunctionKind kind) {
  return kind != FunctionKind::Script && kind != FunctionKind::Module && kind != FunctionKind::Eval;
}

ContextEnvironment::Kind kind_of(ScopeKind scope) {
  switch (scope) {
    case ScopeKind::Function:
      return ContextEnvironment::Kind::Function;
    case ScopeKind::Module:
      return ContextEnvironment::Kind::Module;
    case ScopeKind::With:
      return ContextEnvironment::Kind::Object;
    default:
      return ContextEnvironment::Kind::Declarative;
  }
}

/// Where an import's slot links to; empty as long as the other module has not initialised it.
Value value_of_import(Value link) {
  const bool is_link = link.is_cell_of(CellKind::BindingLink);
  return is_link ? static_cast<const BindingLink*>(link.as_cell())->get() : link;
}

ContextBinding binding(const CodeBlock& code, const ScopeVariable& variable, Value value) {
  return {.name = std::string(code.program->string(variable.name)),
          .value = value,
          .is_mutable = !variable.is_constant && variable.place != ScopeVariable::Place::Import,
          .is_lexical = variable.is_lexical};
}

/// What the environment at run time has of a scope's bindings.
void add_slots(ContextEnvironment& record, const CodeBlock& code, const Scope& scope,
               const Environment& environment) {
  for (const ScopeVariable& variable : scope.variables) {
    if (variable.place == ScopeVariable::Place::Register) continue;
    Value value = environment.slot(variable.index);
    if (variable.place == ScopeVariable::Place::Import) value = value_of_import(value);
    record.bindings.push_back(binding(code, variable, value));
  }
  record.environment = &environment;
  record.object = environment.object();
  if (scope.this_slot == Scope::k_none) return;
  record.has_this = true;
  record.this_value = environment.slot(scope.this_slot);
}

ContextEnvironment record_of(const Environment& environment) {
  ContextEnvironment record;
  if (environment.is_with()) {
    record.kind = ContextEnvironment::Kind::Object;
    record.scope = ScopeKind::With;
    record.object = environment.object();
    record.environment = &environment;
    return record;
  }
  record.kind = kind_of(environment.scope().kind);
  record.scope = environment.scope().kind;
  add_slots(record, environment.executable()->code(), environment.scope(), environment);
  if (record.kind == ContextEnvironment::Kind::Module) {
    record.has_this = true;
    record.this_value = Value::undefined();
  }
  return record;
}

/// Puts a context together, from the innermost environment outwards.
class ContextBuilder {
 public:
  explicit ContextBuilder(const FrameIterator& frame)
      : frame_(frame),
        executable_(frame.executable()),
        code_(executable_->code()),
        callee_(static_cast<const Function*>(frame.callee())),
        offset_(frame.offset()) {}

  ExecutionContext build() {
    context_.realm = executable_->realm();
    context_.script_or_module = executable_->source();
    context_.offset = offset_;
    if (is_function(code_.header.kind)) context_.function = frame_.callee();
    add_scopes_of_frame();
    for (const Environment* outer = outermost_; outer != nullptr; outer = outer->outer()) add(*outer);
    add_global();
    if (!variable_environment_) variable_environment_ = context_.environments.size() - 1;
    context_.variable_environment = *variable_environment_;
    resolve_this_binding();
    return std::move(context_);
  }

 private:
  bool is_open(const Scope& scope) const { return scope.start <= offset_ && offset_ < scope.end; }

  void add_scopes_of_frame() {
    outermost_ = callee_->environment();
    // Outer scopes come before inner ones.
    std::uint32_t innermost = Scope::k_none;
    for (std::uint32_t i = 0; i < code_.scopes.size(); i++) {
      if (is_open(code_.scopes[i])) innermost = i;
    }
    for (std::uint32_t i = innermost; i != Scope::k_none; i = code_.scopes[i].parent)
      add_scope(code_.scopes[i]);
  }

  void add_scope(const Scope& scope) {
    add_private_names(code_, scope);
    if (scope.kind == ScopeKind::Script) return;  // all that it declares is global
    const Environment* environment = environment_of(scope);
    if (scope.kind == ScopeKind::With) {
      if (environment != nullptr) push(record_of(*environment), scope);
      return;
    }
    ContextEnvironment record;
    record.kind = kind_of(scope.kind);
    record.scope = scope.kind;
    add_registers(record, scope);
    if (environment != nullptr) add_slots(record, code_, scope, *environment);
    if (scope.kind == ScopeKind::Function) bind_this(record);
    if (scope.kind == ScopeKind::Module) {
      record.has_this = true;
      record.this_value = Value::undefined();
      // A module's own environment is its code's, if it has one.
      if (outermost_ != nullptr) outermost_ = outermost_->outer();
    }
    push(std::move(record), scope);
  }

  /// Null: it has none, or it has not been made yet.
  const Environment* environment_of(const Scope& scope) const {
    if (scope.kind == ScopeKind::Module) return callee_->environment();
    if (scope.environment == Scope::k_none || offset_ < scope.environment_at) return nullptr;
    return static_cast<const Environment*>(frame_.fp()[scope.environment].as_cell());
  }

  void add_registers(ContextEnvironment& record, const Scope& scope) {
    for (const ScopeVariable& variable : scope.variables) {
      if (variable.place != ScopeVariable::Place::Register) continue;
      const bool is_initialized = offset_ >= variable.initialized_at;
      const Value value = is_initialized ? frame_.fp()[variable.index] : Value::empty();
      record.bindings.push_back(binding(code_, variable, value));
    }
  }

  /// https://tc39.es/ecma262/#sec-ordinarycallbindthis, which code that mentions no `this` has left out
  void bind_this(ContextEnvironment& record) const {
    if (!has_this_of_its_own(code_.header.kind)) return;
    record.has_this = true;
    record.this_value = frame_.fp()[0];
    if (!code_.header.is_strict && record.this_value.is_nullish())
      record.this_value = executable_->realm()->global_object();
  }

  /// One of a function, script or module around this one.
  void add(const Environment& environment) {
    if (!environment.is_with()) add_private_names(environment.executable()->code(), environment.scope());
    const bool takes_variables = !environment.is_with() && environment.scope().is_variable_scope;
    context_.environments.push_back(record_of(environment));
    note_variable_environment(takes_variables);
  }

  void push(ContextEnvironment record, const Scope& scope) {
    context_.environments.push_back(std::move(record));
    note_variable_environment(scope.is_variable_scope);
  }

  void note_variable_environment(bool takes_variables) {
    if (takes_variables && !variable_environment_) variable_environment_ = context_.environments.size() - 1;
  }

  void add_global() {
    const Realm* realm = executable_->realm();
    ContextEnvironment record;
    record.kind = ContextEnvironment::Kind::Global;
    record.scope = ScopeKind::Script;
    record.object = realm->global_object();
    record.declarative_record = realm->global_lexicals();
    record.has_this = true;
    record.this_value = realm->global_object();
    context_.environments.push_back(std::move(record));
  }

  void add_private_names(const CodeBlock& code, const Scope& scope) {
    for (const ScopeVariable& name : scope.private_names)
      context_.private_names.push_back("#" + std::string(code.program->string(name.name)));
  }

  /// https://tc39.es/ecma262/#sec-getthisenvironment
  void resolve_this_binding() {
    // What mentions no `this` may have no trace of the function that has it.
    if (code_.header.kind == FunctionKind::Arrow && !code_.header.uses_this) return;
    for (const ContextEnvironment& environment : context_.environments) {
      if (!environment.has_this) continue;
      const bool is_bound = !environment.this_value.is_empty();
      context_.this_state =
          is_bound ? ExecutionContext::ThisState::Bound : ExecutionContext::ThisState::Uninitialized;
      if (is_bound) context_.this_value = environment.this_value;
      return;
    }
  }

  const FrameIterator& frame_;
  Executable* executable_;
  const CodeBlock& code_;
  const Function* callee_;
  std::uint32_t offset_;
  const Environment* outermost_ = nullptr;  // that is not of this frame
  std::optional<std::size_t> variable_environment_;
  ExecutionContext context_;
};

/// https://tc39.es/ecma262/#sec-built-in-function-objects-call-thisargument-argumentslist
ExecutionContext context_of_builtin(const FrameIterator& frame) {
  ExecutionContext context;
  context.function = frame.callee();
  context.realm = static_cast<const NativeFunction*>(frame.callee())->realm();
  const NativeFrame native(frame.fp());
  if (native.is_construct()) return context;  // `this` is nothing that it is given
  context.this_state = ExecutionContext::ThisState::Bound;
  context.this_value = native.this_value();
  return context;
}

}  // namespace

ExecutionContext execution_context(const FrameIterator& frame) {
  if (frame.executable() == nullptr) return context_of_builtin(frame);
  return ContextBuilder(frame).build();
}

std::vector<ExecutionContext> execution_context_stack(const Agent& agent) {
  std::vector<ExecutionContext> stack;
  for (FrameIterator frame(agent); !frame.is_at_end(); frame.next())
    stack.push_back(execution_context(frame));
  return stack;
}

}  // namespace orrery::vm
