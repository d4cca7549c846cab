// Classes: https://tc39.es/ecma262/#sec-class-definitions

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

namespace {

// Bits of PrivateName::kinds. A getter and a setter may share a name, if both are static or neither is.
constexpr std::uint8_t k_getter = 1, k_setter = 2, k_static = 4;

}  // namespace

template <typename T>
Node* Parser::make_class(std::uint32_t start, Node* id, Node* super_class, Node* body, Scope* scope) {
  auto* node = make<T>(start);
  node->id = id;
  node->super_class = super_class;
  node->body = body;
  node->scope = scope;
  return node;
}

/// https://tc39.es/ecma262/#prod-ClassDeclaration and #prod-ClassExpression, from the keyword
Node* Parser::parse_class(std::uint32_t start, bool is_expression, bool is_default_export) {
  NestingGuard guard(*this);
  // "All parts of a ClassDeclaration or a ClassExpression are strict mode code."
  const bool outer_strict = std::exchange(is_strict_, true);
  next();
  Identifier* id = nullptr;
  if (at(TokenType::Identifier)) {
    if (is_expression) {
      id = make_identifier(token());
      if (check_identifier(token()) && check_binding_name(id->name, id->range())) {
        id->add(Node::k_declares);
        next();
      }
    } else {
      id = parse_binding_identifier(VariableKind::Class);
    }
  } else if (is_default_export) {
    declare(Name::default_export, VariableKind::Class, token().range());
  } else if (!is_expression) {
    fail_unexpected("a name");
  }

  open_scope(ScopeKind::Class);
  if (id != nullptr && !failed()) {
    Variable* inner_name = scopes_.declare(id->name, VariableKind::ClassName, id->start).variable;
    if (is_expression) id->variable = inner_name;
  }
  Node* super_class = nullptr;
  if (eat(TokenType::Extends)) super_class = parse_left_hand_side_expression();
  Node* body = parse_class_body(super_class != nullptr);
  Scope* scope = close_scope();
  is_strict_ = outer_strict;
  return is_expression ? make_class<ClassExpression>(start, id, super_class, body, scope)
                       : make_class<ClassDeclaration>(start, id, super_class, body, scope);
}

/// https://tc39.es/ecma262/#prod-ClassBody in its braces
Node* Parser::parse_class_body(bool is_derived) {
  const std::uint32_t start = token().start;
  expect(TokenType::LeftBrace);
  const std::size_t list = scratch_.size();
  const std::size_t first_name = private_names_.size();
  const std::size_t outer_first_name = std::exchange(first_private_name_, first_name);
  const std::size_t first_reference = private_references_.size();
  std::uint32_t constructor_at = k_nowhere;
  ++class_depth_;
  while (!at(TokenType::RightBrace) && !at(TokenType::End)) {
    if (eat(TokenType::Semicolon)) continue;
    scratch_.push_back(parse_class_element(is_derived, constructor_at));
  }
  --class_depth_;
  first_private_name_ = outer_first_name;
  close_private_names(first_name, first_reference);
  expect_closing(TokenType::RightBrace, start);
  auto* node = make<ClassBody>(start);
  node->body = take_list(list);
  return node;
}

