// Statements and declarations: https://tc39.es/ecma262/#sec-ecmascript-language-statements-and-declarations
// Loops are in parse_loops.cpp.

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

/// https://tc39.es/ecma262/#prod-StatementList up to `end`, which is left. The statements are left on
/// `scratch_`.
void Parser::parse_statement_list(TokenType end) {
  while (!at(end) && !at(TokenType::End)) scratch_.push_back(parse_statement(StatementPlace::List));
}

/// https://tc39.es/ecma262/#prod-StatementListItem or #prod-Statement
Node* Parser::parse_statement(StatementPlace place) {
  NestingGuard guard(*this);
  const Token first = token();
  const bool is_list = place == StatementPlace::List;
  switch (first.type) {
    case TokenType::LeftBrace:
      return parse_block();
    case TokenType::Semicolon:
      next();
      return make<EmptyStatement>(first.start);
    case TokenType::Identifier:
      return parse_identifier_statement(place);
    case TokenType::Var:
      next();
      return parse_variable_statement(DeclarationKind::Var, first.start);
    case TokenType::Const:
      if (!is_list) fail(first.range(), "A declaration cannot be the body of a statement; put it in braces");
      next();
      return parse_variable_statement(DeclarationKind::Const, first.start);
    case TokenType::Function:
      if (!is_list && (place == StatementPlace::Body || is_strict_)) {
        fail(first.range(),
             is_strict_ ? "In strict mode a function can only be declared at the top or in a block"
                        : "A function cannot be declared as the body of this statement; put it in braces");
      }
      next();
      if (!is_list && at(TokenType::Asterisk))
        fail(token().range(), "A generator cannot be declared behind a label");
      return parse_function_declaration(first.start, false);
    case TokenType::Class:
      if (!is_list) fail(first.range(), "A class cannot be the body of a statement; put it in braces");
      return parse_class(first.start, false);
    case TokenType::If:
      return parse_if_statement();
    case TokenType::For:
      return parse_for_statement();
    case TokenType::While:
      return parse_while_statement();
    case TokenType::Do:
      return parse_do_while_statement();
    case TokenType::Return:
      return parse_return_statement();
    case TokenType::Break:
      return parse_jump(true);
    case TokenType::Continue:
      return parse_jump(false);
    case TokenType::Throw:
      return parse_throw_statement();
    case TokenType::Try:
      return parse_try_statement();
    case TokenType::Switch:
      return parse_switch_statement();
    case TokenType::With:
      return parse_with_statement();
    case TokenType::Debugger:
      next();
      consume_semicolon();
      return make<DebuggerStatement>(first.start);
    case TokenType::Import: {
      const TokenType following = peek().type;
      if (following != TokenType::LeftParenthesis && following != TokenType::Dot)
        return parse_import_declaration();
      return parse_expression_statement();
    }
    case TokenType::Export:
      return parse_export_declaration();
    case TokenType::RightBrace:
    case TokenType::Else:
    case TokenType::Case:
    case TokenType::Default:
    case TokenType::Catch:
    case TokenType::Finally:
      if (is_list) fail_stray();
      return parse_expression_statement();
    default:
      return parse_expression_statement();
  }
}

/// What begins with a name: a declaration by a contextual keyword, a label, or an expression.
Node* Parser::parse_identifier_statement(StatementPlace place) {
  const Token first = token();
  const bool is_list = place == StatementPlace::List;
  if (at(Name::let) && at_let_declaration(place)) {
    if (!is_list) fail(first.range(), "A declaration cannot be the body of a statement; put it in braces");
    next();
    return parse_variable_statement(DeclarationKind::Let, first.start);
  }
  if (at(Name::using_) && at_using_declaration(false)) {
    if (!is_list) fail(first.range(), "A declaration cannot be the body of a statement; put it in braces");
    next();
    check_using_place(first.start);
    return parse_variable_statement(DeclarationKind::Using, first.start);
  }
  if (context_.allows_await && at(Name::await) && at_await_using_declaration()) {
    if (!is_list) fail(first.range(), "A declaration cannot be the body of a statement; put it in braces");
    next();
    next();
    check_using_place(first.start);
    context_.await_expression_at = first.start;
    return parse_variable_statement(DeclarationKind::AwaitUsing, first.start);
  }
  if (at(Name::async)) {
    const Token following = peek();
    if (following.type == TokenType::Function && !following.newline_before) {
      if (!is_list)
        fail(first.range(), "An async function cannot be the body of a statement; put it in braces");
      next();
      next();
      return parse_function_declaration(first.start, true);
    }
  }
  return parse_labelled_statement(place);
}

