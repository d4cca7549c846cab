#include <algorithm>

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

std::expected<SyntaxTree, SyntaxError> parse(const SourceText& source, const ParseOptions& options) {
  if (source.text().size() > SourceText::k_max_size)
    return std::unexpected(SyntaxError{"The text is too large: more than 512 MiB", {}, {}, {}});
  SyntaxTree tree(source);
  // The parser is gone before the tree moves.
  if (auto error = Parser(tree, options).parse_program()) return std::unexpected(std::move(*error));
  return tree;
}

const Node* parse_function(SyntaxTree& tree, FunctionInfo& function) {
  const ParseOptions options{.goal = tree.program().source_type == SourceType::Module ? Goal::Module
                                                                                      : Goal::Script};
  return Parser(tree, options).parse_function_again(function);
}

Parser::Parser(SyntaxTree& tree, const ParseOptions& options)
    : tree_(tree),
      lexer_(*tree.source_, tree.names_, options.goal == Goal::Script),
      scopes_(tree.scopes_, tree.functions_arena_, tree.scope_tables_),
      goal_(options.goal),
      is_lazy_(options.lazy_functions),
      allows_await_(options.goal == Goal::Module || options.allows_await),
      eval_(options.eval),
      body_of_(options.body_of) {}

std::optional<SyntaxError> Parser::parse_program() {
  const auto size = static_cast<std::uint32_t>(tree_.source_->text().size());
  const bool is_module = goal_ == Goal::Module;
  is_strict_ = is_module;
  context_.allows_await = context_.reserves_await = allows_await_;
  context_.function = begin_function({.kind = FunctionKind::TopLevel});
  context_.function->is_strict = is_strict_;
  context_.function->range = context_.function->source_range = {0, size};
  if (eval_ != nullptr) enter_eval(*eval_);
  Scope* scope = open_scope(is_module          ? ScopeKind::Module
                            : eval_ != nullptr ? ScopeKind::Eval
                                               : ScopeKind::Script);
  context_.function->scope = scope;

  next();
  if (body_of_ != nullptr) {
    parse_program_as_body(*body_of_);
  } else {
    parse_directives(false, nullptr);
    scope->is_strict = context_.function->is_strict = is_strict_;
    parse_statement_list(TokenType::End);
  }
  if (is_module) check_exports();
  if (eval_ != nullptr) check_eval_private_names(*eval_);
  // Top-level await is what makes a module asynchronous.
  context_.function->is_async = allows_await_ && context_.await_expression_at != k_nowhere;

  ScopeBuilder::Conflict conflict;
  if (!scopes_.close(&conflict)) fail_clash(conflict);
  if (failed()) return lexer_.error();

  context_.function->end_inner = static_cast<std::uint32_t>(tree_.functions_.size());
  auto* program = tree_.nodes_.make<Program>(SourceRange{0, size});
  program->source_type = is_module ? SourceType::Module : SourceType::Script;
  program->body = take_list(0);
  program->scope = scope;
  tree_.program_ = program;
  return std::nullopt;
}

/// The code of a direct eval may mention what the code around it may.
void Parser::enter_eval(const EvalContext& eval) {
  is_strict_ = context_.function->is_strict = eval.is_strict;
  context_.allows_new_target = eval.allows_new_target;
  context_.allows_super_property = eval.allows_super_property;
  context_.allows_super_call = eval.allows_super_call;
  context_.forbids_arguments = eval.forbids_arguments;
  if (!eval.private_names.empty()) class_depth_ = 1;
}

void Parser::check_eval_private_names(const EvalContext& eval) {
  for (const PrivateReference& reference : private_references_) {
    if (std::ranges::find(eval.private_names, text(reference.name)) != eval.private_names.end()) continue;
    const auto length = 1 + static_cast<std::uint32_t>(text(reference.name).size());
    return fail(
        {reference.offset, reference.offset + length},
        fmt::format("The private name '#{}' is not declared in any class around it", text(reference.name)));
  }
}

// Tokens ----------------------------------------------------------------------------------------------------

void Parser::expect(TokenType type) {
  if (at(type)) return next();
  fail_unexpected(fmt::format("'{}'", info(type).text));
}

void Parser::expect_closing(TokenType type, std::uint32_t opened_at) {
  if (at(type)) return next();
  fail_unclosed(type, opened_at);
}

void Parser::expect_keyword(Name name) {
  if (!eat(name)) fail_unexpected(fmt::format("'{}'", text(name)));
}

/// https://tc39.es/ecma262/#sec-automatic-semicolon-insertion
void Parser::consume_semicolon() {
  if (eat(TokenType::Semicolon)) return;
  if (at(TokenType::RightBrace) || at(TokenType::End) || token().newline_before) return;
  fail_unexpected("';' or a new line");
}

Token Parser::peek() {
  const auto state = lexer_.save();
  next();
  const Token result = token();
  lexer_.restore(state);
  return result;
}

// Names -----------------------------------------------------------------------------------------------------

