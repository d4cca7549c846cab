// Environments and bindings: see fine_tracer.h. Variables are told of by the environment record that the
// standard has them in, whether the engine keeps them there or in registers.

#include <algorithm>
#include <ranges>

#include "inspect/trace/fine_tracer.h"
#include "vm/agent.h"
#include "vm/functions/environment.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/objects/object.h"
#include "vm/realm.h"
#include "vm/shapes/shape.h"

namespace orrery::inspect {

namespace events = trace::trace_events;
using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::Scope;
using bytecode::ScopeKind;
using bytecode::ScopeVariable;
using vm::CellKind;
using vm::Environment;
using vm::Value;

namespace {

/// Binding::state
constexpr std::uint64_t k_declared = 1, k_initialized = 2, k_assigned = 3;

Environment* environment_of_callee(const Value* fp) {
  return static_cast<vm::Function*>(fp[vm::FrameWords::k_callee].as_object())->environment();
}

/// That a scope of running code has at run time; null: all of it is in registers.
Environment* environment_of_scope(const Value* fp, const Scope& scope) {
  if (scope.kind == ScopeKind::Module) return environment_of_callee(fp);
  if (scope.environment == Scope::k_none || !fp[scope.environment].is_cell_of(CellKind::Environment))
    return nullptr;
  return static_cast<Environment*>(fp[scope.environment].as_cell());
}

/// EnvironmentEntered::sort
std::uint64_t sort_of(const Scope& scope) {
  constexpr std::uint64_t k_strict_eval = 9;
  const bool takes_variables = scope.kind == ScopeKind::Eval && scope.is_variable_scope;
  return takes_variables ? k_strict_eval : static_cast<std::uint64_t>(scope.kind);
}

/// What an import's slot links to.
Value linked(Value value) {
  if (!value.is_cell_of(CellKind::BindingLink)) return value;
  return static_cast<const vm::BindingLink*>(value.as_cell())->get();
}

std::string_view name_of(const bytecode::CodeBlock& code, const ScopeVariable& variable) {
  return code.program->string(variable.name);
}

}  // namespace

// Numbers ---------------------------------------------------------------------------------------------------

FineTracer::Number FineTracer::global_number(vm::Executable* executable) {
  const Number known = environments_.find(executable->realm());
  if (known != 0) return known;
  const Number number = enter_global(executable, 0);
  tell(events::EnvironmentLeft{});
  return number;
}

FineTracer::Number FineTracer::enter_global(vm::Executable* executable, Number function) {
  const auto [number, is_new] = environments_.of(executable->realm());
  tell(events::EnvironmentEntered{.environment = number,
                                  .outer = 0,
                                  .sort = static_cast<std::uint64_t>(ScopeKind::Script),
                                  .function = function});
  if (!is_new) return number;
  // What scripts before have declared.
  const vm::Object* lexicals = executable->realm()->global_lexicals();
  for (std::uint32_t slot = 0; lexicals != nullptr && slot < lexicals->shape()->slot_count(); ++slot) {
    const auto key = lexicals->shape()->key_of(slot);
    if (key && key->is_string())
      tell_binding(number, start_of(key->as_atom(), 200), lexicals->slot(slot), true, true);
  }
  return number;
}

/// The number of an environment, which is told of if nobody has: those around it first, each as if it were
/// entered and left.
FineTracer::Number FineTracer::number_of(Environment* environment, vm::Executable* executable) {
  std::vector<Environment*> unknown;
  for (; environment != nullptr && environments_.find(environment) == 0; environment = environment->outer())
    unknown.push_back(environment);
  Number outer = environment == nullptr ? global_number(executable) : environments_.find(environment);
  for (Environment* each : std::views::reverse(unknown)) {
    const Number number = environments_.of(each).number;
    tell(events::EnvironmentEntered{
        .environment = number,
        .outer = outer,
        .sort = each->is_with() ? static_cast<std::uint64_t>(ScopeKind::With) : sort_of(each->scope()),
        .function = each->is_with() ? 0 : definitions_.function(each->executable())});
    if (!each->is_with()) tell_slots(*each, number);
    tell(events::EnvironmentLeft{});
    outer = number;
  }
  return outer;
}

/// Of what is around all scopes of the frame's code.
FineTracer::Number FineTracer::outer_of(const Frame& frame) {
  Environment* environment = environment_of_callee(frame.fp);
  // A module's own environment, if it has one, is its code's.
  const bool is_own =
      frame.code->code->header.kind == bytecode::FunctionKind::Module && environment != nullptr;
  return number_of(is_own ? environment->outer() : environment, frame.executable);
}

/// Of the environment that the scope has at run time; 0: all of it is in registers.
FineTracer::Number FineTracer::environment_of(const Frame& frame, std::uint32_t scope_index) {
  const Scope& scope = frame.code->code->scopes[scope_index];
  if (scope.kind == ScopeKind::Script) return global_number(frame.executable);
  Environment* environment = environment_of_scope(frame.fp, scope);
  return environment == nullptr ? 0 : environments_.of(environment).number;
}

// Entering and leaving --------------------------------------------------------------------------------------

void FineTracer::change_scopes(Frame& frame, std::uint32_t offset, std::uint32_t innermost) {
  if (innermost == frame.innermost) return;
  const std::vector<Scope>& scopes = frame.code->code->scopes;
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t scope = innermost; scope != Scope::k_none; scope = scopes[scope].parent)
    wanted.push_back(scope);
  while (!frame.scopes.empty() && std::ranges::find(wanted, frame.scopes.back().scope) == wanted.end())
    leave_scope(frame);
  const std::size_t open = std::min(frame.scopes.size(), wanted.size());
  for (std::size_t i = wanted.size() - open; i-- > 0;) enter_scope(frame, wanted[i], offset);
  frame.innermost = innermost;
}