/// https://tc39.es/ecma262/#prod-ClassElement
/// \param constructor_at  where the class has its constructor
Node* Parser::parse_class_element(bool is_derived, std::uint32_t& constructor_at) {
  ClassElement element{.start = token().start};
  FunctionKind kind = FunctionKind::Method;
  // Each modifier may be the name itself: then what follows cannot begin a name.
  auto eat_modifier = [&](Name word) {
    if (!at(word)) return false;
    const auto before = lexer_.save();
    next();
    if (!at_property_name_end()) return true;
    lexer_.restore(before);
    return false;
  };
  if (eat_modifier(Name::static_)) {
    element.is_static = true;
    if (at(TokenType::LeftBrace)) return parse_static_block(element.start);
  }
  element.definition_start = token().start;
  const auto before_async = lexer_.save();
  if (eat_modifier(Name::async)) {
    // A field called `async` may end with the line.
    if (token().newline_before) {
      lexer_.restore(before_async);
    } else {
      element.is_async = true;
    }
  }
  if (eat(TokenType::Asterisk)) element.is_generator = true;
  if (!element.is_async && !element.is_generator) {
    const auto before = lexer_.save();
    const Name word = token().name;
    if (eat_modifier(Name::get) || eat_modifier(Name::set)) {
      // Before a `*` it is a field called so.
      if (at(TokenType::Asterisk)) {
        lexer_.restore(before);
      } else {
        element.kind = word == Name::get ? MethodKind::Get : MethodKind::Set;
        kind = word == Name::get ? FunctionKind::Getter : FunctionKind::Setter;
      }
    }
  }

  const bool is_private = at(TokenType::PrivateIdentifier);
  const Token name = token();
  element.key = is_private ? parse_private_identifier() : parse_property_name(element.computed);
  const bool is_modified = kind != FunctionKind::Method || element.is_async || element.is_generator;
  if (is_private)
    declare_private_name(element, element.kind == MethodKind::Get || element.kind == MethodKind::Set);
  const bool is_constructor_name = !element.computed && is_named(element.key, Name::constructor);
  const bool is_prototype_name = !element.computed && is_named(element.key, Name::prototype);

  if (!at(TokenType::LeftParenthesis) && !is_modified) {
    if (is_constructor_name || (element.is_static && is_prototype_name))
      fail(name.range(), fmt::format("A class field cannot be called '{}'",
                                     is_constructor_name ? "constructor" : "prototype"));
    return parse_field_definition(element);
  }
  if (is_constructor_name && !element.is_static) {
    if (is_modified) fail(name.range(), "A class constructor cannot be an accessor, a generator or async");
    if (constructor_at != k_nowhere)
      fail(name.range(), "A class can have only one constructor", "the first is here",
           {constructor_at, constructor_at + 11});
    constructor_at = name.start;
    element.kind = MethodKind::Constructor;
    kind = is_derived ? FunctionKind::DerivedConstructor : FunctionKind::ClassConstructor;
  }
  if (element.is_static && is_prototype_name)
    fail(name.range(), "A static method cannot be called 'prototype'");
  return parse_class_method(element, kind);
}

Node* Parser::parse_class_method(const ClassElement& element, FunctionKind kind) {
  const FunctionHead head{.kind = kind,
                          .is_async = element.is_async,
                          .is_generator = element.is_generator,
                          .is_expression = true,
                          .start = token().start,
                          .source_start = element.definition_start};
  if (!at(TokenType::LeftParenthesis)) fail_unexpected("'('");
  const FunctionParts parts = parse_function_rest(head);
  auto* value = make_function<FunctionExpression>(head, parts);
  auto* node = make<MethodDefinition>(element.start);
  node->kind = element.kind;
  node->static_ = element.is_static;
  node->computed = element.computed;
  node->key = element.key;
  node->value = value;
  return node;
}

/// https://tc39.es/ecma262/#prod-FieldDefinition from behind its name
Node* Parser::parse_field_definition(const ClassElement& element) {
  Node* value = nullptr;
  FunctionInfo* info = nullptr;
  if (eat(TokenType::Equals)) {
    ParserContext outer;
    info = enter_initializer(FunctionKind::ClassFieldInitializer, token().start, outer);
    const bool outer_in = std::exchange(allows_in_, true);
    value = parse_assignment_expression();
    allows_in_ = outer_in;
    leave_initializer(info, outer);
  }
  consume_semicolon();
  auto* node = make<PropertyDefinition>(element.start);
  node->static_ = element.is_static;
  node->computed = element.computed;
  node->key = element.key;
  node->value = value;
  node->initializer = info;
  return node;
}

/// https://tc39.es/ecma262/#prod-ClassStaticBlock from its left brace
Node* Parser::parse_static_block(std::uint32_t start) {
  const std::uint32_t opened_at = token().start;
  ParserContext outer;
  FunctionInfo* info = enter_initializer(FunctionKind::ClassStaticBlock, opened_at, outer);
  const std::size_t list = scratch_.size();
  next();
  parse_statement_list(TokenType::RightBrace);
  leave_initializer(info, outer);
  expect_closing(TokenType::RightBrace, opened_at);
  auto* node = make<StaticBlock>(start);
  node->body = take_list(list);
  node->function = info;
  return node;
}

/// The standard makes the values of fields, and static blocks, methods of their own. They are never lazy.
FunctionInfo* Parser::enter_initializer(FunctionKind kind, std::uint32_t start, ParserContext& outer) {
  const FunctionHead head{.kind = kind, .is_expression = true, .start = start, .source_start = start};
  FunctionInfo* info = begin_function(head);
  if (is_known(info)) {
    // It is parsed again together with the function around.
    info->outer_scope = scopes_.current();
    info->register_count = 0;
    info->first_capture = nullptr;
  }
  info->is_strict = true;
  outer = std::exchange(context_, function_context(head, info));
  info->scope = open_scope(ScopeKind::Function);
  return info;
}

void Parser::leave_initializer(FunctionInfo* info, ParserContext& outer) {
  info->range.end = info->source_range.end = lexer_.previous_end();
  finish_function(info);
  context_ = outer;
  if (info->has_environments) {
    scopes_.note_kept_function();
  } else if (is_lazy_ && is_inside_lazy_function()) {
    info->scope = nullptr;  // goes with the function around
  }
}