/// https://tc39.es/ecma262/#prod-ExpressionStatement
Node* Parser::parse_expression_statement() {
  const std::uint32_t start = token().start;
  Node* expression = parse_expression();
  consume_semicolon();
  auto* node = make<ExpressionStatement>(start);
  node->expression = expression;
  return node;
}

/// https://tc39.es/ecma262/#prod-LabelledStatement, or an expression that begins with a name
Node* Parser::parse_labelled_statement(StatementPlace place) {
  const Token first = token();
  const auto references = scopes_.mark();
  Node* expression = parse_expression();
  const auto* name = try_as<Identifier>(expression);
  if (!at(TokenType::Colon) || name == nullptr || name->has(Node::k_parenthesized)) {
    consume_semicolon();
    auto* node = make<ExpressionStatement>(first.start);
    node->expression = expression;
    return node;
  }

  // It was a label, no reference.
  scopes_.forget_reference(references);
  if (first.name == Name::await) context_.await_name_at = k_nowhere;
  next();
  for (std::size_t i = context_.first_label; i < labels_.size(); ++i) {
    if (labels_[i].name == first.name)
      fail(first.range(), fmt::format("There is a label '{}' around this one", text(first.name)),
           "it is here", name_range(labels_[i].offset, first.name));
  }
  // Labels may be stacked before a loop: `continue` may then name any of them.
  const bool is_loop = at_loop();
  labels_.push_back({first.name, is_loop, first.start});
  if (is_loop) {
    for (std::size_t i = labels_.size() - 1; i > context_.first_label && labels_[i - 1].waits_for_statement;
         --i)
      labels_[i - 1].is_loop = true;
  }
  labels_.back().waits_for_statement = at(TokenType::Identifier);
  Node* body = parse_statement(place == StatementPlace::List ? StatementPlace::Label : place);
  labels_.pop_back();

  auto* label = tree_.nodes_.make<IdentifierName>(first.range());
  label->name = first.name;
  auto* node = make<LabeledStatement>(first.start);
  node->label = label;
  node->body = body;
  return node;
}

bool Parser::at_loop() const {
  return at(TokenType::For) || at(TokenType::While) || at(TokenType::Do);
}

/// https://tc39.es/ecma262/#prod-Block
Node* Parser::parse_block() {
  const std::uint32_t start = token().start;
  if (!at(TokenType::LeftBrace)) {
    fail_unexpected("'{'");
    return no_node();
  }
  open_scope(ScopeKind::Block);
  const bool outer_case = std::exchange(context_.in_switch_case, false);
  const std::size_t list = scratch_.size();
  next();
  parse_statement_list(TokenType::RightBrace);
  expect_closing(TokenType::RightBrace, start);
  context_.in_switch_case = outer_case;
  auto* node = make<BlockStatement>(start);
  node->body = take_list(list);
  node->scope = close_scope();
  return node;
}

// Declarations ----------------------------------------------------------------------------------------------

