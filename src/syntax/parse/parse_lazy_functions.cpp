// Functions that were parsed lazily, parsed again: see docs/adr/0006-lazy-functions-are-forgotten-trees.md.

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

/// Is this one of the inner functions of the one that is parsed again?
bool Parser::is_known(const FunctionInfo* info) const {
  return next_known_function_ != k_nowhere && info != parsed_again_;
}

/// Behind the text of an inner function of one that is parsed again.
FunctionParts Parser::skip_function(FunctionInfo* info) {
  next_known_function_ = info->end_inner;
  scopes_.reference_captures(*info);
  if (info->contains_direct_eval) scopes_.note_inner_direct_eval();
  if (info->kind == FunctionKind::Arrow) merge_into_enclosing(*info);
  info->outer_scope = scopes_.current();
  lexer_.seek(info->range.end, info->range.end);
  return {.params = {}, .body = nullptr, .info = info};
}

const Node* Parser::parse_function_again(FunctionInfo& info) {
  parsed_again_ = &info;
  info.length = info.parameter_count = info.register_count = 0;
  next_known_function_ = info.first_inner;
  is_strict_ = info.is_strict;
  // Every early error was found the first time, so what depends on the text around need not be known.
  context_.function = info.parent;
  context_.allows_new_target = true;
  context_.allows_super_property = info.mentions.has(Mention::SuperProperty);
  context_.allows_super_call = info.mentions.has(Mention::SuperCall);
  class_depth_ = 1;
  // What stands for the scope around; the function's own is then put where it belongs (open_function_scope).
  scopes_.open(ScopeKind::Function, tree_.functions_arena_.make<FunctionInfo>(), is_strict_);

  if (info.kind == FunctionKind::Arrow) {
    // `in` right behind an arrow function can only be that of a `for` in whose head it stands.
    lexer_.seek(info.range.end, info.range.end);
    allows_in_ = !at(TokenType::In);
    lexer_.seek(info.range.start, info.range.start);
    return parse_assignment_expression();
  }
  lexer_.seek(info.range.start, info.range.start);
  FunctionHead head{.kind = info.kind,
                    .is_async = info.is_async,
                    .is_generator = info.is_generator,
                    .is_expression = info.is_expression,
                    .start = info.range.start,
                    .source_start = info.source_range.start};
  if (info.kind == FunctionKind::Normal) {
    if (info.is_async) next();
    expect(TokenType::Function);
    if (info.is_generator) next();
    if (at(TokenType::Identifier)) {
      Identifier* name = make_identifier(token());
      name->add(Node::k_declares);
      head.id = name;
      next();
    }
  }
  const FunctionParts parts = parse_function_rest(head);
  if (info.is_expression) return make_function<FunctionExpression>(head, parts);
  return make_function<FunctionDeclaration>(head, parts);
}

}  // namespace orrery::syntax
