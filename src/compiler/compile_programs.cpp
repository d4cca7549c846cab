// Scripts and code of evals: https://tc39.es/ecma262/#sec-scripts and
// https://tc39.es/ecma262/#sec-eval-x. Modules are in compile_modules.cpp.

#include <algorithm>
#include <unordered_set>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

namespace {

/// Where the functions in blocks begin that are `var`s of the program, too.
void find_hoisted(const syntax::Scope& scope, std::unordered_set<std::uint32_t>& found) {
  for (const Variable* variable = scope.first_variable; variable != nullptr; variable = variable->next) {
    if (variable->kind == VariableKind::BlockFunction && variable->is_hoisted)
      found.insert(variable->declared_at);
  }
  for (const syntax::Scope* child = scope.first_child; child != nullptr; child = child->next_sibling) {
    if (child->function == scope.function) find_hoisted(*child, found);
  }
}

/// Names of the functions declared at the top, in the order of their last declarations.
std::vector<StringId> function_names(const NodeList& body) {
  std::vector<StringId> names;
  std::unordered_set<Name> seen;
  for (std::size_t i = body.size(); i > 0; --i) {
    const Node* node = body[i - 1];
    while (is<syntax::LabeledStatement>(node)) node = as<syntax::LabeledStatement>(node).body;
    const auto* function = try_as<syntax::FunctionDeclaration>(node);
    if (function == nullptr) continue;
    const Name name = as<syntax::Identifier>(function->id).name;
    if (seen.insert(name).second) names.push_back(string_id(name));
  }
  std::ranges::reverse(names);
  return names;
}

}  // namespace

/// What GlobalDeclarationInstantiation or EvalDeclarationInstantiation has to declare.
bytecode::Declarations FunctionCompiler::program_declarations(const syntax::Scope& scope) {
  bytecode::Declarations declarations;
  std::unordered_set<std::uint32_t> hoisted;
  find_hoisted(scope, hoisted);
  for (const Variable* variable = scope.first_variable; variable != nullptr; variable = variable->next) {
    const StringId name = string_id(variable->name);
    if (variable->is_lexical()) {
      if (scope.kind == syntax::ScopeKind::Script)
        declarations.lexicals.push_back({name, is_constant(*variable)});
    } else if (variable->kind == VariableKind::Var) {
      auto& list =
          hoisted.contains(variable->declared_at) ? declarations.hoisted_functions : declarations.variables;
      list.push_back(name);
    }
  }
  declarations.functions = function_names(unit_.tree().program().body);
  return declarations;
}

std::shared_ptr<const bytecode::CodeBlock> FunctionCompiler::compile_program() {
  assign_registers({});
  at(0, 0);
  if (unit_.is_module()) {
    compile_module();
  } else {
    if (header_.is_async) {
      emit<Op::StartAsync>();
      begin_async_body();
    }
    callee_environment_at_ = builder_.offset();
    OpenScope open;
    open_scope(open, info_->scope);
    completion_ = allocate();
    reset_completion();
    if (unit_.is_eval()) {
      declare_eval();
    } else {
      declare_globals();
    }
    declare_functions(unit_.tree().program().body);
    statement_list(unit_.tree().program().body);
    load(*completion_);
    return_accumulator();
    close_scope(open);
    end_async_body();
  }
  return finish();
}

std::shared_ptr<const bytecode::CodeBlock> FunctionCompiler::compile_dynamic_function() {
  assign_registers({});
  at(0, 0);
  OpenScope open;
  open_scope(open, info_->scope);
  compile_closure(unit_.tree().program().body.front(), {});
  emit<Op::Return>();
  close_scope(open);
  return finish();
}

void FunctionCompiler::declare_globals() {
  bytecode::Declarations declarations = program_declarations(*info_->scope);
  const bool is_empty = declarations.variables.empty() && declarations.functions.empty() &&
                        declarations.hoisted_functions.empty() && declarations.lexicals.empty();
  if (is_empty) return;
  emit<Op::DeclareGlobals>(builder_.constant(bytecode::Constant(std::move(declarations))));
}

/// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation: in sloppy code `var`s belong to the code
/// around.
void FunctionCompiler::declare_eval() {
  const syntax::Scope& scope = *info_->scope;
  if (scope.is_strict) return initialize_vars(scope, nullptr);
  bytecode::Declarations declarations = program_declarations(scope);
  const bool is_empty = declarations.variables.empty() && declarations.functions.empty() &&
                        declarations.hoisted_functions.empty();
  if (is_empty) return;
  emit<Op::DeclareEvalVariables>(environment_register(),
                                 builder_.constant(bytecode::Constant(std::move(declarations))));
}

}  // namespace orrery::compiler