/// Is `let` the beginning of a declaration? https://tc39.es/ecma262/#prod-LexicalDeclaration
bool Parser::at_let_declaration(StatementPlace place) {
  const Token following = peek();
  switch (following.type) {
    case TokenType::LeftBracket:
      return true;
    case TokenType::LeftBrace:
      return place == StatementPlace::List || !following.newline_before;
    case TokenType::Identifier:
      // Where no declaration may stand, `let` is a name that a new line may end.
      return place == StatementPlace::List || !following.newline_before;
    default:
      // `let if` is an error either way, and better explained as a declaration. `let in x` is an expression.
      return following.is_keyword() && following.type != TokenType::In &&
             following.type != TokenType::Instanceof && !following.newline_before;
  }
}

/// https://tc39.es/ecma262/#prod-UsingDeclaration: `using` and a name on one line
bool Parser::at_using_declaration(bool in_for_head) {
  const auto state = lexer_.save();
  next();
  const Token name = token();
  bool result = name.type == TokenType::Identifier && !name.newline_before;
  if (result && in_for_head && name.name == Name::of && !name.has_escape) {
    // `for (using of …)` loops with a variable called `using`, but `for (using of = …;;)` declares `of`.
    next();
    result = at(TokenType::Equals) || at(TokenType::Semicolon) || at(TokenType::Colon);
  }
  lexer_.restore(state);
  return result;
}

bool Parser::at_await_using_declaration() {
  const auto state = lexer_.save();
  next();
  const bool result = at(Name::using_) && !token().newline_before && at_using_declaration(false);
  lexer_.restore(state);
  return result;
}

void Parser::check_using_place(std::uint32_t start) {
  const SourceRange range{start, lexer_.previous_end()};
  const ScopeKind place = scopes_.current()->kind;
  if (place == ScopeKind::Script || place == ScopeKind::Eval)
    fail(range, "'using' is not allowed at the top of a script; put it in a block, a function or a module");
  if (context_.in_switch_case) fail(range, "'using' is not allowed directly in a case; put it in braces");
}

/// https://tc39.es/ecma262/#prod-VariableStatement and #prod-LexicalDeclaration from behind the keyword
Node* Parser::parse_variable_statement(DeclarationKind kind, std::uint32_t start) {
  NodeList declarations = parse_variable_declarations(kind, false);
  consume_semicolon();
  auto* node = make<VariableDeclaration>(start);
  node->kind = kind;
  node->declarations = declarations;
  return node;
}

/// \param in_for_head  initializers may be missing: `of` or `in` may follow instead
NodeList Parser::parse_variable_declarations(DeclarationKind kind, bool in_for_head) {
  const bool is_using = kind == DeclarationKind::Using || kind == DeclarationKind::AwaitUsing;
  const VariableKind variable_kind = kind == DeclarationKind::Var   ? VariableKind::Var
                                     : kind == DeclarationKind::Let ? VariableKind::Let
                                     : is_using                     ? VariableKind::Using
                                                                    : VariableKind::Const;
  const std::size_t list = scratch_.size();
  do {
    const std::uint32_t start = token().start;
    if (is_using && (at(TokenType::LeftBracket) || at(TokenType::LeftBrace)))
      fail(token().range(), "'using' declares names, not patterns");
    Node* id = parse_binding_target(variable_kind);
    Node* init = nullptr;
    if (eat(TokenType::Equals)) {
      init = parse_assignment_expression();
    } else if (!(in_for_head && (at(Name::of) || at(TokenType::In)) && scratch_.size() == list)) {
      if (!is<Identifier>(id)) {
        fail_unexpected("'=': a pattern needs a value to take apart");
      } else if (kind == DeclarationKind::Const || is_using) {
        fail_unexpected(fmt::format("'=': a '{}' declaration needs a value", to_string(kind)));
      }
    }
    auto* declarator = make<VariableDeclarator>(start);
    declarator->id = id;
    declarator->init = init;
    scratch_.push_back(declarator);
  } while (eat(TokenType::Comma));
  return take_list(list);
}

// Statements ------------------------------------------------------------------------------------------------

