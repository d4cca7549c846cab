// Primary expressions: https://tc39.es/ecma262/#sec-primary-expression

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

/// https://tc39.es/ecma262/#prod-PrimaryExpression, and what else begins a LeftHandSideExpression
Node* Parser::parse_primary_expression() {
  const Token first = token();
  switch (first.type) {
    case TokenType::Identifier:
      return parse_identifier_or_arrow();
    case TokenType::NumericLiteral:
    case TokenType::BigIntLiteral:
      return parse_numeric_literal();
    case TokenType::StringLiteral:
      return parse_string_literal();
    case TokenType::Template:
      return parse_template_literal(false);
    case TokenType::LeftParenthesis:
      return parse_parenthesized_or_arrow();
    case TokenType::LeftBracket:
      return parse_array_literal();
    case TokenType::LeftBrace:
      return parse_object_literal();
    case TokenType::Function:
      next();
      return parse_function_expression(first.start, false);
    case TokenType::Class:
      return parse_class(first.start, true);
    case TokenType::New:
      return parse_new_expression();
    case TokenType::Super:
      return parse_super();
    case TokenType::Import:
      return parse_import_expression();
    case TokenType::Slash:
    case TokenType::SlashEquals:
      return parse_regular_expression();
    case TokenType::This:
      mention(Mention::This, first.start);
      next();
      return make<ThisExpression>(first.start);
    case TokenType::Null:
      next();
      return make<NullLiteral>(first.start);
    case TokenType::True:
    case TokenType::False: {
      next();
      auto* node = make<BooleanLiteral>(first.start);
      node->value = first.type == TokenType::True;
      return node;
    }
    default:
      fail_unexpected("an expression");
      return no_node();
  }
}

// Names and parentheses, and the arrow functions that begin with them ---------------------------------------

Node* Parser::parse_identifier_or_arrow() {
  const Token name = token();
  if (at(Name::async)) return parse_async_or_identifier();
  if (name.start != potential_arrow_at_) return parse_identifier_reference();
  const ArrowStart arrow = arrow_start(name.start);
  Node* identifier = parse_identifier_reference();
  if (!at_arrow(name.start)) return identifier;
  scratch_.push_back(identifier);
  return parse_arrow_function(arrow, scratch_.size() - 1, false);
}

/// `async` begins a function, an arrow function, a call of something called `async`, or is just that.
Node* Parser::parse_async_or_identifier() {
  const Token async = token();
  const bool may_be_arrow = async.start == potential_arrow_at_;
  const ArrowStart arrow = arrow_start(async.start);
  Identifier* identifier = parse_identifier_reference();

  if (at(TokenType::Function) && !token().newline_before) {
    scopes_.forget_reference(arrow.mark);
    next();
    return parse_function_expression(async.start, true);
  }
  if (may_be_arrow && at(TokenType::Identifier) && !token().newline_before) {
    // `async x => …`
    if (at(Name::of) && !allows_in_ && peek().type != TokenType::Arrow) return identifier;
    scopes_.forget_reference(arrow.mark);
    Node* parameter = parse_identifier_reference();
    if (!at(TokenType::Arrow) || token().newline_before) {
      fail_unexpected("'=>'");
      return parameter;
    }
    scratch_.push_back(parameter);
    return parse_arrow_function(arrow, scratch_.size() - 1, true);
  }
  if (at(TokenType::Arrow) && may_be_arrow && !token().newline_before) {
    scratch_.push_back(identifier);
    return parse_arrow_function(arrow, scratch_.size() - 1, false);
  }
  if (!at(TokenType::LeftParenthesis) || token().newline_before || !may_be_arrow) return identifier;

  // https://tc39.es/ecma262/#prod-CoverCallExpressionAndAsyncArrowHead
  const PatternError outer_error = std::exchange(pattern_error_, {});
  NodeList arguments = parse_arguments(Cover::MaybePattern);
  if (at(TokenType::Arrow) && !token().newline_before) {
    pattern_error_ = {};
    scopes_.forget_reference(arrow.mark);
    const std::size_t first = scratch_.size();
    scratch_.insert(scratch_.end(), arguments.begin(), arguments.end());
    potential_arrow_at_ = async.start;
    Node* function = parse_arrow_function(arrow, first, true);
    pattern_error_ = outer_error;
    return function;
  }
  report_pattern_error();
  pattern_error_ = outer_error;
  auto* call = make<CallExpression>(async.start);
  call->callee = identifier;
  call->arguments = arguments;
  return call;
}

