// Functions of every kind: https://tc39.es/ecma262/#sec-ecmascript-language-functions-and-classes

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

template <typename T>
T* Parser::make_function(const FunctionHead& head, const FunctionParts& parts) {
  auto* node = make<T>(head.start);
  node->async = head.is_async;
  node->generator = head.is_generator;
  node->id = const_cast<Identifier*>(head.id);
  node->params = parts.params;
  node->body = parts.body;
  node->info = parts.info;
  return node;
}
template FunctionExpression* Parser::make_function(const FunctionHead&, const FunctionParts&);
template FunctionDeclaration* Parser::make_function(const FunctionHead&, const FunctionParts&);

/// What the text of a function may do.
ParserContext Parser::function_context(const FunctionHead& head, FunctionInfo* info) const {
  ParserContext context;
  context.function = info;
  context.first_label = static_cast<std::uint32_t>(labels_.size());
  context.allows_return = true;
  context.allows_await = head.is_async;
  context.reserves_await = head.is_async || goal_ == Goal::Module;
  context.allows_yield = head.is_generator;
  context.allows_new_target = true;
  switch (head.kind) {
    case FunctionKind::Arrow:
      context.allows_new_target = context_.allows_new_target;
      context.allows_super_property = context_.allows_super_property;
      context.allows_super_call = context_.allows_super_call;
      context.forbids_arguments = context_.forbids_arguments;
      break;
    case FunctionKind::DerivedConstructor:
      context.allows_super_call = true;
      [[fallthrough]];
    case FunctionKind::Method:
    case FunctionKind::Getter:
    case FunctionKind::Setter:
    case FunctionKind::ClassConstructor:
      context.allows_super_property = true;
      break;
    case FunctionKind::ClassFieldInitializer:
    case FunctionKind::ClassStaticBlock:
      context.allows_super_property = true;
      context.forbids_arguments = true;
      context.allows_return = false;
      context.reserves_await |= head.kind == FunctionKind::ClassStaticBlock;
      break;
    case FunctionKind::Normal:
    case FunctionKind::TopLevel:
      break;
  }
  return context;
}

/// https://tc39.es/ecma262/#prod-FunctionExpression and its generator and async kin, from behind `function`
Node* Parser::parse_function_expression(std::uint32_t start, bool is_async) {
  NestingGuard guard(*this);
  FunctionHead head{.is_async = is_async, .is_expression = true, .start = start, .source_start = start};
  head.is_generator = eat(TokenType::Asterisk);
  if (!at(TokenType::LeftParenthesis)) {
    // Its name belongs to the function, and what is reserved in the function is reserved there.
    const bool outer_await = std::exchange(context_.reserves_await, is_async || goal_ == Goal::Module);
    const bool outer_yield = std::exchange(context_.allows_yield, head.is_generator);
    const std::uint32_t outer_await_name = context_.await_name_at;
    Identifier* name = make_identifier(token());
    if (!at(TokenType::Identifier)) {
      fail_unexpected("a name or '('");
    } else if (check_identifier(token()) && check_binding_name(name->name, name->range())) {
      name->add(Node::k_declares);
      next();
    }
    context_.reserves_await = outer_await;
    context_.allows_yield = outer_yield;
    context_.await_name_at = outer_await_name;
    head.id = name;
  }
  const FunctionParts parts = parse_function_rest(head);
  return make_function<FunctionExpression>(head, parts);
}

