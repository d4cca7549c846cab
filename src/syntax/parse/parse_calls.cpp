// Members, calls, `new`, `super` and `import`: https://tc39.es/ecma262/#sec-left-hand-side-expressions

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

/// https://tc39.es/ecma262/#prod-LeftHandSideExpression
Node* Parser::parse_left_hand_side_expression() {
  const std::uint32_t start = token().start;
  Node* expression = parse_primary_expression();
  return parse_call_rest(start, expression, true);
}

/// What follows a primary expression: members, calls, templates, optional chains.
Node* Parser::parse_call_rest(std::uint32_t start, Node* expression, bool allows_calls) {
  bool in_chain = false;
  if (is_unparenthesized_arrow(expression)) return expression;
  for (;;) {
    switch (token().type) {
      case TokenType::Dot:
        next();
        expression = parse_member_name(start, expression, false);
        continue;
      case TokenType::LeftBracket:
        expression = parse_computed_member(start, expression, false);
        continue;
      case TokenType::LeftParenthesis:
        if (!allows_calls) break;
        expression = parse_call(start, expression, false);
        continue;
      case TokenType::Template: {
        if (in_chain) {
          fail(token().range(), "A template cannot follow an optional chain");
          break;
        }
        Node* quasi = parse_template_literal(true);
        auto* tagged = make<TaggedTemplateExpression>(start);
        tagged->tag = expression;
        tagged->quasi = quasi;
        expression = tagged;
        continue;
      }
      case TokenType::QuestionDot: {
        if (!allows_calls) {
          fail(token().range(), "An optional chain cannot be part of the callee of 'new'");
          break;
        }
        in_chain = true;
        next();
        if (at(TokenType::LeftParenthesis)) {
          expression = parse_call(start, expression, true);
        } else if (at(TokenType::LeftBracket)) {
          expression = parse_computed_member(start, expression, true);
        } else if (at(TokenType::Template)) {
          fail(token().range(), "A template cannot follow an optional chain");
        } else {
          expression = parse_member_name(start, expression, true);
        }
        continue;
      }
      default:
        break;
    }
    break;
  }
  if (!in_chain) return expression;
  auto* chain = make<ChainExpression>(start);
  chain->expression = expression;
  return chain;
}

/// Behind the dot.
Node* Parser::parse_member_name(std::uint32_t start, Node* object, bool optional) {
  Node* property;
  if (at(TokenType::PrivateIdentifier)) {
    if (is<Super>(object)) fail(token().range(), "'super' has no private names");
    property = parse_private_name();
  } else {
    property = parse_identifier_name();
  }
  auto* node = make<MemberExpression>(start);
  node->object = object;
  node->property = property;
  node->optional = optional;
  return node;
}

Node* Parser::parse_computed_member(std::uint32_t start, Node* object, bool optional) {
  const std::uint32_t opened_at = token().start;
  next();
  const bool outer_in = std::exchange(allows_in_, true);
  Node* property = parse_expression();
  allows_in_ = outer_in;
  expect_closing(TokenType::RightBracket, opened_at);
  auto* node = make<MemberExpression>(start);
  node->object = object;
  node->property = property;
  node->computed = true;
  node->optional = optional;
  return node;
}

Node* Parser::parse_call(std::uint32_t start, Node* callee, bool optional) {
  NodeList arguments = parse_arguments();
  auto* node = make<CallExpression>(start);
  node->callee = callee;
  node->arguments = arguments;
  node->optional = optional;
  const auto* name = try_as<Identifier>(callee);
  if (name != nullptr && name->name == Name::eval && !optional) {
    node->is_direct_eval = true;
    for (Mention what : {Mention::This, Mention::Arguments, Mention::NewTarget, Mention::DirectEval})
      mention(what, start);
    if (context_.allows_super_property) mention(Mention::SuperProperty, start);
    if (context_.allows_super_call) mention(Mention::SuperCall, start);
    scopes_.note_direct_eval();
  }
  return node;
}

/// https://tc39.es/ecma262/#prod-Arguments
NodeList Parser::parse_arguments(Cover cover) {
  const std::uint32_t opened_at = token().start;
  const std::size_t list = scratch_.size();
  const bool outer_in = std::exchange(allows_in_, true);
  next();
  while (!at(TokenType::RightParenthesis)) {
    scratch_.push_back(at(TokenType::Ellipsis) ? parse_spread_element(cover)
                                               : parse_assignment_expression(cover));
    if (!eat(TokenType::Comma)) break;
    if (is<SpreadElement>(scratch_.back())) scratch_.back()->add(Node::k_followed_by_comma);
  }
  allows_in_ = outer_in;
  expect_closing(TokenType::RightParenthesis, opened_at);
  return take_list(list);
}