/// https://tc39.es/ecma262/#prod-CoverParenthesizedExpressionAndArrowParameterList
Node* Parser::parse_parenthesized_or_arrow() {
  const std::uint32_t start = token().start;
  const bool may_be_arrow = start == potential_arrow_at_;
  const ArrowStart arrow = arrow_start(start);
  const PatternError outer_error = std::exchange(pattern_error_, {});
  const bool outer_in = std::exchange(allows_in_, true);
  const std::size_t list = scratch_.size();
  const Cover cover = may_be_arrow ? Cover::MaybePattern : Cover::Expression;
  // What only parameters may have: nothing at all, a rest, a comma at the end.
  SourceRange only_parameters;

  next();
  const std::uint32_t inner_start = token().start;
  std::uint32_t inner_end = inner_start;
  while (!at(TokenType::RightParenthesis)) {
    if (at(TokenType::Ellipsis)) {
      only_parameters = token().range();
      scratch_.push_back(parse_spread_element(cover));
      inner_end = lexer_.previous_end();
      if (at(TokenType::Comma)) fail(token().range(), "A rest parameter must be the last one");
      break;
    }
    scratch_.push_back(parse_assignment_expression(cover));
    inner_end = lexer_.previous_end();
    const Token comma = token();
    if (!eat(TokenType::Comma)) break;
    if (at(TokenType::RightParenthesis)) only_parameters = comma.range();
  }
  if (scratch_.size() == list) only_parameters = token().range();
  allows_in_ = outer_in;
  expect_closing(TokenType::RightParenthesis, start);

  Node* result;
  if (may_be_arrow && at(TokenType::Arrow) && !token().newline_before) {
    pattern_error_ = {};
    potential_arrow_at_ = start;
    result = parse_arrow_function(arrow, list, false);
  } else {
    if (only_parameters.end != 0)
      fail(only_parameters,
           "Only the parameters of an arrow function may be empty, or have a rest or a comma at the end");
    report_pattern_error();
    if (scratch_.size() == list) {
      result = no_node();
    } else if (scratch_.size() == list + 1) {
      result = scratch_.back();
      scratch_.pop_back();
    } else {
      auto* sequence = tree_.nodes_.make<SequenceExpression>(SourceRange{inner_start, inner_end});
      sequence->expressions = take_list(list);
      result = sequence;
    }
    result->add(Node::k_parenthesized);
  }
  pattern_error_ = outer_error;
  return result;
}

// Literals --------------------------------------------------------------------------------------------------

Node* Parser::parse_string_literal() {
  const Token string = token();
  if (string.is_irregular && is_strict_)
    fail(string.range(), "Octal escapes such as \\07, and \\8 and \\9, are not allowed in strict mode");
  auto* node = tree_.nodes_.make<StringLiteral>(string.range());
  node->value = lexer_.string_value(string);
  next();
  return node;
}

Node* Parser::parse_numeric_literal() {
  const Token number = token();
  if (number.is_irregular && is_strict_)
    fail(number.range(),
         "Numbers with a leading zero are not allowed in strict mode; octal ones begin with 0o");
  Node* node;
  if (number.type == TokenType::BigIntLiteral) {
    node = tree_.nodes_.make<BigIntLiteral>(number.range());
  } else {
    auto* literal = tree_.nodes_.make<NumericLiteral>(number.range());
    literal->value = lexer_.numeric_value(number);
    node = literal;
  }
  next();
  return node;
}

Node* Parser::parse_regular_expression() {
  const std::uint32_t start = token().start;
  if (parsed_again_ == nullptr) tree_.context_dependent_tokens_.push_back(start);
  const std::uint32_t flags_start = lexer_.rescan_as_regular_expression();
  next();
  auto* node = make<RegExpLiteral>(start);
  node->flags_start = flags_start;
  return node;
}

