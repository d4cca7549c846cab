// Imports and exports: https://tc39.es/ecma262/#sec-modules

#include <algorithm>

#include <fmt/core.h>

#include "base/unicode/utf.h"
#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

namespace {

/// https://tc39.es/ecma262/#sec-static-semantics-isstringwellformedunicode, of WTF-8
bool is_well_formed(std::string_view text) {
  return base::is_valid_utf8(text);
}

}  // namespace

// Imports ---------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#prod-ImportDeclaration
Node* Parser::parse_import_declaration() {
  const Token keyword = token();
  if (goal_ != Goal::Module) {
    fail_outside_module(keyword.range(), "'import' declarations are only allowed in modules");
  } else if (scopes_.current()->kind != ScopeKind::Module || is_inside_statement()) {
    fail(keyword.range(), "'import' declarations are only allowed at the top of a module");
  }
  next();
  auto* node = tree_.nodes_.make<ImportDeclaration>(keyword.range());
  const std::size_t list = scratch_.size();
  if (!at(TokenType::StringLiteral)) {
    parse_import_clause(node);
    expect_keyword(Name::from);
  }
  node->specifiers = take_list(list);
  node->source = parse_module_specifier();
  node->attributes = parse_import_attributes();
  consume_semicolon();
  node->end = lexer_.previous_end();
  return node;
}

/// https://tc39.es/ecma262/#prod-ImportClause. The specifiers are left on `scratch_`.
void Parser::parse_import_clause(ImportDeclaration* declaration) {
  if (at(Name::defer) && peek().type == TokenType::Asterisk) {
    declaration->phase = ImportPhase::Defer;
    next();
    scratch_.push_back(parse_namespace_import());
    return;
  }
  if (at(Name::source)) {
    // `import source x from "y"`, but `import source from "y"` imports the default as `source`.
    const auto state = lexer_.save();
    next();
    const bool is_name = at(TokenType::Identifier);
    const bool is_from = at(Name::from);
    const Token following = is_name ? peek() : token();
    lexer_.restore(state);
    if (is_name && (!is_from || (following.name == Name::from && !following.has_escape))) {
      declaration->phase = ImportPhase::Source;
      next();
    }
  }
  const bool has_default = at(TokenType::Identifier);
  if (has_default) {
    const std::uint32_t start = token().start;
    Node* local = parse_binding_identifier(VariableKind::Import);
    auto* specifier = make<ImportDefaultSpecifier>(start);
    specifier->local = local;
    scratch_.push_back(specifier);
    if (declaration->phase == ImportPhase::Source || !eat(TokenType::Comma)) return;
  }
  if (at(TokenType::Asterisk)) {
    scratch_.push_back(parse_namespace_import());
  } else if (at(TokenType::LeftBrace)) {
    parse_named_imports();
  } else {
    fail_unexpected(has_default ? "'*' or '{'" : "a name, '*' or '{'");
  }
}

/// https://tc39.es/ecma262/#prod-NameSpaceImport
Node* Parser::parse_namespace_import() {
  const std::uint32_t start = token().start;
  expect(TokenType::Asterisk);
  expect_keyword(Name::as);
  Node* local = parse_binding_identifier(VariableKind::Import);
  auto* specifier = make<ImportNamespaceSpecifier>(start);
  specifier->local = local;
  return specifier;
}

/// https://tc39.es/ecma262/#prod-NamedImports
void Parser::parse_named_imports() {
  const std::uint32_t opened_at = token().start;
  next();
  while (!at(TokenType::RightBrace)) {
    scratch_.push_back(parse_import_specifier());
    if (!eat(TokenType::Comma)) break;
  }
  expect_closing(TokenType::RightBrace, opened_at);
}

/// https://tc39.es/ecma262/#prod-ImportSpecifier
Node* Parser::parse_import_specifier() {
  const std::uint32_t start = token().start;
  Node* imported;
  Node* local;
  const Token following = peek();
  const bool is_renamed = following.name == Name::as && !following.has_escape;
  if (is_renamed || at(TokenType::StringLiteral)) {
    imported = parse_module_export_name();
    expect_keyword(Name::as);
    local = parse_binding_identifier(VariableKind::Import);
  } else {
    auto* name = tree_.nodes_.make<IdentifierName>(token().range());
    name->name = token().name;
    imported = name;
    local = parse_binding_identifier(VariableKind::Import);
  }
  auto* node = make<ImportSpecifier>(start);
  node->imported = imported;
  node->local = local;
  return node;
}

/// https://tc39.es/ecma262/#prod-ModuleExportName
Node* Parser::parse_module_export_name() {
  if (!at(TokenType::StringLiteral)) return parse_identifier_name();
  const SourceRange range = token().range();
  Node* name = parse_string_literal();
  if (!is_well_formed(text(as<StringLiteral>(name).value)))
    fail(range, "The name of an import or export cannot contain a lone surrogate");
  return name;
}