Node* Parser::parse_parenthesized_condition() {
  const std::uint32_t opened_at = token().start;
  expect(TokenType::LeftParenthesis);
  Node* condition = parse_expression();
  expect_closing(TokenType::RightParenthesis, opened_at);
  return condition;
}

/// https://tc39.es/ecma262/#prod-IfStatement
Node* Parser::parse_if_statement() {
  const std::uint32_t start = token().start;
  next();
  Node* test = parse_parenthesized_condition();
  Scope* consequent_scope = nullptr;
  Scope* alternate_scope = nullptr;
  Node* consequent = parse_if_body(consequent_scope);
  Node* alternate = eat(TokenType::Else) ? parse_if_body(alternate_scope) : nullptr;
  auto* node = make<IfStatement>(start);
  node->test = test;
  node->consequent = consequent;
  node->alternate = alternate;
  node->consequent_scope = consequent_scope;
  node->alternate_scope = alternate_scope;
  return node;
}

Node* Parser::parse_if_body(Scope*& scope) {
  if (!at(TokenType::Function) || is_strict_) return parse_statement(StatementPlace::Body);
  // https://tc39.es/ecma262/#sec-functiondeclarations-in-ifstatement-statement-clauses: as if it were in a
  // block
  const std::uint32_t start = token().start;
  open_scope(ScopeKind::Block);
  next();
  if (at(TokenType::Asterisk))
    fail(token().range(), "A generator cannot be the body of 'if'; put it in braces");
  Node* function = parse_function_declaration(start, false);
  scope = close_scope();
  return function;
}

/// https://tc39.es/ecma262/#prod-BreakStatement and #prod-ContinueStatement
Node* Parser::parse_jump(bool is_break) {
  const Token keyword = token();
  next();
  Node* label = nullptr;
  if (at(TokenType::Identifier) && !token().newline_before) {
    const Token name = token();
    const Label* found = nullptr;
    for (std::size_t i = context_.first_label; i < labels_.size(); ++i) {
      if (labels_[i].name == name.name) found = &labels_[i];
    }
    if (found == nullptr) {
      fail(name.range(), fmt::format("There is no label '{}' around this statement", text(name.name)));
    } else if (!is_break && !found->is_loop) {
      fail(name.range(), fmt::format("'{}' is not the label of a loop", text(name.name)), "the label is here",
           name_range(found->offset, name.name));
    }
    label = parse_identifier_name();
  } else if ((is_break ? context_.breakable_depth : context_.loop_depth) == 0) {
    fail(keyword.range(),
         is_break ? "'break' is only allowed in a loop or switch" : "'continue' is only allowed in a loop");
  }
  consume_semicolon();
  if (is_break) {
    auto* node = make<BreakStatement>(keyword.start);
    node->label = label;
    return node;
  }
  auto* node = make<ContinueStatement>(keyword.start);
  node->label = label;
  return node;
}

/// https://tc39.es/ecma262/#prod-ReturnStatement
Node* Parser::parse_return_statement() {
  const Token keyword = token();
  if (!context_.allows_return) fail(keyword.range(), "'return' is only allowed in functions");
  next();
  Node* argument = nullptr;
  if (!at(TokenType::Semicolon) && !at(TokenType::RightBrace) && !at(TokenType::End) &&
      !token().newline_before)
    argument = parse_expression();
  consume_semicolon();
  auto* node = make<ReturnStatement>(keyword.start);
  node->argument = argument;
  return node;
}

/// https://tc39.es/ecma262/#prod-ThrowStatement
Node* Parser::parse_throw_statement() {
  const Token keyword = token();
  next();
  if (token().newline_before)
    fail(keyword.range(), "The expression to throw must begin on the line of 'throw'");
  Node* argument = parse_expression();
  consume_semicolon();
  auto* node = make<ThrowStatement>(keyword.start);
  node->argument = argument;
  return node;
}