Scope* Parser::close_scope() {
  Scope* scope = scopes_.current();
  ScopeBuilder::Conflict conflict;
  if (!scopes_.close(&conflict)) fail_clash(conflict);
  return scope->first_variable != nullptr || scope->needs_environment ? scope : nullptr;
}

bool Parser::declare(Name name, VariableKind kind, SourceRange range) {
  const auto declaration = scopes_.declare(name, kind, range.start);
  if (!declaration.clashes) return true;
  fail_clash({declaration.variable->declared_at, range.start, name});
  return false;
}

void Parser::declare_identifier(Identifier* identifier, VariableKind kind) {
  identifier->add(Node::k_declares);
  const auto declaration = scopes_.declare(identifier->name, kind, identifier->start);
  identifier->variable = declaration.variable;
  if (declaration.clashes)
    return fail_clash({declaration.variable->declared_at, identifier->start, identifier->name});
  if (kind == VariableKind::Parameter && declaration.variable->declared_at != identifier->start &&
      context_.duplicate_parameter.end == 0) {
    context_.duplicate_parameter = identifier->range();
    context_.duplicated_parameter = name_range(declaration.variable->declared_at, identifier->name);
  }
}

/// May this name stand for a variable here?
/// https://tc39.es/ecma262/#sec-identifiers-static-semantics-early-errors
bool Parser::check_identifier(const Token& identifier) {
  const Name name = identifier.name;
  if (name >= Name::first_ordinary) [[likely]]
    return true;
  if (is_keyword(name)) {
    fail(identifier.range(),
         fmt::format("'{}' is a reserved word, even when written with escapes", text(name)));
    return false;
  }
  if (is_strict_ && is_strict_reserved_word(name)) {
    fail(identifier.range(), fmt::format("'{}' is a reserved word in strict mode", text(name)));
    return false;
  }
  if (name == Name::yield && context_.allows_yield) {
    fail(identifier.range(), "'yield' cannot be a name in a generator");
    return false;
  }
  if (name == Name::await) {
    if (context_.reserves_await) {
      fail(identifier.range(), "'await' cannot be a name in an async function, a module or a static block");
      return false;
    }
    context_.await_name_at = identifier.start;
  }
  return true;
}

bool Parser::check_binding_name(Name name, SourceRange range) {
  if (!is_strict_ || (name != Name::eval && name != Name::arguments)) return true;
  fail(range, fmt::format("'{}' cannot be declared or assigned to in strict mode", text(name)));
  return false;
}

Identifier* Parser::make_identifier(const Token& identifier) {
  auto* node = tree_.nodes_.make<Identifier>(identifier.range());
  node->name = identifier.name;
  return node;
}

/// https://tc39.es/ecma262/#prod-IdentifierReference
Identifier* Parser::parse_identifier_reference() {
  auto* node = make_identifier(token());
  if (!at(TokenType::Identifier)) {
    fail_unexpected("a name");
    return node;
  }
  if (node->name == Name::await || node->name == Name::yield) [[unlikely]]
    note_operator_name();
  if (check_identifier(token())) {
    reference(node);
    next();
  }
  return node;
}

/// https://tc39.es/ecma262/#prod-BindingIdentifier
Identifier* Parser::parse_binding_identifier(VariableKind kind) {
  auto* node = make_identifier(token());
  if (!at(TokenType::Identifier)) {
    fail_unexpected("a name");
    return node;
  }
  if (!check_identifier(token()) || !check_binding_name(node->name, node->range())) return node;
  const bool is_lexical = kind == VariableKind::Let || kind == VariableKind::Const ||
                          kind == VariableKind::Using || kind == VariableKind::Class;
  if (is_lexical && node->name == Name::let) {
    fail(node->range(), "'let' cannot be the name of a lexical declaration");
    return node;
  }
  declare_identifier(node, kind);
  if (!failed()) next();
  return node;
}

/// `what` of the function around is mentioned at `offset`.
void Parser::mention(Mention what, std::uint32_t offset) {
  context_.function->mentions.add(what);
  context_.mentioned_at[static_cast<std::size_t>(what)] = offset;
}

/// \pre check_identifier() found nothing wrong with its name
void Parser::reference(Identifier* identifier) {
  if (identifier->name == Name::arguments) {
    if (context_.forbids_arguments)
      return fail(identifier->range(), "'arguments' cannot be used in a class field or static block");
    mention(Mention::Arguments, identifier->start);
  }
  scopes_.reference(identifier);
}

FunctionInfo* Parser::begin_function(const FunctionHead& head) {
  if (next_known_function_ != k_nowhere) return tree_.functions_[next_known_function_++];
  auto* function = tree_.functions_arena_.make<FunctionInfo>();
  function->kind = head.kind;
  function->is_async = head.is_async;
  function->is_generator = head.is_generator;
  function->is_expression = head.is_expression;
  function->name = head.id ? head.id->name : Name::none;
  function->index = static_cast<std::uint32_t>(tree_.functions_.size());
  function->first_inner = function->index;
  function->parent = context_.function;
  function->outer_scope = scopes_.current();
  function->range.start = head.start;
  function->source_range.start = head.source_start;
  tree_.functions_.push_back(function);
  return function;
}

}  // namespace orrery::syntax