Node* Parser::parse_module_specifier() {
  if (at(TokenType::StringLiteral)) return parse_string_literal();
  fail_unexpected("a string that names a module");
  return no_node();
}

/// https://tc39.es/ecma262/#prod-WithClause
NodeList Parser::parse_import_attributes() {
  const std::size_t list = scratch_.size();
  if (!eat(TokenType::With)) return {};
  const std::uint32_t opened_at = token().start;
  expect(TokenType::LeftBrace);
  while (!at(TokenType::RightBrace)) {
    const std::uint32_t start = token().start;
    Node* key = at(TokenType::StringLiteral) ? parse_string_literal() : parse_identifier_name();
    expect(TokenType::Colon);
    Node* value = no_node();
    if (at(TokenType::StringLiteral)) {
      value = parse_string_literal();
    } else {
      fail_unexpected("a string");
    }
    auto* attribute = make<ImportAttribute>(start);
    attribute->key = key;
    attribute->value = value;
    scratch_.push_back(attribute);
    if (!eat(TokenType::Comma)) break;
  }
  expect_closing(TokenType::RightBrace, opened_at);
  const NodeList attributes = take_list(list);
  check_attribute_keys(attributes);
  return attributes;
}

/// https://tc39.es/ecma262/#sec-imports-static-semantics-early-errors: no key twice
void Parser::check_attribute_keys(const NodeList& attributes) {
  if (attributes.size() < 2 || failed()) return;
  std::vector<const Node*> keys;
  for (const Node* attribute : attributes) keys.push_back(as<ImportAttribute>(attribute).key);
  std::ranges::sort(keys, {}, [this](const Node* key) { return std::pair(export_name(key), key->start); });
  for (std::size_t i = 1; i < keys.size() && !failed(); ++i) {
    if (export_name(keys[i - 1]) == export_name(keys[i]))
      fail(keys[i]->range(), "An import attribute can be given only once", "first given here",
           keys[i - 1]->range());
  }
}

// Exports ---------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#prod-ExportDeclaration
Node* Parser::parse_export_declaration() {
  const Token keyword = token();
  if (goal_ != Goal::Module) {
    fail_outside_module(keyword.range(), "'export' is only allowed in modules");
  } else if (scopes_.current()->kind != ScopeKind::Module || is_inside_statement()) {
    fail(keyword.range(), "'export' is only allowed at the top of a module");
  }
  next();
  switch (token().type) {
    case TokenType::Asterisk:
      return parse_export_all(keyword.start);
    case TokenType::LeftBrace:
      return parse_export_named(keyword.start);
    case TokenType::Default:
      return parse_export_default(keyword.start);
    default:
      return parse_exported_declaration(keyword.start);
  }
}

Node* Parser::parse_export_all(std::uint32_t start) {
  next();
  Node* exported = nullptr;
  if (eat(Name::as)) {
    exported = parse_module_export_name();
    add_exported_name(export_name(exported), exported->range());
  }
  expect_keyword(Name::from);
  auto* node = tree_.nodes_.make<ExportAllDeclaration>(SourceRange{start, start});
  node->exported = exported;
  node->source = parse_module_specifier();
  node->attributes = parse_import_attributes();
  consume_semicolon();
  node->end = lexer_.previous_end();
  return node;
}

/// https://tc39.es/ecma262/#prod-NamedExports, perhaps from another module
Node* Parser::parse_export_named(std::uint32_t start) {
  const std::uint32_t opened_at = token().start;
  const std::size_t list = scratch_.size();
  next();
  while (!at(TokenType::RightBrace)) {
    const std::uint32_t specifier_start = token().start;
    Node* local = parse_module_export_name();
    Node* exported = eat(Name::as) ? parse_module_export_name() : local;
    auto* specifier = make<ExportSpecifier>(specifier_start);
    specifier->local = local;
    specifier->exported = exported;
    scratch_.push_back(specifier);
    if (!failed()) add_exported_name(export_name(exported), exported->range());
    if (!eat(TokenType::Comma)) break;
  }
  expect_closing(TokenType::RightBrace, opened_at);

  auto* node = tree_.nodes_.make<ExportNamedDeclaration>(SourceRange{start, start});
  if (eat(Name::from)) {
    node->specifiers = take_list(list);
    node->source = parse_module_specifier();
    node->attributes = parse_import_attributes();
  } else {
    // The local names are references.
    for (std::size_t i = list; i < scratch_.size() && !failed(); ++i) {
      auto& specifier = as<ExportSpecifier>(scratch_[i]);
      const SourceRange range = specifier.local->range();
      if (is<StringLiteral>(specifier.local)) {
        fail(
            range,
            "A string cannot name a variable of this module; only exports 'from' another may begin with one");
        break;
      }
      const Name name = export_name(specifier.local);
      if (is_keyword(name) || is_strict_reserved_word(name) || name == Name::await) {
        fail(range, fmt::format("'{}' is a reserved word", text(name)));
        break;
      }
      const bool is_same = specifier.exported == specifier.local;
      auto* local = tree_.nodes_.make<Identifier>(range);
      local->name = name;
      scopes_.reference(local);
      specifier.local = local;
      if (is_same) {
        auto* exported = tree_.nodes_.make<IdentifierName>(range);
        exported->name = name;
        specifier.exported = exported;
      }
      exported_locals_.push_back({name, range});
    }
    node->specifiers = take_list(list);
  }
  consume_semicolon();
  node->end = lexer_.previous_end();
  return node;
}