/// https://tc39.es/ecma262/#prod-TryStatement
Node* Parser::parse_try_statement() {
  const Token keyword = token();
  next();
  Node* block = parse_block();
  Node* handler = at(TokenType::Catch) ? parse_catch_clause() : nullptr;
  Node* finalizer = eat(TokenType::Finally) ? parse_block() : nullptr;
  if (handler == nullptr && finalizer == nullptr && !failed())
    fail(error_range(), fmt::format("Unexpected {}, expected 'catch' or 'finally'", describe_token()),
         "the 'try' is here", keyword.range());
  auto* node = make<TryStatement>(keyword.start);
  node->block = block;
  node->handler = handler;
  node->finalizer = finalizer;
  return node;
}

/// https://tc39.es/ecma262/#prod-Catch
Node* Parser::parse_catch_clause() {
  const std::uint32_t start = token().start;
  next();
  open_scope(ScopeKind::Catch);
  Node* param = nullptr;
  const std::uint32_t opened_at = token().start;
  if (eat(TokenType::LeftParenthesis)) {
    const bool is_name = at(TokenType::Identifier);
    param = parse_binding_target(is_name ? VariableKind::SimpleCatchParameter : VariableKind::CatchParameter);
    expect_closing(TokenType::RightParenthesis, opened_at);
  }
  Node* body = parse_block();
  auto* node = make<CatchClause>(start);
  node->param = param;
  node->body = body;
  node->scope = close_scope();
  return node;
}

/// https://tc39.es/ecma262/#prod-SwitchStatement
Node* Parser::parse_switch_statement() {
  const std::uint32_t start = token().start;
  next();
  Node* discriminant = parse_parenthesized_condition();
  const std::uint32_t opened_at = token().start;
  expect(TokenType::LeftBrace);
  open_scope(ScopeKind::Switch);
  ++context_.breakable_depth;
  const bool outer_case = std::exchange(context_.in_switch_case, true);
  const std::size_t list = scratch_.size();
  std::uint32_t default_at = k_nowhere;
  while (at(TokenType::Case) || at(TokenType::Default)) scratch_.push_back(parse_switch_case(default_at));
  context_.in_switch_case = outer_case;
  --context_.breakable_depth;
  if (!at(TokenType::RightBrace)) {
    fail_unexpected("'case', 'default' or '}'");
  } else {
    expect_closing(TokenType::RightBrace, opened_at);
  }
  auto* node = make<SwitchStatement>(start);
  node->discriminant = discriminant;
  node->cases = take_list(list);
  node->scope = close_scope();
  return node;
}

/// \param default_at  where the switch has its `default`
Node* Parser::parse_switch_case(std::uint32_t& default_at) {
  const Token keyword = token();
  next();
  Node* test = nullptr;
  if (keyword.type == TokenType::Case) {
    test = parse_expression();
  } else {
    if (default_at != k_nowhere)
      fail(keyword.range(), "A switch can have only one 'default'", "the first is here",
           name_range(default_at, Name::keyword_Default));
    default_at = keyword.start;
  }
  expect(TokenType::Colon);
  const std::size_t list = scratch_.size();
  while (!at(TokenType::Case) && !at(TokenType::Default) && !at(TokenType::RightBrace) && !at(TokenType::End))
    scratch_.push_back(parse_statement(StatementPlace::List));
  auto* node = make<SwitchCase>(keyword.start);
  node->test = test;
  node->consequent = take_list(list);
  return node;
}

/// https://tc39.es/ecma262/#prod-WithStatement
Node* Parser::parse_with_statement() {
  const Token keyword = token();
  if (is_strict_) fail(keyword.range(), "'with' is not allowed in strict mode");
  next();
  Node* object = parse_parenthesized_condition();
  open_scope(ScopeKind::With);
  Node* body = parse_statement(StatementPlace::Body);
  auto* node = make<WithStatement>(keyword.start);
  node->object = object;
  node->body = body;
  node->scope = close_scope();
  return node;
}

}  // namespace orrery::syntax
