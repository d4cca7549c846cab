// What the parser says when something is wrong.

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/core.h>

#include "syntax/parse/parser_implementation.h"

namespace orrery::syntax {

void Parser::fail_too_deep() {
  fail(
      token().range(),
      fmt::format("Nested too deeply: more than {} levels, of which a function takes 6 or 7", k_max_nesting));
}

std::string Parser::describe_token() const {
  switch (token().type) {
    case TokenType::End:
      return "end of the text";
    case TokenType::Identifier:
      return fmt::format("'{}'", text(token().name));
    case TokenType::PrivateIdentifier:
      return fmt::format("'#{}'", text(token().name));
    case TokenType::NumericLiteral:
    case TokenType::BigIntLiteral:
    case TokenType::StringLiteral:
    case TokenType::Template:
    case TokenType::RegularExpressionLiteral:
      return std::string(info(token().type).text);
    default:
      return fmt::format("'{}'", info(token().type).text);
  }
}

/// Where an error is that speaks of the current token: the end of the text is behind the last token, not
/// behind the blank lines and comments that follow it.
SourceRange Parser::error_range() const {
  if (!at(TokenType::End)) return token().range();
  return {lexer_.previous_end(), lexer_.previous_end()};
}

void Parser::fail_unexpected(std::string_view expected) {
  if (failed() || fail_operator_name()) return;
  auto message = fmt::format("Unexpected {}", describe_token());
  if (!expected.empty()) message += fmt::format(", expected {}", expected);
  const SourceRange opened = at(TokenType::End) ? innermost_open_bracket() : SourceRange();
  fail_here(std::move(message), opened.end == 0 ? "" : "opened here", opened);
}

/// At the current token.
void Parser::fail_here(std::string message, std::string note, SourceRange note_range) {
  SyntaxError error{std::move(message), error_range(), std::move(note), note_range};
  error.is_at_end = at(TokenType::End);
  lexer_.fail(std::move(error));
}

/// The bracket opened at `opened_at` must be closed by a token of this type, and here is another.
void Parser::fail_unclosed(TokenType type, std::uint32_t opened_at) {
  if (failed() || fail_operator_name()) return;
  fail_here(fmt::format("Unexpected {}, expected '{}'", describe_token(), info(type).text), "opened here",
            {opened_at, opened_at + 1});
}

void Parser::fail_outside_module(SourceRange range, std::string message) {
  lexer_.fail({std::move(message), range, {}, {}, true});
}

/// The current token is `await` or `yield` and should be the name of a variable.
void Parser::note_operator_name() {
  operator_name_at_ = token().start;
  const bool is_reserved = token().name == Name::yield ? is_strict_ && !context_.allows_yield
                                                       : context_.reserves_await && !context_.allows_await;
  if (is_reserved && begins_operand(peek().type)) fail_operator_name(token().range(), token().name);
}

/// `await f()` where `await` is just a name: the error is not that `f` comes behind a name.
bool Parser::fail_operator_name() {
  constexpr std::uint32_t k_length = 5;  // of both words
  if (operator_name_at_ == k_nowhere || lexer_.previous_end() != operator_name_at_ + k_length) return false;
  if (!begins_operand(token().type) || token().newline_before) return false;
  const SourceRange range{operator_name_at_, lexer_.previous_end()};
  fail_operator_name(range, tree_.source_->slice(range) == text(Name::await) ? Name::await : Name::yield);
  return true;
}

void Parser::fail_operator_name(SourceRange range, Name name) {
  if (name == Name::yield) return fail(range, "'yield' is only allowed in generators");
  fail_await(range, "'await' is only allowed in async functions and at the top level of modules");
}

void Parser::fail_await(SourceRange range, std::string message) {
  const FunctionInfo* function = context_.function;
  const bool is_whole_body =
      body_of_ != nullptr && function->parent != nullptr && function->parent->parent == nullptr;
  const bool is_top_level = function->kind == FunctionKind::TopLevel || is_whole_body;
  if (is_top_level && goal_ == Goal::Script) return fail_outside_module(range, std::move(message));
  fail(range, std::move(message));
}

/// Where a statement should begin is a token that only goes on with one.
void Parser::fail_stray() {
  const auto reason = [this]() -> std::string_view {
    switch (token().type) {
      case TokenType::RightBrace:
        return "nothing is open that it closes";
      case TokenType::Else:
        return "there is no 'if' before it that it belongs to";
      case TokenType::Catch:
      case TokenType::Finally:
        return "there is no 'try' before it that it belongs to";
      default:
        return "it is only allowed directly in a switch";
    }
  };
  fail(token().range(), fmt::format("Unexpected {}: {}", describe_token(), reason()));
}

/// Of the brackets that are open at the end of the text. Reads the text again, which is quicker to do once
/// than keeping count all the time. \return an empty range if there is none
SourceRange Parser::innermost_open_bracket() {
  if (parsed_again_ != nullptr) return {};
  Lexer lexer(*tree_.source_, tree_.names_, goal_ == Goal::Script);
  std::span<const std::uint32_t> context_dependent = tree_.context_dependent_tokens_;
  std::vector<std::uint32_t> open;
  for (lexer.next(); lexer.token().type != TokenType::End; lexer.next()) {
    if (!context_dependent.empty() && context_dependent.front() == lexer.token().start) {
      context_dependent = context_dependent.subspan(1);
      if (lexer.token().type == TokenType::RightBrace) {
        if (!open.empty()) open.pop_back();
        lexer.rescan_as_template_continuation();
      } else {
        lexer.rescan_as_regular_expression();
      }
    }
    const Token& token = lexer.token();
    switch (token.type) {
      case TokenType::LeftParenthesis:
      case TokenType::LeftBracket:
      case TokenType::LeftBrace:
        open.push_back(token.start);
        break;
      case TokenType::Template:
        if (!lexer.template_is_tail(token)) open.push_back(token.end - 1);
        break;
      case TokenType::RightParenthesis:
      case TokenType::RightBracket:
      case TokenType::RightBrace:
        if (!open.empty()) open.pop_back();
        break;
      default:
        break;
    }
  }
  return open.empty() ? SourceRange() : SourceRange{open.back(), open.back() + 1};
}

void Parser::fail_clash(const ScopeBuilder::Conflict& conflict) {
  const SourceRange first = name_range(conflict.first, conflict.name);
  const SourceRange second = name_range(conflict.second, conflict.name);
  std::string message = fmt::format("'{}' has already been declared", text(conflict.name));
  // Parameters of ParseOptions::body_of stand nowhere.
  const bool is_elsewhere = body_of_ != nullptr && tree_.source_->slice(first) != text(conflict.name);
  // In a module those names are free.
  if (is_elsewhere) return fail_outside_module(second, std::move(message));
  fail(second, std::move(message), "first declared here", first);
}

/// Of an identifier called `name`. One with escapes is longer than its name; then the range is too short.
SourceRange Parser::name_range(std::uint32_t offset, Name name) const {
  const auto length = static_cast<std::uint32_t>(text(name).size());
  const auto size = static_cast<std::uint32_t>(tree_.source_->text().size());
  return {std::min(offset, size), std::min(offset + length, size)};
}

}  // namespace orrery::syntax