/// Is what is being parsed part of a function whose tree will not be kept? Those of initializers are.
bool Parser::is_inside_lazy_function() const {
  for (const FunctionInfo* function = context_.function; function != nullptr; function = function->parent) {
    const bool is_whole_text =
        body_of_ != nullptr && function->parent != nullptr && function->parent->parent == nullptr;
    if (is_whole_text) continue;
    switch (function->kind) {
      case FunctionKind::TopLevel:
      case FunctionKind::ClassFieldInitializer:
      case FunctionKind::ClassStaticBlock:
        continue;
      default:
        return true;
    }
  }
  return false;
}

/// Is `key`, which is not computed, the name or string `name`?
bool Parser::is_named(const Node* key, Name name) const {
  if (const auto* identifier = try_as<IdentifierName>(key)) return identifier->name == name;
  const auto* string = try_as<StringLiteral>(key);
  return string != nullptr && string->value == name;
}

// Private names: https://tc39.es/ecma262/#sec-static-semantics-allprivateidentifiersvalid -------------------

Node* Parser::parse_private_identifier() {
  auto* node = tree_.nodes_.make<PrivateIdentifier>(token().range());
  node->name = token().name;
  next();
  return node;
}

/// A use of a private name.
Node* Parser::parse_private_name() {
  if (class_depth_ == 0) {
    fail(token().range(),
         fmt::format("The private name '#{}' is not declared in any class around it", text(token().name)));
  } else {
    private_references_.push_back({token().name, token().start});
  }
  return parse_private_identifier();
}

/// \param is_half_static  one is a getter and the other a setter, but only one of them is static
void Parser::fail_private_clash(const ClassElement& element, const PrivateName& other, bool is_half_static) {
  const std::string_view name = text(other.name);
  const SourceRange place{other.offset, other.offset + 1 + static_cast<std::uint32_t>(name.size())};
  if (is_half_static) {
    fail(element.key->range(),
         fmt::format("The getter and the setter '#{}' must both be static, or neither", name),
         "the other is here", place);
  } else {
    fail(element.key->range(), fmt::format("The private name '#{}' has already been declared", name),
         "first declared here", place);
  }
}

void Parser::declare_private_name(const ClassElement& element, bool is_accessor) {
  const Name name = as<PrivateIdentifier>(element.key).name;
  if (name == Name::constructor) return fail(element.key->range(), "'#constructor' cannot be a private name");
  const auto index = static_cast<std::size_t>(name);
  if (index >= private_name_index_.size()) private_name_index_.resize((index + 16) * 3 / 2, 0);

  const std::uint8_t accessor = element.kind == MethodKind::Get ? k_getter : k_setter;
  const auto kinds = static_cast<std::uint8_t>((is_accessor ? accessor : k_getter | k_setter) |
                                               (element.is_static ? k_static : 0));
  const std::uint32_t known = private_name_index_[index];
  if (known > first_private_name_) {
    PrivateName& other = private_names_[known - 1];
    const bool is_pair = is_accessor && (other.kinds ^ kinds) == (k_getter | k_setter);
    if (!is_pair)
      return fail_private_clash(element, other, (other.kinds ^ kinds) == (k_getter | k_setter | k_static));
    other.kinds |= kinds;
    return;
  }
  scopes_.add_private_name(name, element.key->start);
  private_names_.push_back({name, element.key->start, kinds, known});
  private_name_index_[index] = static_cast<std::uint32_t>(private_names_.size());
}

/// At the end of a class: names used in it that it does not declare must be those of a class around it.
void Parser::close_private_names(std::size_t first_name, std::size_t first_reference) {
  std::size_t kept = first_reference;
  for (std::size_t i = first_reference; i < private_references_.size(); ++i) {
    const PrivateReference reference = private_references_[i];
    const auto index = static_cast<std::size_t>(reference.name);
    if (index < private_name_index_.size() && private_name_index_[index] > first_name) continue;
    if (class_depth_ == 0) {
      fail(
          {reference.offset, reference.offset + 1 + static_cast<std::uint32_t>(text(reference.name).size())},
          fmt::format("The private name '#{}' is not declared in any class around it", text(reference.name)));
    }
    private_references_[kept++] = reference;
  }
  private_references_.resize(kept);
  for (std::size_t i = private_names_.size(); i > first_name; --i)
    private_name_index_[static_cast<std::size_t>(private_names_[i - 1].name)] =
        private_names_[i - 1].shadowed;
  private_names_.resize(first_name);
}

}  // namespace orrery::syntax
