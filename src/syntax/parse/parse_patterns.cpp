// Patterns, as such and made of expressions: https://tc39.es/ecma262/#sec-destructuring-binding-patterns and
// https://tc39.es/ecma262/#sec-destructuring-assignment

#include <new>

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

// Errors of objects that are none in patterns ---------------------------------------------------------------

void Parser::defer_pattern_error(const PatternError& error) {
  if (pattern_error_.message == nullptr) pattern_error_ = error;
}

void Parser::report_pattern_error() {
  if (pattern_error_.message == nullptr) return;
  const bool has_note = pattern_error_.note_range.end != 0;
  fail(pattern_error_.range, pattern_error_.message, has_note ? "the first is here" : "",
       pattern_error_.note_range);
  pattern_error_ = {};
}

// Bindings --------------------------------------------------------------------------------------------------

/// BindingIdentifier or https://tc39.es/ecma262/#prod-BindingPattern
Node* Parser::parse_binding_target(VariableKind kind) {
  switch (token().type) {
    case TokenType::LeftBracket:
      return parse_array_binding_pattern(kind);
    case TokenType::LeftBrace:
      return parse_object_binding_pattern(kind);
    default:
      return parse_binding_identifier(kind);
  }
}

/// https://tc39.es/ecma262/#prod-BindingElement
Node* Parser::parse_binding_element(VariableKind kind) {
  const std::uint32_t start = token().start;
  Node* target = parse_binding_target(kind);
  if (!eat(TokenType::Equals)) return target;
  parameters_have_expressions_ = true;
  const bool outer_in = std::exchange(allows_in_, true);
  Node* initializer = parse_assignment_expression();
  allows_in_ = outer_in;
  auto* node = make<AssignmentPattern>(start);
  node->left = target;
  node->right = initializer;
  return node;
}

/// https://tc39.es/ecma262/#prod-BindingRestElement
Node* Parser::parse_binding_rest(VariableKind kind) {
  const std::uint32_t start = token().start;
  next();
  Node* target = parse_binding_target(kind);
  if (at(TokenType::Equals)) fail(token().range(), "A rest element cannot have a default value");
  if (at(TokenType::Comma)) fail(token().range(), "A rest element must be the last one");
  auto* node = make<RestElement>(start);
  node->argument = target;
  return node;
}

/// https://tc39.es/ecma262/#prod-ArrayBindingPattern
Node* Parser::parse_array_binding_pattern(VariableKind kind) {
  NestingGuard guard(*this);
  const std::uint32_t start = token().start;
  const std::size_t list = scratch_.size();
  next();
  while (!at(TokenType::RightBracket)) {
    if (eat(TokenType::Comma)) {
      scratch_.push_back(nullptr);
      continue;
    }
    if (at(TokenType::Ellipsis)) {
      scratch_.push_back(parse_binding_rest(kind));
      break;
    }
    scratch_.push_back(parse_binding_element(kind));
    if (!eat(TokenType::Comma)) break;
  }
  expect_closing(TokenType::RightBracket, start);
  auto* node = make<ArrayPattern>(start);
  node->elements = take_list(list);
  return node;
}

/// https://tc39.es/ecma262/#prod-ObjectBindingPattern
Node* Parser::parse_object_binding_pattern(VariableKind kind) {
  NestingGuard guard(*this);
  const std::uint32_t start = token().start;
  const std::size_t list = scratch_.size();
  next();
  while (!at(TokenType::RightBrace)) {
    if (at(TokenType::Ellipsis)) {
      Node* rest = parse_binding_rest(kind);
      if (!is<Identifier>(as<RestElement>(rest).argument) && !failed())
        fail(rest->range(), "The rest of an object pattern must be a name");
      scratch_.push_back(rest);
      break;
    }
    scratch_.push_back(parse_binding_property(kind));
    if (!eat(TokenType::Comma)) break;
  }
  expect_closing(TokenType::RightBrace, start);
  auto* node = make<ObjectPattern>(start);
  node->properties = take_list(list);
  return node;
}

