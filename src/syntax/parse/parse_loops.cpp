// Loops: https://tc39.es/ecma262/#sec-iteration-statements

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

Node* Parser::parse_loop_body() {
  ++context_.loop_depth;
  ++context_.breakable_depth;
  Node* body = parse_statement(StatementPlace::Body);
  --context_.loop_depth;
  --context_.breakable_depth;
  return body;
}

/// https://tc39.es/ecma262/#prod-WhileStatement
Node* Parser::parse_while_statement() {
  const std::uint32_t start = token().start;
  next();
  Node* test = parse_parenthesized_condition();
  Node* body = parse_loop_body();
  auto* node = make<WhileStatement>(start);
  node->test = test;
  node->body = body;
  return node;
}

/// https://tc39.es/ecma262/#prod-DoWhileStatement
Node* Parser::parse_do_while_statement() {
  const std::uint32_t start = token().start;
  next();
  Node* body = parse_loop_body();
  expect(TokenType::While);
  Node* test = parse_parenthesized_condition();
  // A semicolon is inserted here even within a line:
  // https://tc39.es/ecma262/#sec-rules-of-automatic-semicolon-insertion
  eat(TokenType::Semicolon);
  auto* node = make<DoWhileStatement>(start);
  node->body = body;
  node->test = test;
  return node;
}

/// https://tc39.es/ecma262/#prod-ForStatement and #prod-ForInOfStatement
Node* Parser::parse_for_statement() {
  const std::uint32_t start = token().start;
  next();
  bool is_await = false;
  if (at(Name::await)) {
    if (!context_.allows_await)
      fail_await(token().range(), "'for await' is only allowed in async functions and modules");
    context_.await_expression_at = token().start;
    is_await = true;
    next();
  }
  const std::uint32_t opened_at = token().start;
  expect(TokenType::LeftParenthesis);
  Scope* scope = open_scope(ScopeKind::For);
  const bool outer_in = std::exchange(allows_in_, false);
  const bool outer_case = std::exchange(context_.in_switch_case, false);
  Node* node = parse_for_head(start, is_await);
  allows_in_ = outer_in;
  if (!failed()) {
    expect_closing(TokenType::RightParenthesis, opened_at);
    Node* body = parse_loop_body();
    if (auto* plain = try_as<ForStatement>(node)) plain->body = body;
    if (auto* in = try_as<ForInStatement>(node)) in->body = body;
    if (auto* of = try_as<ForOfStatement>(node)) of->body = body;
    node->end = lexer_.previous_end();
  }
  context_.in_switch_case = outer_case;
  scope = close_scope();
  if (auto* plain = try_as<ForStatement>(node)) plain->scope = scope;
  if (auto* in = try_as<ForInStatement>(node)) in->scope = scope;
  if (auto* of = try_as<ForOfStatement>(node)) of->scope = scope;
  return node;
}

/// Between the parentheses. \return the statement, its body still missing
Node* Parser::parse_for_head(std::uint32_t start, bool is_await) {
  const Token first = token();
  Node* init = nullptr;
  if (at(TokenType::Semicolon) && !is_await) return parse_for_rest(start, nullptr);
  if (at(TokenType::Var) || at(TokenType::Const)) {
    next();
    init = parse_for_declaration(first.type == TokenType::Var ? DeclarationKind::Var : DeclarationKind::Const,
                                 first.start);
  } else if (at(Name::let) && at_let_declaration(StatementPlace::List)) {
    next();
    init = parse_for_declaration(DeclarationKind::Let, first.start);
  } else if (at(Name::using_) && at_using_declaration(true)) {
    next();
    init = parse_for_declaration(DeclarationKind::Using, first.start);
  } else if (context_.allows_await && at(Name::await) && at_await_using_declaration()) {
    context_.await_expression_at = first.start;
    next();
    next();
    init = parse_for_declaration(DeclarationKind::AwaitUsing, first.start);
  }
  if (init != nullptr) {
    if (at(Name::of) || at(TokenType::In)) {
      check_for_declaration(as<VariableDeclaration>(init), at(Name::of));
      return parse_for_in_of(start, init, is_await);
    }
    if (is_await) fail_unexpected("'of'");
    return parse_for_rest(start, init);
  }

  const bool begins_with_let = at(Name::let);
  const bool is_async_of = at(Name::async) && peek().name == Name::of && !peek().has_escape;
  init = parse_assignment_expression(Cover::MaybePattern);
  if (at(Name::of) || at(TokenType::In)) {
    if (at(Name::of)) {
      if (begins_with_let) fail(first.range(), "The target of 'for … of' cannot begin with 'let'");
      if (is_async_of && !is_await && is<Identifier>(init) && !init->has(Node::k_parenthesized))
        fail(first.range(), "The target of 'for … of' cannot be 'async'");
    }
    init = to_assignment_target(init);
    return parse_for_in_of(start, init, is_await);
  }
  report_pattern_error();
  if (is_await) fail_unexpected("'of'");
  if (at(TokenType::Comma)) init = parse_expression_rest(first.start, init);
  return parse_for_rest(start, init);
}

Node* Parser::parse_for_declaration(DeclarationKind kind, std::uint32_t declaration_start) {
  NodeList declarations = parse_variable_declarations(kind, true);
  auto* node = make<VariableDeclaration>(declaration_start);
  node->kind = kind;
  node->declarations = declarations;
  return node;
}

/// From the first semicolon of a plain `for`.
Node* Parser::parse_for_rest(std::uint32_t start, Node* init) {
  allows_in_ = true;
  expect(TokenType::Semicolon);
  Node* test = at(TokenType::Semicolon) ? nullptr : parse_expression();
  expect(TokenType::Semicolon);
  Node* update = at(TokenType::RightParenthesis) ? nullptr : parse_expression();
  auto* node = make<ForStatement>(start);
  node->init = init;
  node->test = test;
  node->update = update;
  return node;
}

/// From the `in` or `of`.
Node* Parser::parse_for_in_of(std::uint32_t start, Node* left, bool is_await) {
  allows_in_ = true;
  if (at(TokenType::In)) {
    if (is_await) fail_unexpected("'of'");
    next();
    Node* right = parse_expression();
    auto* node = make<ForInStatement>(start);
    node->left = left;
    node->right = right;
    return node;
  }
  next();
  Node* right = parse_assignment_expression();
  auto* node = make<ForOfStatement>(start);
  node->await = is_await;
  node->left = left;
  node->right = right;
  return node;
}

/// https://tc39.es/ecma262/#sec-for-in-and-for-of-statements-static-semantics-early-errors
void Parser::check_for_declaration(const VariableDeclaration& declaration, bool is_of) {
  const char* statement = is_of ? "for … of" : "for … in";
  const DeclarationKind kind = declaration.kind;
  if (declaration.declarations.size() != 1)
    return fail(declaration.range(), fmt::format("'{}' can declare only one variable", statement));
  if (!is_of && (kind == DeclarationKind::Using || kind == DeclarationKind::AwaitUsing))
    return fail(declaration.range(), "'using' is not allowed in 'for … in'");
  const auto& declarator = as<VariableDeclarator>(declaration.declarations.front());
  if (declarator.init == nullptr) return;
  // https://tc39.es/ecma262/#sec-initializers-in-forin-statement-heads
  const bool is_legacy =
      !is_of && kind == DeclarationKind::Var && !is_strict_ && is<Identifier>(declarator.id);
  if (!is_legacy)
    fail(declarator.init->range(), fmt::format("The variable of '{}' cannot have a value", statement));
}

}  // namespace orrery::syntax