/// https://tc39.es/ecma262/#prod-FunctionDeclaration and its generator and async kin, from behind `function`
Node* Parser::parse_function_declaration(std::uint32_t start, bool is_async, bool is_default_export) {
  NestingGuard guard(*this);
  FunctionHead head{.is_async = is_async, .start = start, .source_start = start};
  head.is_generator = eat(TokenType::Asterisk);
  if (!(is_default_export && at(TokenType::LeftParenthesis))) {
    // At the top of a function or script a function is like a `var`, in a block or module like a `let`.
    const ScopeKind place = scopes_.current()->kind;
    const bool is_top_level = place == ScopeKind::Script || place == ScopeKind::Eval ||
                              place == ScopeKind::Function || place == ScopeKind::FunctionBody;
    // Only plain functions may be declared twice in a sloppy block, and may be seen outside of it.
    const bool is_plain = !is_async && !head.is_generator && !is_strict_ && place != ScopeKind::Module;
    const VariableKind kind = is_top_level ? VariableKind::Function
                              : is_plain   ? VariableKind::BlockFunction
                                           : VariableKind::LexicalFunction;
    Identifier* name = parse_binding_identifier(kind);
    if (kind == VariableKind::BlockFunction && name->variable != nullptr)
      scopes_.add_hoistable_function(name->variable);
    head.id = name;
  } else {
    declare(Name::default_export, VariableKind::LexicalFunction, token().range());
  }
  const FunctionParts parts = parse_function_rest(head);
  return make_function<FunctionDeclaration>(head, parts);
}

// Parameters and body ---------------------------------------------------------------------------------------

/// From the left parenthesis of the parameters to the right brace of the body.
FunctionParts Parser::parse_function_rest(const FunctionHead& head) {
  NestingGuard guard(*this, k_function_levels);
  const std::uint32_t parameters_start = token().start;
  const auto nodes = tree_.nodes_.mark();
  const auto memory = scopes_.memory();
  FunctionInfo* info = begin_function(head);
  if (is_known(info)) return skip_function(info);

  const ParserContext outer = std::exchange(context_, function_context(head, info));
  const bool outer_strict = is_strict_;
  const bool outer_in = std::exchange(allows_in_, true);
  open_function_scope(info, scopes_.mark());

  FunctionParts parts{.params = {}, .body = nullptr, .info = info};
  parts.params = parse_formal_parameters(head, info);
  check_accessor_parameters(head, parts.params, parameters_start);
  parts.body = parse_function_body(head, info);

  info->range.end = info->source_range.end = token().end;
  finish_function(info);
  context_ = outer;
  is_strict_ = outer_strict;
  allows_in_ = outer_in;
  if (is_lazy_ && !failed()) {
    scopes_.try_forget(*info, memory);
    tree_.nodes_.rewind(nodes);
    parts = {.params = {}, .body = nullptr, .info = info};
  }
  if (at(TokenType::RightBrace)) next();
  return parts;
}

void Parser::open_function_scope(FunctionInfo* info, const ScopeBuilder::Mark& mark) {
  info->scope = scopes_.open_at(mark, ScopeKind::Function, info, is_strict_);
  if (info == parsed_again_) {
    info->scope->parent = enclosing_scope(*info);
  }
}

/// https://tc39.es/ecma262/#prod-FormalParameters
NodeList Parser::parse_formal_parameters(const FunctionHead& head, FunctionInfo* info) {
  const std::uint32_t opened_at = token().start;
  const std::size_t list = scratch_.size();
  expect(TokenType::LeftParenthesis);
  context_.in_parameters = true;
  const bool outer_expressions = std::exchange(parameters_have_expressions_, false);
  bool counts = true;
  while (!at(TokenType::RightParenthesis) && !at(TokenType::End)) {
    if (at(TokenType::Ellipsis)) {
      scratch_.push_back(parse_binding_rest(VariableKind::Parameter));
      info->has_simple_parameters = false;
      break;
    }
    Node* parameter = parse_binding_element(VariableKind::Parameter);
    if (!is<Identifier>(parameter)) info->has_simple_parameters = false;
    counts &= !is<AssignmentPattern>(parameter);
    if (counts) ++info->length;
    scratch_.push_back(parameter);
    if (head.kind == FunctionKind::Setter && at(TokenType::Comma))
      fail(token().range(), "A setter has exactly one parameter, without a comma behind it");
    if (!eat(TokenType::Comma)) break;
  }
  expect_closing(TokenType::RightParenthesis, opened_at);
  context_.in_parameters = false;
  info->has_parameter_expressions = std::exchange(parameters_have_expressions_, outer_expressions);
  info->parameter_count = static_cast<std::uint32_t>(scratch_.size() - list);
  return take_list(list);
}

