// Names that a `with` or a sloppy eval may have changed the meaning of (dynamic_names.h), and what evals
// declare.

#include "interpreter/declared_names.h"
#include "interpreter/dynamic_names.h"
#include "interpreter/environment_register.h"
#include "interpreter/reference_errors.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/shapes/shapes.h"

namespace orrery::interpreter {

using bytecode::StringId;
using vm::Agent;
using vm::Completion;
using vm::Environment;
using vm::PropertyKey;
using vm::Value;

// Reading and writing ---------------------------------------------------------------------------------------

Completion<Value> SlowPaths::LoadDynamic(Agent& agent, const Operands& operands, Value) {
  const DynamicName name(agent, operands, 1);
  const Binding binding = TRY(name.resolve(environment_in(operands.in(0))));
  return name.load(binding, IfMissing::Throw);
}

Completion<Value> SlowPaths::LoadDynamicOrUndefined(Agent& agent, const Operands& operands, Value) {
  const DynamicName name(agent, operands, 1);
  const Binding binding = TRY(name.resolve(environment_in(operands.in(0))));
  return name.load(binding, IfMissing::Undefined);
}

Completion<Value> SlowPaths::LoadDynamicCallee(Agent& agent, const Operands& operands, Value) {
  const DynamicName name(agent, operands, 1);
  const Binding binding = TRY(name.resolve(environment_in(operands.in(0))));
  // https://tc39.es/ecma262/#sec-object-environment-records-withbaseobject
  operands.in(2) =
      binding.kind == Binding::Kind::With ? Value(binding.environment->object()) : Value::undefined();
  return name.load(binding, IfMissing::Throw);
}

Completion<Value> SlowPaths::ResolveDynamic(Agent& agent, const Operands& operands, Value acc) {
  const DynamicName name(agent, operands, 1);
  operands.in(2) = name.to_reference(TRY(name.resolve(environment_in(operands.in(0)))));
  return acc;
}

Completion<Value> SlowPaths::LoadResolved(Agent& agent, const Operands& operands, Value) {
  const DynamicName name(agent, operands, 1);
  return name.load(name.from_reference(operands.in(0)), IfMissing::Throw);
}

Completion<Value> SlowPaths::StoreResolved(Agent& agent, const Operands& operands, Value acc) {
  const DynamicName name(agent, operands, 1);
  TRY(name.store(name.from_reference(operands.in(0)), acc));
  return acc;
}

Completion<Value> SlowPaths::DeleteDynamic(Agent& agent, const Operands& operands, Value) {
  const DynamicName name(agent, operands, 1);
  const Binding binding = TRY(name.resolve(environment_in(operands.in(0))));
  return Value::boolean(TRY(name.remove(binding)));
}

// What evals declare ----------------------------------------------------------------------------------------

namespace {

/// Where the `var`s of sloppy code go whose innermost environment is this one; null: the Global Environment
/// Record.
Environment* variable_environment(Environment* environment) {
  while (environment != nullptr && (environment->is_with() || !environment->scope().is_variable_scope))
    environment = environment->outer();
  return environment;
}

/// What the code of an eval is about to declare `var`s in.
struct EvalTarget {
  const bytecode::Program& program;
  Environment* innermost;
  Environment* target;  // null: the Global Environment Record

  /// Whether something between the eval and where its `var`s go has that name, so that it must not be
  /// declared. A `catch` clause's parameter is no obstacle:
  /// https://tc39.es/ecma262/#sec-variablestatements-in-catch-blocks
  /// \param skipped  whose scopes do not count; may be null
  bool is_obstructed(StringId name, const vm::Executable* skipped) const {
    for (const Environment* each = innermost; each != target; each = each->outer()) {
      if (each->is_with() || each->executable() == skipped) continue;
      if (each->scope().kind != bytecode::ScopeKind::Catch && find_slot(each, program, name) != nullptr)
        return true;
    }
    if (target == nullptr) return false;
    const bytecode::ScopeVariable* variable = find_slot(target, program, name);
    // The standard keeps the lexical declarations of a function's body in an environment inside that of its
    // `var`s, and what evals among parameters declare in one around the parameters
    // (https://tc39.es/ecma262/#sec-functiondeclarationinstantiation, 20., 30.). Here they share one.
    return variable != nullptr && (variable->is_lexical || target->scope().has_parameters_only);
  }