/// https://tc39.es/ecma262/#prod-BindingProperty
Node* Parser::parse_binding_property(VariableKind kind) {
  const Token name = token();
  bool computed = false;
  bool shorthand = false;
  Node* key;
  Node* value;
  if (name.type == TokenType::Identifier && peek().type != TokenType::Colon) {
    shorthand = true;
    auto* key_name = tree_.nodes_.make<IdentifierName>(name.range());
    key_name->name = name.name;
    key = key_name;
    value = parse_binding_element(kind);
  } else {
    key = parse_property_name(computed);
    parameters_have_expressions_ |= computed;
    expect(TokenType::Colon);
    value = parse_binding_element(kind);
  }
  auto* node = make<Property>(name.start);
  node->shorthand = shorthand;
  node->computed = computed;
  node->key = key;
  node->value = value;
  return node;
}

// Expressions that turn out to be patterns ------------------------------------------------------------------

/// May `node` be assigned to without being a pattern?
/// https://tc39.es/ecma262/#sec-static-semantics-static-semantics-assignmenttargettype
bool Parser::check_simple_target(Node* node, std::string_view what) {
  if (auto* identifier = try_as<Identifier>(node)) {
    identifier->add(Node::k_assigned);
    return check_binding_name(identifier->name, identifier->range());
  }
  if (is<MemberExpression>(node)) return true;
  // INTEROP: sloppy code on the web assigns to calls; the standard's WebCompat AssignmentTargetType lets them
  // through to throw a ReferenceError when reached.
  const bool is_lenient = !is_strict_ && what != "destructuring" && what != "logical assignment";
  if (is<CallExpression>(node) && is_lenient) return true;
  fail(node->range(), fmt::format("Invalid target of {}: expected a name or a property", what));
  return false;
}

/// What stands left of `=`, or in the head of `for` … `of`. https://tc39.es/ecma262/#sec-assignment-operators
Node* Parser::to_assignment_target(Node* node) {
  const bool is_literal = is<ObjectExpression>(node) || is<ArrayExpression>(node);
  if (is_literal && !node->has(Node::k_parenthesized)) {
    pattern_error_ = {};
    return to_pattern(node, &Parser::to_assignment_element);
  }
  if (is_literal) {
    fail(node->range(), "A pattern cannot stand in parentheses");
  } else {
    check_simple_target(node, "assignment");
  }
  return node;
}

/// https://tc39.es/ecma262/#prod-AssignmentElement
Node* Parser::to_assignment_element(Node* node) {
  if (node->has(Node::k_parenthesized) && !is<Identifier>(node) && !is<MemberExpression>(node)) {
    fail(node->range(), "A pattern, or a target with a default value, cannot stand in parentheses");
    return node;
  }
  switch (node->type) {
    case NodeType::ObjectExpression:
    case NodeType::ArrayExpression:
      return to_pattern(node, &Parser::to_assignment_element);
    case NodeType::AssignmentExpression: {
      // The target was checked and converted when the `=` was parsed.
      const auto& assignment = as<AssignmentExpression>(node);
      if (assignment.operator_ != AssignmentOperator::Assign) break;
      Node* left = assignment.left;
      Node* right = assignment.right;
      if (is<CallExpression>(left)) check_simple_target(left, "destructuring");
      auto* pattern = new (node) AssignmentPattern(node->range());
      pattern->left = left;
      pattern->right = right;
      return pattern;
    }
    case NodeType::AssignmentPattern:  // of a shorthand property
      check_simple_target(as<AssignmentPattern>(node).left, "destructuring");
      return node;
    default:
      break;
  }
  check_simple_target(node, "destructuring");
  return node;
}