/// https://tc39.es/ecma262/#prod-TemplateLiteral
Node* Parser::parse_template_literal(bool is_tagged) {
  NestingGuard guard(*this);
  auto* literal = tree_.nodes_.make<TemplateLiteral>(token().range());
  std::vector<Node*>& list = scratch_;
  // Elements and expressions take turns on one stack.
  const std::size_t first = list.size();
  list.push_back(parse_template_element(is_tagged));
  const bool outer_in = std::exchange(allows_in_, true);
  while (!as<TemplateElement>(list.back()).tail && !failed()) {
    const std::uint32_t opened_at = token().end - 1;
    next();
    Node* expression = parse_expression();
    list.push_back(expression);
    if (!at(TokenType::RightBrace)) {
      expect_closing(TokenType::RightBrace, opened_at);
      break;
    }
    if (parsed_again_ == nullptr) tree_.context_dependent_tokens_.push_back(token().start);
    lexer_.rescan_as_template_continuation();
    if (failed()) break;
    list.push_back(parse_template_element(is_tagged));
  }
  allows_in_ = outer_in;
  next();

  const std::size_t count = list.size() - first;
  for (std::size_t i = 0; i < count; i += 2) list.push_back(list[first + i]);
  literal->quasis = take_list(first + count);
  for (std::size_t i = 1; i < count; i += 2) list.push_back(list[first + i]);
  literal->expressions = take_list(first + count);
  list.resize(first);
  literal->end = lexer_.previous_end();
  return literal;
}

/// The current token, which stays.
Node* Parser::parse_template_element(bool is_tagged) {
  const Token part = token();
  const bool is_tail = failed() || lexer_.template_is_tail(part);
  const std::uint32_t end = failed() ? part.end : part.end - (is_tail ? 1 : 2);
  auto* element =
      tree_.nodes_.make<TemplateElement>(SourceRange{failed() ? part.start : part.start + 1, end});
  element->tail = is_tail;
  element->cooked = lexer_.template_value(part);
  if (part.is_irregular && !is_tagged) fail(part.range(), "Invalid escape in a template that has no tag");
  return element;
}

/// https://tc39.es/ecma262/#prod-ArrayLiteral
Node* Parser::parse_array_literal() {
  const std::uint32_t start = token().start;
  const bool outer_in = std::exchange(allows_in_, true);
  const std::size_t list = scratch_.size();
  next();
  while (!at(TokenType::RightBracket) && !at(TokenType::End)) {
    if (eat(TokenType::Comma)) {
      scratch_.push_back(nullptr);
      continue;
    }
    if (at(TokenType::Ellipsis)) {
      scratch_.push_back(parse_spread_element(Cover::MaybePattern));
    } else {
      scratch_.push_back(parse_assignment_expression(Cover::MaybePattern));
    }
    if (!eat(TokenType::Comma)) break;
    // A pattern may not have a comma behind its rest.
    if (is<SpreadElement>(scratch_.back())) scratch_.back()->add(Node::k_followed_by_comma);
  }
  allows_in_ = outer_in;
  expect_closing(TokenType::RightBracket, start);
  auto* node = make<ArrayExpression>(start);
  node->elements = take_list(list);
  return node;
}

Node* Parser::parse_spread_element(Cover cover) {
  const std::uint32_t start = token().start;
  next();
  Node* argument = parse_assignment_expression(cover);
  auto* node = make<SpreadElement>(start);
  node->argument = argument;
  return node;
}

// Objects: https://tc39.es/ecma262/#sec-object-initializer --------------------------------------------------

Node* Parser::parse_object_literal() {
  const std::uint32_t start = token().start;
  const bool outer_in = std::exchange(allows_in_, true);
  const std::size_t list = scratch_.size();
  std::uint32_t proto_at = k_nowhere;
  next();
  while (!at(TokenType::RightBrace) && !at(TokenType::End)) {
    if (at(TokenType::Ellipsis)) {
      scratch_.push_back(parse_spread_element(Cover::MaybePattern));
    } else {
      scratch_.push_back(parse_property_definition(proto_at));
    }
    if (!eat(TokenType::Comma)) break;
    if (is<SpreadElement>(scratch_.back())) scratch_.back()->add(Node::k_followed_by_comma);
  }
  allows_in_ = outer_in;
  expect_closing(TokenType::RightBrace, start);
  auto* node = make<ObjectExpression>(start);
  node->properties = take_list(list);
  return node;
}

/// Is a property's name complete at this token, so that a word before it (`get`, `async`, `static`) was the
/// name?
bool Parser::at_property_name_end() const {
  switch (token().type) {
    case TokenType::LeftParenthesis:
    case TokenType::Comma:
    case TokenType::Colon:
    case TokenType::Equals:
    case TokenType::Semicolon:
    case TokenType::RightBrace:
    case TokenType::End:
      return true;
    default:
      return false;
  }
}