  /// https://tc39.es/ecma262/#sec-declarative-environment-records-createmutablebinding-n-d for a variable
  /// that can be deleted, unless there is one already
  void declare(Agent& agent, StringId name, PropertyKey key) const {
    if (find_slot(target, program, name) != nullptr) return;
    vm::Object* variables = eval_variables(agent, target);
    if (variables->shape()->find(key)) return;
    agent.shapes().add(variables, key, Value::undefined(), vm::k_data_attributes);
  }
};

/// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation, 3.
Completion<void> check_var_names(Agent& agent, const EvalTarget& target, const GlobalEnvironment& globals,
                                 const bytecode::Declarations& declarations, const DeclaredNames& names) {
  // 3.a.
  if (target.target == nullptr) {
    for (const PropertyKey name : names.var_names()) {
      if (globals.has_lexical_declaration(name)) return throw_already_declared(agent, name);
    }
  }
  // 3.b. - 3.d.
  std::size_t index = 0;
  for (const auto* list : {&declarations.variables, &declarations.functions}) {
    for (const StringId id : *list) {
      const PropertyKey name = names.var_names()[index++];
      if (target.is_obstructed(id, nullptr)) return throw_already_declared(agent, name);
    }
  }
  return {};
}

Completion<void> declare_globally(const EvalTarget& target, const GlobalEnvironment& globals,
                                  const bytecode::Declarations& declarations, const DeclaredNames& names) {
  // 10. - 12.
  for (const PropertyKey name : names.functions()) TRY(globals.require_can_declare_global_function(name));
  for (const PropertyKey name : names.variables()) TRY(globals.require_can_declare_global_var(name));
  // 13.
  for (std::size_t i = 0; i < declarations.hoisted_functions.size(); i++) {
    const PropertyKey name = names.hoisted_functions()[i];
    if (target.is_obstructed(declarations.hoisted_functions[i], nullptr)) continue;
    if (globals.has_lexical_declaration(name) || !TRY(globals.can_declare_global_var(name))) continue;
    TRY(globals.create_global_var_binding(name, true));
  }
  // 17., 18.
  for (const PropertyKey name : names.functions()) TRY(globals.create_global_function_binding(name, true));
  for (const PropertyKey name : names.variables()) TRY(globals.create_global_var_binding(name, true));
  return {};
}

void declare_locally(Agent& agent, const EvalTarget& target, const bytecode::Declarations& declarations,
                     const DeclaredNames& names) {
  // 13. https://tc39.es/ecma262/#sec-web-compat-evaldeclarationinstantiation
  for (std::size_t i = 0; i < declarations.hoisted_functions.size(); i++) {
    const StringId id = declarations.hoisted_functions[i];
    if (!target.is_obstructed(id, nullptr)) target.declare(agent, id, names.hoisted_functions()[i]);
  }
  // 17., 18.
  for (std::size_t i = 0; i < declarations.functions.size(); i++)
    target.declare(agent, declarations.functions[i], names.functions()[i]);
  for (std::size_t i = 0; i < declarations.variables.size(); i++)
    target.declare(agent, declarations.variables[i], names.variables()[i]);
}

}  // namespace

// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation, for sloppy code. The functions' values follow.
Completion<Value> SlowPaths::DeclareEvalVariables(Agent& agent, const Operands& operands, Value acc) {
  const GlobalEnvironment globals(agent, operands.executable()->realm());
  const auto& declarations = operands.code_constant<bytecode::Declarations>(1);
  const DeclaredNames names(agent, operands.code(), declarations);
  Environment* innermost = environment_in(operands.in(0));
  const EvalTarget target{*operands.code().program, innermost, variable_environment(innermost)};
  TRY(check_var_names(agent, target, globals, declarations, names));
  if (target.target == nullptr) {
    TRY(declare_globally(target, globals, declarations, names));
  } else {
    declare_locally(agent, target, declarations, names);
  }
  return acc;
}

// A function's value to the `var` that it is, or that its declaration in a block is, too.
// DeclareEvalVariables or DeclareGlobals has left out what must not be declared; that is not written here
// either.
Completion<Value> SlowPaths::StoreDynamicVar(Agent& agent, const Operands& operands, Value acc) {
  const GlobalEnvironment globals(agent, operands.executable()->realm());
  const PropertyKey key = operands.key(1);
  const auto name = operands.code_constant<StringId>(1);
  Environment* innermost = environment_in(operands.in(0));
  const EvalTarget target{*operands.code().program, innermost, variable_environment(innermost)};
  // The parser has seen to the scopes of this code itself; the function's own block is among them.
  if (target.is_obstructed(name, operands.executable())) return acc;
  if (target.target == nullptr) {
    if (!globals.has_lexical_declaration(key)) TRY(globals.set_global_function(key, acc));
  } else if (const bytecode::ScopeVariable* variable = find_slot(target.target, target.program, name)) {
    target.target->set_slot(variable->index, acc);
  } else {
    target.declare(agent, name, key);
    vm::Object* variables = eval_variables(agent, target.target);
    variables->set_slot(variables->shape()->find(key)->slot, acc);
  }
  return acc;
}

}  // namespace orrery::interpreter