void Parser::check_accessor_parameters(const FunctionHead& head, const NodeList& params,
                                       std::uint32_t start) {
  const SourceRange range{start, lexer_.previous_end()};
  if (head.kind == FunctionKind::Getter && !params.empty()) fail(range, "A getter has no parameters");
  if (head.kind == FunctionKind::Setter && (params.size() != 1 || is<RestElement>(params.front())))
    fail(range, "A setter has exactly one parameter, which is no rest parameter");
}

/// https://tc39.es/ecma262/#prod-FunctionBody in its braces, of which the right one is left
Node* Parser::parse_function_body(const FunctionHead& head, FunctionInfo* info) {
  const std::uint32_t start = token().start;
  if (!at(TokenType::LeftBrace)) fail_unexpected("'{'");
  if (info->has_parameter_expressions) open_scope(ScopeKind::FunctionBody);
  const std::size_t list = scratch_.size();
  next();
  parse_function_statements(head, info, TokenType::RightBrace);
  if (!at(TokenType::RightBrace)) fail_unclosed(TokenType::RightBrace, start);
  // Not make(): the brace is the current token still.
  auto* body = tree_.nodes_.make<BlockStatement>(SourceRange{start, token().end});
  body->body = take_list(list);
  if (info->has_parameter_expressions) body->scope = info->body_scope = close_scope();
  return body;
}

/// https://tc39.es/ecma262/#prod-FunctionStatementList, which is left on `scratch_`
void Parser::parse_function_statements(const FunctionHead& head, FunctionInfo* info, TokenType end) {
  parse_directives(true, info);
  scopes_.current()->is_strict = info->scope->is_strict = info->is_strict = is_strict_;
  check_strict_names(head, info->scope);
  parse_statement_list(end);
}

/// The whole text as a function's body: ParseOptions::body_of. The function, whose tree is kept, is left on
/// `scratch_`.
void Parser::parse_program_as_body(std::span<const std::string_view> parameters) {
  const FunctionHead head{.is_expression = true};
  FunctionInfo* info = begin_function(head);
  const ParserContext outer = std::exchange(context_, function_context(head, info));
  open_function_scope(info, scopes_.mark());
  FunctionParts parts{.params = {}, .body = nullptr, .info = info};
  for (const std::string_view name : parameters) {
    auto* identifier = tree_.nodes_.make<Identifier>(SourceRange{0, 0});
    identifier->name = tree_.names_.intern(name);
    declare_identifier(identifier, VariableKind::Parameter);
    scratch_.push_back(identifier);
  }
  info->length = info->parameter_count = static_cast<std::uint32_t>(parameters.size());
  parts.params = take_list(0);

  parse_function_statements(head, info, TokenType::End);
  const auto size = static_cast<std::uint32_t>(tree_.source_->text().size());
  auto* body = tree_.nodes_.make<BlockStatement>(SourceRange{0, size});
  body->body = take_list(0);
  parts.body = body;
  info->range = info->source_range = {0, size};
  finish_function(info);
  context_ = outer;
  is_strict_ = false;
  scratch_.push_back(make_function<FunctionExpression>(head, parts));
}

