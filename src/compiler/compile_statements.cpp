// Statements and declarations: https://tc39.es/ecma262/#sec-ecmascript-language-statements-and-declarations
// Loops are in compile_loops.cpp.

#include <algorithm>
#include <cassert>
#include <utility>

#include "compiler/function_compiler.h"
#include "compiler/with_resources.h"

namespace orrery::compiler {

void FunctionCompiler::statement(const Node* node) {
  const std::size_t note = begin_statement(node);
  statement_note_ = note;
  compile_statement(node);
  end_statement(note);
}

void FunctionCompiler::compile_statement(const Node* node) {
  switch (node->type) {
    case NodeType::ExpressionStatement: {
      const Node* expression = as<syntax::ExpressionStatement>(node).expression;
      if (!completion_) return effect(expression);
      value(expression);
      return store(*completion_);
    }
    case NodeType::BlockStatement:
      return block(as<syntax::BlockStatement>(node));
    case NodeType::EmptyStatement:
      return;
    case NodeType::DebuggerStatement:
      at(node);
      return emit<Op::Debugger>();
    case NodeType::WithStatement:
      return compile(as<syntax::WithStatement>(node));
    case NodeType::ReturnStatement:
      return compile(as<syntax::ReturnStatement>(node));
    case NodeType::LabeledStatement:
      return compile(as<syntax::LabeledStatement>(node));
    case NodeType::BreakStatement:
      return compile_jump(as<syntax::BreakStatement>(node).label, JumpKind::Break);
    case NodeType::ContinueStatement:
      return compile_jump(as<syntax::ContinueStatement>(node).label, JumpKind::Continue);
    case NodeType::IfStatement:
      return compile(as<syntax::IfStatement>(node));
    case NodeType::SwitchStatement:
      return compile(as<syntax::SwitchStatement>(node));
    case NodeType::ThrowStatement:
      value(as<syntax::ThrowStatement>(node).argument);
      at(node);
      return emit<Op::Throw>();
    case NodeType::TryStatement:
      return compile(as<syntax::TryStatement>(node));
    case NodeType::WhileStatement:
      return compile(as<syntax::WhileStatement>(node));
    case NodeType::DoWhileStatement:
      return compile(as<syntax::DoWhileStatement>(node));
    case NodeType::ForStatement:
      return compile(as<syntax::ForStatement>(node));
    case NodeType::ForInStatement:
      return compile(as<syntax::ForInStatement>(node));
    case NodeType::ForOfStatement:
      return compile(as<syntax::ForOfStatement>(node));
    case NodeType::VariableDeclaration:
      return compile(as<syntax::VariableDeclaration>(node));
    case NodeType::FunctionDeclaration:
      return compile(as<syntax::FunctionDeclaration>(node));
    case NodeType::ClassDeclaration: {
      const auto& declaration = as<syntax::ClassDeclaration>(node);
      compile_class(declaration, {});
      return initialize_identifier(as<syntax::Identifier>(declaration.id));
    }
    case NodeType::ExportNamedDeclaration:
      if (const Node* declaration = as<syntax::ExportNamedDeclaration>(node).declaration)
        statement(declaration);
      return;
    case NodeType::ExportDefaultDeclaration:
      return compile(as<syntax::ExportDefaultDeclaration>(node));
    case NodeType::ImportDeclaration:
    case NodeType::ExportAllDeclaration:
      return;
    default:
      assert(false);
  }
}

void FunctionCompiler::statements(const NodeList& list) {
  for (const Node* node : list) {
    // Nothing leads into what stands behind a `return`.
    if (!builder_.is_reachable()) return;
    statement(node);
  }
}

void FunctionCompiler::statement_list(const NodeList& list) {
  const Disposal disposal = disposal_of(list);
  if (disposal == Disposal::None) return statements(list);
  with_resources(disposal, list.front(), [&] { statements(list); });
}

void FunctionCompiler::reset_completion() {
  if (!completion_) return;
  emit<Op::LoadUndefined>();
  store(*completion_);
}

/// https://tc39.es/ecma262/#sec-block-runtime-semantics-evaluation
void FunctionCompiler::block(const syntax::BlockStatement& node) {
  labels_.clear();
  Temporaries temporaries(*this);
  OpenScope open;
  open_scope(open, node.scope);
  if (node.scope != nullptr) declare_functions(node.body);
  statement_list(node.body);
  close_scope(open);
}

// Declarations ----------------------------------------------------------------------------------------------

void FunctionCompiler::compile(const syntax::VariableDeclaration& node) {
  for (const Node* child : node.declarations) {
    const auto& declarator = as<syntax::VariableDeclarator>(child);
    const auto* identifier = try_as<syntax::Identifier>(declarator.id);
    const bool is_told = node.declarations.size() > 1 &&
                         (declarator.init != nullptr || node.kind != syntax::DeclarationKind::Var);
    if (is_told) note_statement(child->range());
    if (declarator.init == nullptr) {
      if (node.kind == syntax::DeclarationKind::Var) continue;
      emit<Op::LoadUndefined>();
      initialize_identifier(*identifier);
      continue;
    }
    Temporaries temporaries(*this);
    // A `var` is an assignment, to what its name means before the value is known.
    const std::optional<Reference> reference =
        identifier != nullptr ? prepare_target(identifier, Binding::Initialize) : std::nullopt;
    named_value(declarator.init, name_for(declarator.id));
    add_resource(node.kind, declarator.init);
    if (reference) {
      store_reference(*reference);
    } else {
      assign_target(declarator.id, Binding::Initialize, declarator.init);
    }
  }
}

/// Its value was made when the scope was entered. In a sloppy block it may become a `var`, too:
/// https://tc39.es/ecma262/#sec-block-level-function-declarations-web-legacy-compatibility-semantics
void FunctionCompiler::compile(const syntax::FunctionDeclaration& node) {
  const auto* id = try_as<syntax::Identifier>(static_cast<const Node*>(node.id));
  if (id == nullptr || id->variable == nullptr || !id->variable->is_hoisted) return;
  const Variable& function = *id->variable;
  load_resolved_variable(function);
  const syntax::Scope* target = info_->body_scope != nullptr ? info_->body_scope : info_->scope;
  const Variable* var = target->first_variable;
  while (var != nullptr && var->name != function.name) var = var->next;
  assert(var != nullptr);
  at(id);
  if (var->location == VariableLocation::Global || var->location == VariableLocation::Dynamic)
    return emit<Op::StoreDynamicVar>(environment_register(), constant(function.name));
  initialize_variable(*var);
}

// Branches --------------------------------------------------------------------------------------------------

void FunctionCompiler::compile(const syntax::IfStatement& node) {
  labels_.clear();
  reset_completion();
  const Label alternate = builder_.make_label();
  const Label end = builder_.make_label();
  jump_if(node.test, false, alternate);
  if_branch(node.consequent, node.consequent_scope);
  if (node.alternate != nullptr) emit<Op::Jump>(end);
  builder_.bind(alternate);
  if (node.alternate != nullptr) if_branch(node.alternate, node.alternate_scope);
  builder_.bind(end);
}

void FunctionCompiler::if_branch(const Node* branch, const syntax::Scope* scope) {
  const auto* function = try_as<syntax::FunctionDeclaration>(branch);
  if (function == nullptr) return statement(branch);
  // As if it were in a block.
  Temporaries temporaries(*this);
  OpenScope open;
  open_scope(open, scope);
  compile_closure(function, {});
  initialize_variable(*as<syntax::Identifier>(function->id).variable);
  compile(*function);
  close_scope(open);
}

/// https://tc39.es/ecma262/#sec-switch-statement
void FunctionCompiler::compile(const syntax::SwitchStatement& node) {
  const std::vector<Name> labels = std::exchange(labels_, {});
  reset_completion();
  Temporaries temporaries(*this);
  const Register discriminant = [&] {
    value(node.discriminant);
    return keep();
  }();
  OpenScope open;
  open_scope(open, node.scope);
  if (node.scope != nullptr) {
    for (const Variable* variable = node.scope->first_variable; variable != nullptr;
         variable = variable->next) {
      if (variable->location != VariableLocation::Register || !has_dead_zone(*variable)) continue;
      emit<Op::LoadEmpty>();
      store(variable_register(*variable));
    }
    for (const Node* child : node.cases) declare_functions(as<syntax::SwitchCase>(child).consequent);
  }

  Control control{.kind = Control::Kind::Break,
                  .labels = &labels,
                  .takes_unlabelled = true,
                  .target = builder_.make_label()};
  push(control);
  std::vector<Label> targets;
  Label otherwise = control.target;
  for (const Node* child : node.cases) {
    const Label target = builder_.make_label();
    targets.push_back(target);
    const Node* test = as<syntax::SwitchCase>(child).test;
    if (test == nullptr) {
      otherwise = target;
      continue;
    }
    value(test);
    emit<Op::JumpIfStrictEqual>(discriminant, target);
  }
  emit<Op::Jump>(otherwise);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    builder_.bind(targets[i]);
    statements(as<syntax::SwitchCase>(node.cases[i]).consequent);
  }
  pop(control);
  builder_.bind(control.target);
  close_scope(open);
}