void FineTracer::leave_scope(Frame& frame) {
  frame.scopes.pop_back();
  tell(events::EnvironmentLeft{});
}

void FineTracer::enter_scope(Frame& frame, std::uint32_t scope_index, std::uint32_t offset) {
  const Scope& scope = frame.code->code->scopes[scope_index];
  if (scope.kind == ScopeKind::Script) {
    frame.scopes.push_back(
        {.scope = scope_index, .environment = enter_global(frame.executable, frame.function)});
    return;
  }
  const Number outer = frame.scopes.empty() ? outer_of(frame) : frame.scopes.back().environment;
  Number environment = environment_of(frame, scope_index);
  if (environment == 0) environment = environments_.take();
  frame.scopes.push_back({.scope = scope_index, .environment = environment});
  tell(events::EnvironmentEntered{
      .environment = environment, .outer = outer, .sort = sort_of(scope), .function = frame.function});
  tell_bindings(frame, scope_index, environment, offset);
}

/// The innermost scope has a new environment in place of the one that it had.
void FineTracer::renew_scope(Frame& frame, std::uint32_t offset) {
  if (frame.scopes.empty()) return;
  const std::uint32_t scope = frame.scopes.back().scope;
  leave_scope(frame);
  enter_scope(frame, scope, offset);
}

/// Of an activation that goes on: its environments are those that it had.
void FineTracer::resume_scopes(Frame& frame) {
  const auto found = suspended_.find(frame.activation);
  if (found == suspended_.end() || frame.is_silent) return;
  frame.scopes = std::move(found->second.scopes);
  frame.initialized = std::move(found->second.initialized);
  suspended_.erase(found);
  if (frame.scopes.empty()) return;
  frame.innermost = frame.scopes.back().scope;
  Number outer = outer_of(frame);
  for (const OpenScope& open : frame.scopes) {
    const Scope& scope = frame.code->code->scopes[open.scope];
    tell(events::EnvironmentEntered{.environment = open.environment,
                                    .outer = scope.kind == ScopeKind::Script ? 0 : outer,
                                    .sort = sort_of(scope),
                                    .function = frame.function});
    outer = open.environment;
  }
}

// Bindings --------------------------------------------------------------------------------------------------

/// \param is_first  it had no value before
void FineTracer::tell_binding(Number environment, std::string_view name, Value value, bool is_lexical,
                              bool is_first) {
  // A `var` without a value is a moment that nobody can see.
  if (value.is_empty() && !is_lexical) return;
  const std::uint64_t state = value.is_empty() ? k_declared : is_first ? k_initialized : k_assigned;
  const TracedValue traced = objects_.value(value);
  tell(events::Binding{
      .environment = environment, .name = definitions_.name(name), .state = state, .value = traced});
}

void FineTracer::tell_bindings(Frame& frame, std::uint32_t scope_index, Number environment,
                               std::uint32_t offset) {
  const bytecode::CodeBlock& code = *frame.code->code;
  const Scope& scope = code.scopes[scope_index];
  if (scope.kind == ScopeKind::Script || scope.kind == ScopeKind::With) return;
  for (const ScopeVariable& variable : scope.variables) {
    if (variable.place != ScopeVariable::Place::Register) continue;
    // Those of `switch` are emptied by code that comes next; parameters come with values.
    const bool is_unknown = variable.is_lexical && variable.initialized_at < scope.start;
    const bool has_value = offset >= variable.initialized_at && !is_unknown;
    const Value value = has_value ? frame.fp[variable.index] : Value::empty();
    frame.initialized[variable.index] = !value.is_empty();
    tell_binding(environment, name_of(code, variable), value, variable.is_lexical, true);
  }
  if (const Environment* made = environment_of_scope(frame.fp, scope)) tell_slots(*made, environment);
}

