// Expressions from the comma operator down to calls:
// https://tc39.es/ecma262/#sec-ecmascript-language-expressions

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

namespace {

constexpr std::uint8_t k_relational_precedence = precedence(TokenType::In);
constexpr std::uint8_t k_logical_and_precedence = precedence(TokenType::AmpersandAmpersand);

/// Something that a pattern may have been written as.
bool is_pattern_like(const Node* node) {
  return (is<ObjectExpression>(node) || is<ArrayExpression>(node)) && !node->has(Node::k_parenthesized);
}

template <typename Operator>
Operator operator_from(TokenType type, TokenType first) {
  return static_cast<Operator>(static_cast<int>(type) - static_cast<int>(first));
}

}  // namespace

/// https://tc39.es/ecma262/#prod-Expression
Node* Parser::parse_expression() {
  const std::uint32_t start = token().start;
  Node* first = parse_assignment_expression();
  return at(TokenType::Comma) ? parse_expression_rest(start, first) : first;
}

Node* Parser::parse_expression_rest(std::uint32_t start, Node* first) {
  const std::size_t list = scratch_.size();
  scratch_.push_back(first);
  while (eat(TokenType::Comma)) scratch_.push_back(parse_assignment_expression());
  auto* sequence = make<SequenceExpression>(start);
  sequence->expressions = take_list(list);
  return sequence;
}

/// https://tc39.es/ecma262/#prod-AssignmentExpression
/// \param cover  MaybePattern: what only a pattern may contain is left to the caller to report
Node* Parser::parse_assignment_expression(Cover cover) {
  NestingGuard guard(*this);
  if (context_.allows_yield && at(Name::yield)) return parse_yield_expression();

  const PatternError outer_error = std::exchange(pattern_error_, {});
  const std::uint32_t start = token().start;
  potential_arrow_at_ = start;
  Node* expression = parse_conditional_expression(start);
  if (is_assignment_operator(token().type)) expression = parse_assignment_rest(start, expression);

  if (pattern_error_.message != nullptr && !(cover == Cover::MaybePattern && is_pattern_like(expression)))
    report_pattern_error();
  if (outer_error.message != nullptr) pattern_error_ = outer_error;
  return expression;
}

Node* Parser::parse_assignment_rest(std::uint32_t start, Node* left) {
  if (is_unparenthesized_arrow(left)) {
    fail_unexpected();
    return left;
  }
  const Token op = token();
  if (op.type == TokenType::Equals) {
    left = to_assignment_target(left);
  } else {
    const bool is_logical = op.type >= TokenType::AmpersandAmpersandEquals;
    check_simple_target(left, is_logical ? "logical assignment" : "assignment");
  }
  next();
  Node* right = parse_assignment_expression();
  auto* assignment = make<AssignmentExpression>(start);
  assignment->operator_ = operator_from<AssignmentOperator>(op.type, TokenType::Equals);
  assignment->left = left;
  assignment->right = right;
  return assignment;
}

/// https://tc39.es/ecma262/#prod-YieldExpression
Node* Parser::parse_yield_expression() {
  const Token yield = token();
  if (context_.in_parameters) {
    fail(yield.range(), "'yield' expressions are not allowed in parameters");
    return no_node();
  }
  context_.yield_expression_at = yield.start;
  next();
  bool delegate = false;
  Node* argument = nullptr;
  if (!token().newline_before) {
    delegate = eat(TokenType::Asterisk);
    switch (token().type) {
      case TokenType::RightParenthesis:
      case TokenType::RightBracket:
      case TokenType::RightBrace:
      case TokenType::Comma:
      case TokenType::Semicolon:
      case TokenType::Colon:
      case TokenType::In:
      case TokenType::End:
        if (delegate) fail_unexpected("an expression");
        break;
      default:
        argument = parse_assignment_expression();
    }
  }
  auto* node = make<YieldExpression>(yield.start);
  node->delegate = delegate;
  node->argument = argument;
  return node;
}

/// https://tc39.es/ecma262/#prod-ConditionalExpression
Node* Parser::parse_conditional_expression(std::uint32_t start) {
  Node* test = parse_binary_expression(0);
  if (!at(TokenType::QuestionMark) || is_unparenthesized_arrow(test)) return test;
  next();
  const bool outer_in = std::exchange(allows_in_, true);
  Node* consequent = parse_assignment_expression();
  allows_in_ = outer_in;
  expect(TokenType::Colon);
  Node* alternate = parse_assignment_expression();
  auto* node = make<ConditionalExpression>(start);
  node->test = test;
  node->consequent = consequent;
  node->alternate = alternate;
  return node;
}

// Binary operators ------------------------------------------------------------------------------------------

/// An expression of operators that bind more tightly than `minimum`.
Node* Parser::parse_binary_expression(std::uint8_t minimum) {
  const std::uint32_t start = token().start;
  Node* left = parse_binary_operand(minimum);
  return precedence(token().type) > minimum ? parse_binary_rest(start, left, minimum) : left;
}

Node* Parser::parse_binary_operand(std::uint8_t minimum) {
  if (!at(TokenType::PrivateIdentifier)) [[likely]]
    return parse_unary_expression();
  // `#x in object`: https://tc39.es/ecma262/#prod-RelationalExpression
  const Token name = token();
  Node* node = parse_private_name();
  if (!at(TokenType::In) || !allows_in_ || minimum >= k_relational_precedence)
    fail(name.range(), "A private name must be followed by 'in' here");
  return node;
}