/// https://tc39.es/ecma262/#sec-directive-prologues-and-the-use-strict-directive
/// Their statements are left on `scratch_`.
void Parser::parse_directives(bool is_function, const FunctionInfo* info) {
  const Token* irregular = nullptr;
  Token first_irregular;
  while (at(TokenType::StringLiteral)) {
    const Token directive = token();
    const Token following = peek();
    // `'use strict' + x` is no directive; what comes behind decides.
    const bool ends = following.type == TokenType::Semicolon || following.type == TokenType::RightBrace ||
                      following.type == TokenType::End ||
                      (following.newline_before && !continues_expression(following));
    if (!ends) break;
    if (directive.is_irregular && irregular == nullptr) {
      first_irregular = directive;
      irregular = &first_irregular;
    }
    const std::string_view raw = tree_.source_->slice({directive.start + 1, directive.end - 1});
    if (raw == text(Name::use_strict)) {
      if (is_function && !info->has_simple_parameters)
        fail(directive.range(),
             "'use strict' is not allowed in a function whose parameters have patterns, defaults or a rest");
      is_strict_ = true;
    }
    if (is_strict_ && irregular != nullptr)
      fail(irregular->range(), "Octal escapes such as \\07, and \\8 and \\9, are not allowed in strict mode");
    auto* literal = parse_string_literal();
    consume_semicolon();
    auto* statement = make<ExpressionStatement>(directive.start);
    statement->expression = literal;
    statement->is_directive = true;
    scratch_.push_back(statement);
  }
}

/// Can an expression that a line ended with go on with this token?
bool Parser::continues_expression(const Token& following) const {
  switch (following.type) {
    case TokenType::LeftParenthesis:
    case TokenType::LeftBracket:
    case TokenType::Dot:
    case TokenType::QuestionDot:
    case TokenType::QuestionMark:
    case TokenType::Comma:
    case TokenType::Template:
      return true;
    default:
      return precedence(following.type) > 0 || is_assignment_operator(following.type);
  }
}

/// A function that turned out to be strict inside has been strict from its name on.
void Parser::check_strict_names(const FunctionHead& head, const Scope* scope) {
  const bool is_unique =
      is_strict_ || head.kind != FunctionKind::Normal || !context_.function->has_simple_parameters;
  if (is_unique && context_.duplicate_parameter.end != 0)
    return fail(
        context_.duplicate_parameter,
        fmt::format("There is another parameter '{}'", tree_.source_->slice(context_.duplicate_parameter)),
        "the first is here", context_.duplicated_parameter);
  if (!is_strict_) return;
  auto check = [&](Name name, SourceRange range) {
    if (!check_binding_name(name, range)) return;
    if (is_strict_reserved_word(name))
      fail(range, fmt::format("'{}' is a reserved word in strict mode", text(name)));
  };
  if (head.id != nullptr) check(head.id->name, head.id->range());
  for (const Variable* variable = scope->first_variable; variable != nullptr; variable = variable->next) {
    if (variable->kind == VariableKind::Parameter)
      check(variable->name, name_range(variable->declared_at, variable->name));
  }
}

// The end of a function -------------------------------------------------------------------------------------

/// Closes the function's scope and tells the functions around it what concerns them.
void Parser::finish_function(FunctionInfo* info) {
  info->end_inner = next_known_function_ != k_nowhere ? next_known_function_
                                                      : static_cast<std::uint32_t>(tree_.functions_.size());
  ScopeBuilder::Conflict conflict;
  if (!scopes_.close_function(&conflict)) fail_clash(conflict);
  if (scopes_.has_too_many_captures())
    fail(info->range,
         fmt::format("Functions here take more than {} names from outside, counting each function's",
                     ScopeBuilder::k_max_captures));
  info->contains_direct_eval = info->scope->has_direct_eval;
  if (info->kind == FunctionKind::Arrow && info->parent != nullptr) merge_into_enclosing(*info);
}

/// An arrow function's `this`, `arguments`, `super` and `new.target` are those of the function around it.
void Parser::merge_into_enclosing(const FunctionInfo& inner) {
  FunctionInfo& outer = *inner.parent;
  for (Mention what :
       {Mention::This, Mention::Arguments, Mention::NewTarget, Mention::SuperProperty, Mention::SuperCall}) {
    if (!inner.mentions.has(what)) continue;
    outer.mentions.add(what);
    outer.is_used_by_arrow = true;
  }
}

}  // namespace orrery::syntax