void FineTracer::tell_slots(const Environment& environment, Number number) {
  const bytecode::CodeBlock& code = environment.executable()->code();
  for (const ScopeVariable& variable : environment.scope().variables) {
    if (variable.place == ScopeVariable::Place::Register) continue;
    const Value value = linked(environment.slot(variable.index));
    tell_binding(number, name_of(code, variable), value, variable.is_lexical, true);
  }
  // What evals have declared there.
  const vm::Object* variables = environment.object();
  for (std::uint32_t slot = 0; variables != nullptr && slot < variables->shape()->slot_count(); ++slot) {
    if (const auto key = variables->shape()->key_of(slot))
      tell_binding(number, start_of(key->as_atom(), 200), variables->slot(slot), false, true);
  }
}

void FineTracer::write_register(Frame& frame, std::uint32_t index, Value value) {
  const TracedCode::Variable& place = frame.code->registers[index];
  if (place.scope == TracedCode::k_none) return;
  const auto open = std::ranges::find(frame.scopes, place.scope, &OpenScope::scope);
  if (open == frame.scopes.end()) return;
  const bytecode::CodeBlock& code = *frame.code->code;
  const ScopeVariable& variable = code.scopes[place.scope].variables[place.index];
  const bool is_first = !frame.initialized[index];
  frame.initialized[index] = !value.is_empty();
  tell_binding(open->environment, name_of(code, variable), value, variable.is_lexical, is_first);
}

void FineTracer::write_slot(Frame& frame, const Instruction& instruction, Value value) {
  const Value word = frame.fp[instruction.value(0)];
  if (!word.is_cell_of(CellKind::Environment)) return;
  auto* environment = static_cast<Environment*>(word.as_cell());
  for (std::uint32_t hops = instruction.value(1); hops > 0; --hops) environment = environment->outer();
  const std::uint32_t slot = instruction.value(2);
  const bool is_first = environment->slot(slot).is_empty();
  const bool throws = instruction.opcode() == Opcode::StoreSlotChecked && is_first;
  if (!throws) tell_slot(frame, environment, slot, value, is_first);
}

void FineTracer::tell_slot(Frame& frame, Environment* environment, std::uint32_t slot, Value value,
                           bool is_first) {
  if (environment->is_with()) return;
  for (const ScopeVariable& variable : environment->scope().variables) {
    if (variable.place != ScopeVariable::Place::Slot || variable.index != slot) continue;
    const Number number = number_of(environment, frame.executable);
    return tell_binding(number, name_of(environment->executable()->code(), variable), value,
                        variable.is_lexical, is_first);
  }
}

/// Of a name that `with` or a sloppy eval might have given another meaning.
void FineTracer::tell_resolved(Frame& frame, const Instruction& instruction, Value value) {
  const bytecode::CodeBlock& code = *frame.code->code;
  const std::string_view name =
      code.program->string(std::get<bytecode::StringId>(code.constants[instruction.value(1)]));
  const Value found = frame.fp[instruction.value(0)];
  if (!found.is_cell_of(CellKind::Environment))
    return tell_binding(global_number(frame.executable), name, value, true, false);
  auto* environment = static_cast<Environment*>(found.as_cell());
  if (environment->is_with()) return objects_.look_again(environment->object());
  const bytecode::CodeBlock& outer_code = environment->executable()->code();
  for (const ScopeVariable& variable : environment->scope().variables) {
    if (variable.place == ScopeVariable::Place::Slot && name_of(outer_code, variable) == name)
      return tell_slot(frame, environment, variable.index, value, false);
  }
  // An eval has declared it.
  tell_binding(number_of(environment, frame.executable), name, value, false, false);
}

// The Global Environment Record -----------------------------------------------------------------------------

void FineTracer::write_global(Frame& frame, const Instruction& instruction, Value value, bool is_first) {
  const std::uint32_t constant = instruction.value(0);
  const bytecode::CodeBlock& code = *frame.code->code;
  const auto name = std::get<bytecode::StringId>(code.constants[constant]);
  tell_binding(global_number(frame.executable), code.program->string(name), value, true, is_first);
}

/// https://tc39.es/ecma262/#sec-globaldeclarationinstantiation; functions are told of when they have been
/// made.
void FineTracer::tell_globals(Frame& frame, const Instruction& instruction) {
  const bytecode::CodeBlock& code = *frame.code->code;
  const auto& declarations = std::get<bytecode::Declarations>(code.constants[instruction.value(0)]);
  const Number number = global_number(frame.executable);
  for (const bytecode::StringId name : declarations.variables)
    tell_binding(number, code.program->string(name), Value::undefined(), false, true);
  for (const bytecode::StringId name : declarations.hoisted_functions)
    tell_binding(number, code.program->string(name), Value::undefined(), false, true);
  for (const bytecode::Declarations::Lexical& lexical : declarations.lexicals)
    tell_binding(number, code.program->string(lexical.name), Value::empty(), true, true);
}

}  // namespace orrery::inspect
