#include "syntax/print/token_stream.h"

namespace orrery::syntax {

namespace {

/// May an expression end with a token of this type?
bool may_end_expression(TokenType type) {
  switch (type) {
    case TokenType::Identifier:
    case TokenType::PrivateIdentifier:
    case TokenType::NumericLiteral:
    case TokenType::BigIntLiteral:
    case TokenType::StringLiteral:
    case TokenType::Template:
    case TokenType::RegularExpressionLiteral:
    case TokenType::RightParenthesis:
    case TokenType::RightBracket:
    case TokenType::RightBrace:
    case TokenType::PlusPlus:
    case TokenType::MinusMinus:
    case TokenType::This:
    case TokenType::Super:
    case TokenType::Null:
    case TokenType::True:
    case TokenType::False:
      return true;
    default:
      return false;
  }
}

bool precedes_condition(TokenType type) {
  return type == TokenType::If || type == TokenType::While || type == TokenType::For ||
         type == TokenType::With;
}

}  // namespace

TokenStream::TokenStream(const SyntaxTree& tree)
    : source_(tree.source()),
      lexer_(source_, names_, tree.program().source_type == SourceType::Script),
      is_parsed_(true),
      context_dependent_tokens_(tree.context_dependent_tokens()) {}

TokenStream::TokenStream(const SourceText& source, Goal goal)
    : source_(source), lexer_(source_, names_, goal == Goal::Script), is_parsed_(false) {}

bool TokenStream::next() {
  lexer_.next();
  const TokenType type = token().type;
  if ((type == TokenType::Slash || type == TokenType::SlashEquals) && is_rescanned())
    flags_start_ = lexer_.rescan_as_regular_expression();
  if (type == TokenType::RightBrace && is_rescanned()) lexer_.rescan_as_template_continuation();
  if (!is_parsed_) note_brackets();
  return token().type != TokenType::End;
}

/// Is the current `/` or `}` the beginning of something else?
bool TokenStream::is_rescanned() {
  if (!is_parsed_) return token().type == TokenType::RightBrace ? guess_brace() : guess_slash();
  if (context_dependent_tokens_.empty() || context_dependent_tokens_.front() != token().start) return false;
  context_dependent_tokens_ = context_dependent_tokens_.subspan(1);
  return true;
}

bool TokenStream::guess_slash() const {
  return ends_condition_ || !may_end_expression(previous_);
}

bool TokenStream::guess_brace() {
  if (open_brackets_.empty() || open_brackets_.back() != Bracket::Template) return false;
  open_brackets_.pop_back();
  return true;
}

void TokenStream::note_brackets() {
  ends_condition_ = false;
  switch (token().type) {
    case TokenType::LeftParenthesis:
      open_brackets_.push_back(precedes_condition(previous_) ? Bracket::Condition : Bracket::Plain);
      break;
    case TokenType::LeftBrace:
    case TokenType::LeftBracket:
      open_brackets_.push_back(Bracket::Plain);
      break;
    case TokenType::Template:
      if (!lexer_.template_is_tail(token())) open_brackets_.push_back(Bracket::Template);
      break;
    case TokenType::RightParenthesis:
    case TokenType::RightBrace:
    case TokenType::RightBracket:
      if (open_brackets_.empty()) break;
      ends_condition_ = open_brackets_.back() == Bracket::Condition;
      open_brackets_.pop_back();
      break;
    default:
      break;
  }
  // An expression may go on behind a piece of a template, but not end there.
  const bool opens = token().type == TokenType::Template && !lexer_.template_is_tail(token());
  previous_ = opens ? TokenType::LeftBrace : token().type;
}

std::string_view TokenStream::text_value() {
  switch (token().type) {
    case TokenType::Identifier:
    case TokenType::PrivateIdentifier:
      return names_.text(token().name);
    case TokenType::StringLiteral:
      return names_.text(lexer_.string_value(token()));
    case TokenType::Template:
      return names_.text(lexer_.template_value(token()));
    default:
      return {};
  }
}

}  // namespace orrery::syntax