/// https://tc39.es/ecma262/#prod-NewExpression, MemberExpression : `new` …, and NewTarget
Node* Parser::parse_new_expression() {
  NestingGuard guard(*this);
  const Token new_token = token();
  next();
  if (eat(TokenType::Dot)) {
    auto* meta = tree_.nodes_.make<IdentifierName>(new_token.range());
    meta->name = Name::keyword_New;
    if (!at(Name::target)) {
      fail_unexpected("'target'");
    } else if (!context_.allows_new_target) {
      fail({new_token.start, token().end}, "'new.target' is only allowed in functions");
    }
    mention(Mention::NewTarget, new_token.start);
    Node* property = parse_identifier_name();
    auto* node = make<MetaProperty>(new_token.start);
    node->meta = meta;
    node->property = property;
    return node;
  }
  const std::uint32_t start = token().start;
  const Token first = token();
  Node* callee = at(TokenType::New) ? parse_new_expression() : parse_primary_expression();
  if (is<ImportExpression>(callee) && !callee->has(Node::k_parenthesized))
    fail(first.range(), "'import(…)' cannot be the callee of 'new'");
  if (is<Super>(callee) && at(TokenType::LeftParenthesis))
    fail(first.range(), "'super(…)' cannot be the callee of 'new'");
  callee = parse_call_rest(start, callee, false);
  NodeList arguments;
  if (at(TokenType::LeftParenthesis)) arguments = parse_arguments();
  auto* node = make<NewExpression>(new_token.start);
  node->callee = callee;
  node->arguments = arguments;
  return node;
}

/// https://tc39.es/ecma262/#prod-SuperProperty and #prod-SuperCall
Node* Parser::parse_super() {
  const Token super = token();
  next();
  if (at(TokenType::LeftParenthesis)) {
    if (!context_.allows_super_call)
      fail(super.range(), "'super(…)' is only allowed in the constructor of a class that extends another");
    for (Mention what : {Mention::This, Mention::NewTarget, Mention::SuperCall}) mention(what, super.start);
  } else if (at(TokenType::Dot) || at(TokenType::LeftBracket)) {
    if (!context_.allows_super_property) fail(super.range(), "'super' is only allowed in methods");
    for (Mention what : {Mention::This, Mention::SuperProperty}) mention(what, super.start);
  } else {
    fail_unexpected("'(', '.' or '[' after 'super'");
  }
  return make<Super>(super.start);
}

/// https://tc39.es/ecma262/#prod-ImportCall and #prod-ImportMeta
Node* Parser::parse_import_expression() {
  const Token import = token();
  next();
  ImportPhase phase = ImportPhase::Evaluation;
  if (eat(TokenType::Dot)) {
    if (at(Name::meta)) {
      if (goal_ != Goal::Module)
        fail_outside_module({import.start, token().end}, "'import.meta' is only allowed in modules");
      auto* meta = tree_.nodes_.make<IdentifierName>(import.range());
      meta->name = Name::keyword_Import;
      Node* property = parse_identifier_name();
      auto* node = make<MetaProperty>(import.start);
      node->meta = meta;
      node->property = property;
      return node;
    }
    if (at(Name::source)) {
      phase = ImportPhase::Source;
    } else if (at(Name::defer)) {
      phase = ImportPhase::Defer;
    } else {
      fail_unexpected("'meta', 'source' or 'defer'");
    }
    next();
  }
  const std::uint32_t opened_at = token().start;
  expect(TokenType::LeftParenthesis);
  const bool outer_in = std::exchange(allows_in_, true);
  Node* source = parse_assignment_expression();
  Node* options = nullptr;
  if (phase == ImportPhase::Evaluation && eat(TokenType::Comma) && !at(TokenType::RightParenthesis)) {
    options = parse_assignment_expression();
    eat(TokenType::Comma);
  }
  allows_in_ = outer_in;
  expect_closing(TokenType::RightParenthesis, opened_at);
  auto* node = make<ImportExpression>(import.start);
  node->phase = phase;
  node->source = source;
  node->options = options;
  return node;
}

}  // namespace orrery::syntax