/// A parameter of an arrow function, or a part of one: `parameter_names_` gets its names.
/// https://tc39.es/ecma262/#prod-BindingElement
Node* Parser::to_binding_element(Node* node) {
  if (node->has(Node::k_parenthesized)) {
    fail(node->range(), "A parameter cannot stand in parentheses of its own");
    return node;
  }
  switch (node->type) {
    case NodeType::Identifier: {
      auto& identifier = as<Identifier>(node);
      identifier.flags = static_cast<std::uint8_t>(identifier.flags & ~Node::k_assigned);
      identifier.add(Node::k_declares);
      if (check_binding_name(identifier.name, identifier.range())) parameter_names_.push_back(&identifier);
      return node;
    }
    case NodeType::ObjectExpression:
    case NodeType::ArrayExpression:
    case NodeType::ObjectPattern:
    case NodeType::ArrayPattern:
      return to_pattern(node, &Parser::to_binding_element);
    case NodeType::AssignmentExpression: {
      const auto& assignment = as<AssignmentExpression>(node);
      if (assignment.operator_ != AssignmentOperator::Assign) break;
      Node* left = assignment.left;
      Node* right = assignment.right;
      auto* pattern = new (node) AssignmentPattern(node->range());
      pattern->left = left;
      pattern->right = right;
      [[fallthrough]];
    }
    case NodeType::AssignmentPattern: {
      auto& pattern = as<AssignmentPattern>(node);
      parameters_have_expressions_ = true;
      pattern.left = to_binding_element(pattern.left);
      return node;
    }
    default:
      break;
  }
  fail(node->range(), "Invalid parameter: expected a name or a pattern");
  return node;
}

/// Turns an array or object and its elements into a pattern in place. Also goes through what is a pattern
/// already: one that was assigned to inside what becomes parameters.
Node* Parser::to_pattern(Node* node, Node* (Parser::*element)(Node*)) {
  const bool is_binding = element == &Parser::to_binding_element;
  const bool is_array = is<ArrayExpression>(node) || is<ArrayPattern>(node);
  NodeList members = is<ArrayExpression>(node)    ? as<ArrayExpression>(node).elements
                     : is<ArrayPattern>(node)     ? as<ArrayPattern>(node).elements
                     : is<ObjectExpression>(node) ? as<ObjectExpression>(node).properties
                                                  : as<ObjectPattern>(node).properties;
  for (std::size_t i = 0; i < members.size(); ++i) {
    Node* member = members[i];
    if (member == nullptr) continue;
    if (is<SpreadElement>(member) || is<RestElement>(member)) {
      const bool followed_by_comma = member->has(Node::k_followed_by_comma);
      Node* argument =
          is<SpreadElement>(member) ? as<SpreadElement>(member).argument : as<RestElement>(member).argument;
      if (i + 1 != members.size() || followed_by_comma) {
        fail(member->range(), "A rest element must be the last one, without a comma behind it");
      } else if (is<AssignmentExpression>(argument) || is<AssignmentPattern>(argument)) {
        fail(argument->range(), "A rest element cannot have a default value");
      }
      argument = (this->*element)(argument);
      const bool is_name = is<Identifier>(argument) || (!is_binding && is<MemberExpression>(argument));
      if (!is_array && !is_name)
        fail(argument->range(), "The rest of an object pattern must be a name or a property");
      auto* rest = new (member) RestElement(member->range());
      rest->argument = argument;
      members[i] = rest;
    } else if (is_array) {
      members[i] = (this->*element)(member);
    } else {
      auto& property = as<Property>(member);
      if (property.kind != PropertyKind::Init || property.method) {
        fail(property.key->range(), "A pattern cannot contain methods, getters or setters");
        break;
      }
      parameters_have_expressions_ |= property.computed;
      property.value = (this->*element)(property.value);
    }
    if (failed()) break;
  }
  if (is_array) {
    auto* pattern = new (node) ArrayPattern(node->range());
    pattern->elements = members;
    return pattern;
  }
  auto* pattern = new (node) ObjectPattern(node->range());
  pattern->properties = members;
  return pattern;
}

}  // namespace orrery::syntax