Node* Parser::parse_binary_rest(std::uint32_t start, Node* left, std::uint8_t minimum) {
  for (;;) {
    const Token op = token();
    const std::uint8_t own = precedence(op.type);
    if (own <= minimum || (op.type == TokenType::In && !allows_in_) || is_unparenthesized_arrow(left))
      return left;
    next();
    const std::uint32_t right_start = token().start;
    Node* right;
    if (op.type == TokenType::AsteriskAsterisk) {
      if (!left->has(Node::k_parenthesized) && (is<UnaryExpression>(left) || is<AwaitExpression>(left)))
        fail({left->start, op.end},
             "The base of '**' must be put in parentheses when it has an operator of its own");
      NestingGuard guard(*this);
      right = parse_binary_expression(static_cast<std::uint8_t>(own - 1));
    } else {
      right = parse_binary_operand(own);
      if (precedence(token().type) > own) right = parse_binary_rest(right_start, right, own);
    }
    left = make_binary(start, op, left, right);
  }
}

Node* Parser::make_binary(std::uint32_t start, const Token& op, Node* left, Node* right) {
  if (precedence(op.type) > k_logical_and_precedence) [[likely]] {
    auto* node = make<BinaryExpression>(start);
    node->operator_ = operator_from<BinaryOperator>(op.type, TokenType::EqualsEquals);
    node->left = left;
    node->right = right;
    return node;
  }
  // https://tc39.es/ecma262/#prod-ShortCircuitExpression: `??` does not mix with the others.
  const bool is_coalesce = op.type == TokenType::QuestionQuestion;
  for (const Node* operand : {left, right}) {
    const auto* logical = try_as<LogicalExpression>(operand);
    if (logical == nullptr || logical->has(Node::k_parenthesized)) continue;
    if ((logical->operator_ == LogicalOperator::Coalesce) != is_coalesce)
      fail(op.range(), "'?\?' cannot be mixed with '&&' and '||' without parentheses");
  }
  auto* node = make<LogicalExpression>(start);
  node->operator_ = operator_from<LogicalOperator>(op.type, TokenType::AmpersandAmpersand);
  node->left = left;
  node->right = right;
  return node;
}

// Unary operators -------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#prod-UnaryExpression
Node* Parser::parse_unary_expression() {
  switch (token().type) {
    case TokenType::Delete:
      return parse_unary_operator(UnaryOperator::Delete);
    case TokenType::Void:
      return parse_unary_operator(UnaryOperator::Void);
    case TokenType::Typeof:
      return parse_unary_operator(UnaryOperator::Typeof);
    case TokenType::Plus:
      return parse_unary_operator(UnaryOperator::Plus);
    case TokenType::Minus:
      return parse_unary_operator(UnaryOperator::Minus);
    case TokenType::Tilde:
      return parse_unary_operator(UnaryOperator::BitwiseNot);
    case TokenType::Exclamation:
      return parse_unary_operator(UnaryOperator::LogicalNot);
    case TokenType::Identifier:
      if (context_.allows_await && at(Name::await)) return parse_await_expression();
      [[fallthrough]];
    default:
      return parse_update_expression();
  }
}

Node* Parser::parse_unary_operator(UnaryOperator op) {
  NestingGuard guard(*this);
  const std::uint32_t start = token().start;
  next();
  Node* argument = parse_unary_expression();
  auto* node = make<UnaryExpression>(start);
  node->operator_ = op;
  node->argument = argument;
  if (op == UnaryOperator::Delete) check_delete(argument, node->range());
  return node;
}

/// https://tc39.es/ecma262/#sec-delete-operator-static-semantics-early-errors
void Parser::check_delete(const Node* argument, SourceRange range) {
  if (is_strict_ && is<Identifier>(argument))
    return fail(range, "A variable cannot be deleted in strict mode");
  if (const auto* chain = try_as<ChainExpression>(argument)) argument = chain->expression;
  const auto* member = try_as<MemberExpression>(argument);
  if (member != nullptr && is<PrivateIdentifier>(member->property))
    fail(range, "A private name cannot be deleted");
}

/// https://tc39.es/ecma262/#prod-AwaitExpression
Node* Parser::parse_await_expression() {
  NestingGuard guard(*this);
  const Token await = token();
  if (context_.in_parameters) {
    fail(await.range(), "'await' expressions are not allowed in parameters");
    return no_node();
  }
  context_.await_expression_at = await.start;
  next();
  Node* argument = parse_unary_expression();
  auto* node = make<AwaitExpression>(await.start);
  node->argument = argument;
  return node;
}

/// https://tc39.es/ecma262/#prod-UpdateExpression
Node* Parser::parse_update_expression() {
  const Token first = token();
  if (first.type == TokenType::PlusPlus || first.type == TokenType::MinusMinus) {
    NestingGuard guard(*this);
    next();
    Node* argument = parse_unary_expression();
    check_simple_target(argument, "prefix operation");
    auto* node = make<UpdateExpression>(first.start);
    node->operator_ =
        first.type == TokenType::PlusPlus ? UpdateOperator::Increment : UpdateOperator::Decrement;
    node->prefix = true;
    node->argument = argument;
    return node;
  }
  Node* argument = parse_left_hand_side_expression();
  const TokenType type = token().type;
  if ((type != TokenType::PlusPlus && type != TokenType::MinusMinus) || token().newline_before ||
      is_unparenthesized_arrow(argument)) [[likely]]
    return argument;
  check_simple_target(argument, "postfix operation");
  next();
  auto* node = make<UpdateExpression>(first.start);
  node->operator_ = type == TokenType::PlusPlus ? UpdateOperator::Increment : UpdateOperator::Decrement;
  node->argument = argument;
  return node;
}

}  // namespace orrery::syntax