// Exceptions ------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-try-statement
void FunctionCompiler::compile(const syntax::TryStatement& node) {
  labels_.clear();
  reset_completion();
  if (node.finalizer == nullptr) return try_catch(node);
  Temporaries temporaries(*this);
  Control control{.kind = Control::Kind::Finally};
  with_finally(control, [&] { try_catch(node); });
  if (completion_) {
    // The finalizer's own completion value does not count, unless it ends with a jump.
    load(*completion_);
    const Register before = keep();
    reset_completion();
    block(as<syntax::BlockStatement>(node.finalizer));
    load(before);
    store(*completion_);
  } else {
    block(as<syntax::BlockStatement>(node.finalizer));
  }
  continue_after_finally(control);
}

void FunctionCompiler::try_catch(const syntax::TryStatement& node) {
  if (node.handler == nullptr) return block(as<syntax::BlockStatement>(node.block));
  Control control{.kind = Control::Kind::Handler, .handler_kind = bytecode::Handler::Kind::Catch};
  push(control);
  block(as<syntax::BlockStatement>(node.block));
  pop(control);
  const Label end = builder_.make_label();
  emit<Op::Jump>(end);
  builder_.bind(control.handler);
  catch_clause(as<syntax::CatchClause>(node.handler));
  builder_.bind(end);
}

