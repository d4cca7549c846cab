// Arrow functions, whose parameters are expressions until the arrow comes:
// https://tc39.es/ecma262/#sec-arrow-function-definitions

#include <new>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

ArrowStart Parser::arrow_start(std::uint32_t offset) const {
  const auto first_function = next_known_function_ != k_nowhere
                                  ? next_known_function_
                                  : static_cast<std::uint32_t>(tree_.functions_.size());
  return {offset, first_function, scopes_.mark(), scopes_.memory(), tree_.nodes_.mark()};
}

/// Is what began at `start` the parameter of an arrow function?
bool Parser::at_arrow(std::uint32_t start) const {
  return at(TokenType::Arrow) && start == potential_arrow_at_ && !token().newline_before;
}

/// From the arrow on. The parameters, as expressions, are on `scratch_` from `first_parameter`.
Node* Parser::parse_arrow_function(const ArrowStart& start, std::size_t first_parameter, bool is_async) {
  NestingGuard guard(*this, k_function_levels);
  const FunctionHead head{.kind = FunctionKind::Arrow,
                          .is_async = is_async,
                          .is_expression = true,
                          .start = start.offset,
                          .source_start = start.offset};
  FunctionInfo* info = begin_function(head);
  const bool outer_in = allows_in_;
  FunctionParts parts{.params = {}, .body = nullptr, .info = info};
  bool is_expression = false;
  if (is_known(info)) {
    scratch_.resize(first_parameter);
    scopes_.abandon(start.mark);
    is_expression = info->has_expression_body;
    parts = skip_function(info);
  } else {
    const bool outer_strict = is_strict_;
    const ParserContext outer = context_;
    adopt_arrow_parameters(start, info, head, first_parameter);
    parts.params = take_list(first_parameter);
    next();
    if (at(TokenType::LeftBrace)) {
      allows_in_ = true;
      parts.body = parse_function_body(head, info);
      info->range.end = token().end;
    } else {
      is_expression = info->has_expression_body = true;
      if (info->has_parameter_expressions) open_scope(ScopeKind::FunctionBody);
      info->is_strict = is_strict_;
      check_strict_names(head, info->scope);
      parts.body = parse_assignment_expression();
      if (info->has_parameter_expressions) info->body_scope = close_scope();
      info->range.end = lexer_.previous_end();
    }
    info->source_range.end = info->range.end;
    finish_function(info);
    context_ = outer;
    is_strict_ = outer_strict;
    if (is_lazy_ && !failed()) {
      scopes_.try_forget(*info, start.memory);
      tree_.nodes_.rewind(start.nodes);
      parts.params = {};
      parts.body = nullptr;
    }
    allows_in_ = outer_in;
    if (!is_expression && at(TokenType::RightBrace)) next();
  }
  auto* node = make<ArrowFunctionExpression>(start.offset);
  node->async = is_async;
  node->expression = is_expression;
  node->params = parts.params;
  node->body = parts.body;
  node->info = info;
  return node;
}

/// Makes what has been parsed as expressions the parameters of `info`, and enters the function.
void Parser::adopt_arrow_parameters(const ArrowStart& start, FunctionInfo* info, const FunctionHead& head,
                                    std::size_t first_parameter) {
  auto forbid = [&](std::uint32_t offset, std::string_view message) {
    if (offset != k_nowhere && offset >= start.offset) fail({offset, offset + 5}, std::string(message));
  };
  forbid(context_.yield_expression_at, "'yield' expressions are not allowed in parameters");
  forbid(context_.await_expression_at, "'await' expressions are not allowed in parameters");
  if (head.is_async) forbid(context_.await_name_at, "'await' cannot be a name in an async function");

  parameter_names_.clear();
  const bool outer_expressions = std::exchange(parameters_have_expressions_, false);
  bool counts = true;
  for (std::size_t i = first_parameter; i < scratch_.size(); ++i) {
    Node*& parameter = scratch_[i];
    if (auto* spread = try_as<SpreadElement>(parameter)) {
      const SourceRange range = spread->range();
      Node* argument = spread->argument;
      if (is<AssignmentExpression>(argument))
        fail(argument->range(), "A rest parameter cannot have a default value");
      if (i + 1 != scratch_.size() || spread->has(Node::k_followed_by_comma))
        fail(range, "A rest parameter must be the last one");
      argument = to_binding_element(argument);
      auto* rest = new (spread) RestElement(range);
      rest->argument = argument;
      parameter = rest;
    } else {
      parameter = to_binding_element(parameter);
      counts &= !is<AssignmentPattern>(parameter);
      if (counts) ++info->length;
    }
    info->has_simple_parameters &= is<Identifier>(parameter);
  }
  info->has_parameter_expressions = std::exchange(parameters_have_expressions_, outer_expressions);
  info->first_inner = start.first_function;

  const ParserContext outer_context = context_;
  const FunctionInfo* outer = context_.function;
  const Scope* outer_scope = scopes_.current();
  context_ = function_context(head, info);
  open_function_scope(info, start.mark);
  info->parameter_count = static_cast<std::uint32_t>(scratch_.size() - first_parameter);
  for (Identifier* name : parameter_names_) declare_identifier(name, VariableKind::Parameter);

  for (std::uint32_t i = start.first_function; i < info->index; ++i) {
    FunctionInfo* inner = tree_.functions_[i];
    if (inner->parent == outer || inner->parent == info) {
      inner->parent = info;
      if (inner->kind == FunctionKind::Arrow) merge_into_enclosing(*inner);
      if (inner->contains_direct_eval) scopes_.note_inner_direct_eval();
    }
    if (inner->outer_scope == outer_scope) inner->outer_scope = info->scope;
  }
  adopt_mentions(start, outer_context);
}

/// What was mentioned in the parameters, while they were expressions of the function around.
void Parser::adopt_mentions(const ArrowStart& start, const ParserContext& outer) {
  for (std::size_t i = 0; i < k_mention_count; ++i) {
    const std::uint32_t place = outer.mentioned_at[i];
    if (place == k_nowhere || place < start.offset) continue;
    mention(static_cast<Mention>(i), place);
    if (static_cast<Mention>(i) == Mention::DirectEval) scopes_.note_direct_eval();
  }
}

}  // namespace orrery::syntax