Node* Parser::parse_export_default(std::uint32_t start) {
  const SourceRange default_range = token().range();
  next();
  add_exported_name(Name::keyword_Default, default_range);
  const Token first = token();
  Node* declaration;
  if (at(TokenType::Function)) {
    next();
    declaration = parse_function_declaration(first.start, false, true);
  } else if (at(TokenType::Class)) {
    declaration = parse_class(first.start, false, true);
  } else if (const Token following = at(Name::async) ? peek() : first;
             following.type == TokenType::Function && !following.newline_before) {
    next();
    next();
    declaration = parse_function_declaration(first.start, true, true);
  } else {
    declare(Name::default_export, VariableKind::Let, default_range);
    declaration = parse_assignment_expression();
    consume_semicolon();
  }
  auto* node = make<ExportDefaultDeclaration>(start);
  node->declaration = declaration;
  return node;
}

Node* Parser::parse_exported_declaration(std::uint32_t start) {
  const bool begins_declaration = at(TokenType::Var) || at(TokenType::Const) || at(TokenType::Function) ||
                                  at(TokenType::Class) || at(Name::let) || at(Name::async);
  if (!begins_declaration) {
    fail_unexpected("a declaration, 'default', '*' or '{'");
    return no_node();
  }
  Node* declaration = parse_statement(StatementPlace::List);
  switch (declaration->type) {
    case NodeType::VariableDeclaration:
      for (const Node* declarator : as<VariableDeclaration>(declaration).declarations)
        add_bound_names(as<VariableDeclarator>(declarator).id);
      break;
    case NodeType::FunctionDeclaration:
      add_bound_names(as<FunctionDeclaration>(declaration).id);
      break;
    case NodeType::ClassDeclaration:
      add_bound_names(as<ClassDeclaration>(declaration).id);
      break;
    default:
      fail(declaration->range(), "Only declarations can be exported; an expression needs 'export default'");
  }
  auto* node = make<ExportNamedDeclaration>(start);
  node->declaration = declaration;
  return node;
}

// Names of exports ------------------------------------------------------------------------------------------

Name Parser::export_name(const Node* name) const {
  if (const auto* string = try_as<StringLiteral>(name)) return string->value;
  if (const auto* identifier = try_as<IdentifierName>(name)) return identifier->name;
  return Name::none;
}

/// https://tc39.es/ecma262/#sec-module-semantics-static-semantics-early-errors: ExportedNames has no
/// duplicates
void Parser::add_exported_name(Name name, SourceRange range) {
  const auto index = static_cast<std::size_t>(name);
  if (index >= exported_names_.size()) exported_names_.resize((index + 16) * 3 / 2, 0);
  if (exported_names_[index] != 0) {
    const std::uint32_t first = exported_names_[index] - 1;
    return fail(range, fmt::format("There is another export '{}'", text(name)), "first exported here",
                {first, first + 1});
  }
  exported_names_[index] = range.start + 1;
}

void Parser::add_bound_names(const Node* pattern) {
  if (pattern == nullptr || failed()) return;
  switch (pattern->type) {
    case NodeType::Identifier:
      return add_exported_name(as<Identifier>(pattern).name, pattern->range());
    case NodeType::ArrayPattern:
      for (const Node* element : as<ArrayPattern>(pattern).elements) add_bound_names(element);
      return;
    case NodeType::ObjectPattern:
      for (const Node* property : as<ObjectPattern>(pattern).properties) {
        add_bound_names(is<Property>(property) ? as<Property>(property).value : property);
      }
      return;
    case NodeType::AssignmentPattern:
      return add_bound_names(as<AssignmentPattern>(pattern).left);
    case NodeType::RestElement:
      return add_bound_names(as<RestElement>(pattern).argument);
    default:
      return;
  }
}

/// What is exported must be declared.
void Parser::check_exports() {
  for (const ExportedLocal& local : exported_locals_) {
    if (failed()) return;
    if (scopes_.find_here(local.name) == nullptr)
      fail(local.range, fmt::format("'{}' is exported but not declared in this module", text(local.name)));
  }
}

}  // namespace orrery::syntax