/// acc is the exception.
void FunctionCompiler::catch_clause(const syntax::CatchClause& clause) {
  Temporaries temporaries(*this);
  const bool is_kept = completion_.has_value();
  const Register exception = is_kept ? keep() : Register{0};
  reset_completion();
  OpenScope open;
  open_scope(open, clause.scope);
  if (clause.param != nullptr) {
    if (is_kept) load(exception);
    assign_target(clause.param, Binding::Initialize);
  }
  block(as<syntax::BlockStatement>(clause.body));
  close_scope(open);
}

// Others ----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-with-statement
void FunctionCompiler::compile(const syntax::WithStatement& node) {
  labels_.clear();
  Temporaries temporaries(*this);
  value(node.object);
  at(node.object);
  emit<Op::ToObject>();
  const Register object = keep();
  reset_completion();
  const Register outer = environment_register();
  OpenScope open;
  open_scope(open, node.scope);
  load(object);
  emit<Op::CreateObjectEnvironment>(*open.environment, outer);
  builder_.scope(open.index).environment_at = builder_.offset();
  statement(node.body);
  close_scope(open);
}

/// https://tc39.es/ecma262/#sec-labelled-statements
void FunctionCompiler::compile(const syntax::LabeledStatement& node) {
  labels_.push_back(as<syntax::IdentifierName>(node.label).name);
  switch (node.body->type) {
    case NodeType::LabeledStatement:
    case NodeType::SwitchStatement:
    case NodeType::WhileStatement:
    case NodeType::DoWhileStatement:
    case NodeType::ForStatement:
    case NodeType::ForInStatement:
    case NodeType::ForOfStatement:
      return statement(node.body);
    default:
      break;
  }
  const std::vector<Name> labels = std::exchange(labels_, {});
  Control control{.kind = Control::Kind::Break, .labels = &labels, .target = builder_.make_label()};
  push(control);
  statement(node.body);
  pop(control);
  builder_.bind(control.target);
}

void FunctionCompiler::compile(const syntax::ReturnStatement& node) {
  if (node.argument != nullptr) {
    is_tail_call_allowed_ = true;
    value(node.argument);
    is_tail_call_allowed_ = false;
    at(&node);
    if (is_async_generator()) await(&node);
  } else {
    emit<Op::LoadUndefined>();
  }
  at(&node);
  leave(JumpKind::Return, nullptr);
}

void FunctionCompiler::compile_jump(const Node* label, JumpKind kind) {
  leave(kind, find_target(label, kind));
}

}  // namespace orrery::compiler