/// https://tc39.es/ecma262/#prod-PropertyDefinition
/// \param proto_at  where the object sets its prototype with `__proto__: …`
Node* Parser::parse_property_definition(std::uint32_t& proto_at) {
  const Token first = token();
  const std::uint32_t start = first.start;
  FunctionHead head{.kind = FunctionKind::Method, .is_expression = true, .source_start = start};
  PropertyKind kind = PropertyKind::Init;
  bool is_modified = false;

  // `async`, `get`, `set` may be names or say what the name behind them is.
  if (at(Name::async) || at(Name::get) || at(Name::set)) {
    const auto before = lexer_.save();
    next();
    if (at_property_name_end()) {
      lexer_.restore(before);
    } else {
      is_modified = true;
      head.is_async = first.name == Name::async;
      if (head.is_async && token().newline_before) fail_unexpected();
      if (!head.is_async) {
        kind = first.name == Name::get ? PropertyKind::Get : PropertyKind::Set;
        head.kind = first.name == Name::get ? FunctionKind::Getter : FunctionKind::Setter;
      }
    }
  }
  if ((!is_modified || head.is_async) && eat(TokenType::Asterisk)) head.is_generator = is_modified = true;

  const Token name = token();
  bool computed = false;
  Node* key = parse_property_name(computed);
  auto make_property = [&](Node* value) {
    auto* property = make<Property>(start);
    property->kind = kind;
    property->computed = computed;
    property->key = key;
    property->value = value;
    return property;
  };

  if (at(TokenType::LeftParenthesis) || is_modified) {
    head.start = token().start;
    const FunctionParts parts = parse_function_rest(head);
    auto* property = make_property(make_function<FunctionExpression>(head, parts));
    property->method = kind == PropertyKind::Init;
    return property;
  }
  if (eat(TokenType::Colon)) {
    Node* value = parse_assignment_expression(Cover::MaybePattern);
    if (!computed && is_named(key, Name::proto)) {
      // https://tc39.es/ecma262/#sec-object-initializer-static-semantics-early-errors, but a pattern may
      // repeat it
      if (proto_at != k_nowhere)
        defer_pattern_error({name.range(), "The prototype of an object can be set only once",
                             name_range(proto_at, Name::proto)});
      if (proto_at == k_nowhere) proto_at = name.start;
    }
    return make_property(value);
  }
  if (name.type != TokenType::Identifier) {
    fail_unexpected(name.is_keyword() || name.type == TokenType::StringLiteral ? "':' or '('" : "':'");
    return make_property(no_node());
  }
  return parse_shorthand_property(start, name);
}

/// `{ x }`, or `{ x = 1 }` in what will have to be a pattern.
Node* Parser::parse_shorthand_property(std::uint32_t start, const Token& name) {
  auto* key = tree_.nodes_.make<IdentifierName>(name.range());
  key->name = name.name;
  Identifier* identifier = make_identifier(name);
  if (check_identifier(name)) reference(identifier);
  Node* value = identifier;
  if (at(TokenType::Equals)) {
    defer_pattern_error({token().range(), "Unexpected '=': only a pattern may have default values", {}});
    next();
    Node* initializer = parse_assignment_expression();
    auto* pattern = make<AssignmentPattern>(start);
    pattern->left = identifier;
    pattern->right = initializer;
    value = pattern;
  }
  auto* property = make<Property>(start);
  property->shorthand = true;
  property->key = key;
  property->value = value;
  return property;
}

/// https://tc39.es/ecma262/#prod-PropertyName
Node* Parser::parse_property_name(bool& computed) {
  computed = false;
  switch (token().type) {
    case TokenType::StringLiteral:
      return parse_string_literal();
    case TokenType::NumericLiteral:
    case TokenType::BigIntLiteral:
      return parse_numeric_literal();
    case TokenType::LeftBracket: {
      const std::uint32_t opened_at = token().start;
      computed = true;
      next();
      const bool outer_in = std::exchange(allows_in_, true);
      Node* expression = parse_assignment_expression();
      allows_in_ = outer_in;
      expect_closing(TokenType::RightBracket, opened_at);
      return expression;
    }
    default:
      return parse_identifier_name();
  }
}

/// https://tc39.es/ecma262/#prod-IdentifierName
Node* Parser::parse_identifier_name() {
  const Token name = token();
  auto* node = tree_.nodes_.make<IdentifierName>(name.range());
  if (!name.is_identifier_name()) {
    fail_unexpected("a name");
    return node;
  }
  node->name = name.name;
  next();
  return node;
}

}  // namespace orrery::syntax
